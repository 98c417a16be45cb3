// Waiting for a condition instead of for a time. Every wait of the tests goes through here, so that a test that fails
// says what it waited for and what it saw last.

const PATIENCE = Number(process.env.PATIENCE ?? 15_000);
const PAUSE = 25;
const LEFT = /context was destroyed|Cannot find context/;

/** Asks `look` again and again until `enough` accepts its answer, and returns that answer. */
export async function until(what, look, enough = Boolean, patience = PATIENCE) {
  const end = Date.now() + patience;
  let seen;
  for (;;) {
    // A page that is just being left has no answer; the one that follows has.
    let left = false;
    seen = await (async () => look())().catch((error) => {
      left = LEFT.test(error.message);
      if (!left) throw error;
    });
    if (!left && enough(seen)) return seen;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}; last seen: ${JSON.stringify(seen)}`);
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}
