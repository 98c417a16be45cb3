// Sends records to the organisation's own collector, and only where its policy names one.
//
// Records wait in the store; the place up to which they were taken is kept beside them, so a browser that is closed in the
// middle sends what is left the next time. A collector that does not answer, or asks for patience, is tried again after
// twice as long each time, with some chance in it so that ten thousand browsers do not come at once. What waits is capped:
// beyond `MOST_WAITING` the oldest are given up, and the next report says how many.

import { exportRequest } from './otlp.js';

export const BATCH = 100;
/** Most requests in one go. What is left waits for the next. */
export const MOST_REQUESTS = 10;
export const MOST_WAITING = 5_000;
export const FIRST_WAIT = 30_000;
export const LONGEST_WAIT = 3_600_000;
export const PATIENCE = 15_000;

// OTLP/HTTP: these are worth another try, everything else in 400 and above is not. Refused credentials are, too: an
// administrator repairs them, and the records should still be there.
const TRY_AGAIN = new Set([401, 403, 408, 429, 502, 503, 504]);

/**
 * Sends what is due.
 *
 * @param store   see store.js
 * @param policy  `{ endpoint, headers, minutes, heartbeatHours }` or null; see ../policy.js
 * @param who     see otlp.js
 * @param world   `{ now, fetch, chance }`: clock in milliseconds, the browser's fetch, a number from 0 to 1
 * @returns `{ sent, requests, due }`: records taken, requests made, when to come again (null: never)
 */
export async function report(store, policy, who, { now = Date.now(), fetch = globalThis.fetch, chance = Math.random } = {}) {
  if (!policy?.endpoint) return { sent: 0, requests: 0, due: null };
  const kept = (await store.meta('report')) ?? {};
  // Another collector has seen nothing yet of what is still there, and is not guilty of the other's silence.
  const state = kept.endpoint === policy.endpoint ? kept : { endpoint: policy.endpoint, seq: 0, next: 0, failures: 0, alive: 0, dropped: 0 };
  const due = () => Math.max(state.next, now + policy.minutes * 60_000);
  if (now < state.next) return { sent: 0, requests: 0, due: state.next };

  const head = await store.head();
  if (head.seq - state.seq > MOST_WAITING) {
    const [oldest] = await store.after(0, 1);
    const first = Math.max(state.seq, (oldest?.seq ?? 1) - 1);
    const from = Math.max(first, head.seq - MOST_WAITING);
    state.dropped += from - state.seq;
    state.seq = from;
  }

  let sent = 0;
  let requests = 0;
  for (;;) {
    const isAliveDue = policy.heartbeatHours > 0 && now - state.alive >= policy.heartbeatHours * 3_600_000;
    const records = await store.after(state.seq, BATCH);
    if ((!records.length && !isAliveDue) || requests === MOST_REQUESTS) break;
    const heartbeat = isAliveDue
      ? { time: new Date(now).toISOString(), head, unsent: Math.max(0, head.seq - state.seq - records.length), problems: who.problems ?? 0 }
      : null;
    const body = exportRequest(who, { records, heartbeat, dropped: state.dropped }, new Date(now).toISOString());
    requests += 1;
    const answer = await post(fetch, policy, body);
    if (answer.again) {
      state.failures += 1;
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (state.failures - 1)) * (0.5 + chance() / 2);
      state.next = now + Math.max(wait, answer.after);
      await store.setMeta({ report: { ...state, problem: answer.problem } });
      return { sent, requests, due: state.next };
    }
    // A batch that the collector will never take is not sent again, or nothing behind it would ever arrive.
    if (answer.problem) state.dropped += records.length;
    else {
      state.dropped = answer.rejected;
      sent += records.length - answer.rejected;
    }
    state.seq = records.at(-1)?.seq ?? state.seq;
    if (heartbeat) state.alive = now;
    Object.assign(state, { failures: 0, next: 0, problem: answer.problem, last: answer.problem ? state.last : now });
    await store.setMeta({ report: { ...state } });
  }
  return { sent, requests, due: due() };
}

/** One request. `again` where it is worth another try, `after` milliseconds at least; `problem` in a word for people. */
async function post(fetch, { endpoint, headers }, body) {
  let response;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // Nothing of this browser goes along: no cookie, no referrer. And nobody sends us elsewhere.
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { again: true, after: 0, problem: 'unreachable' };
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) {
    const rejected = Number(answer?.partialSuccess?.rejectedLogRecords ?? 0);
    return { again: false, problem: null, rejected: Number.isInteger(rejected) && rejected > 0 ? rejected : 0 };
  }
  const after = waitOf(response.headers.get('retry-after'));
  return { again: TRY_AGAIN.has(response.status), after, problem: `http-${response.status}` };
}

// In seconds, or a date; never longer than the longest wait of our own.
function waitOf(header) {
  if (!header) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT) : 0;
}
