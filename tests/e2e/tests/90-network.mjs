// Nothing that is typed leaves the browser, and nothing is asked for. The proxy is the browser's only way out, so its
// list is complete: it holds what the page, the extension's scripts, its worker and the browser itself asked for.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { OWN_HOST } from '../lib/engine.mjs';
import { test } from '../lib/suite.mjs';
import { answerGate, clickOn, untilCount, untilShown, untilState, write } from '../lib/look.mjs';
import { ISSUE, NUMBER, OTHER, RISKY, TWICE } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

// What was typed in this run. Whole numbers and whole words: the browser's own update check sends random ids, and four
// digits of ours stand in one of them every few thousand requests ("4471" is a fine third group of a UUID, RFC 9562).
const TYPED = new RegExp(`${NUMBER}|${OTHER}|\\b(Dana|Delta|crown|form says)\\b`);

for (const query of ['', 'csp=strict']) {
  test(`from focus to Post anyway no request leaves the browser${query && ' on a strict page'}`, async (scene) => {
    const before = scene.server.requests.length;
    const tunnels = scene.server.tunnels.length;
    const asked = [];
    const tab = await scene.blank();
    tab.page.on('request', (request) => asked.push(request.url()));
    await tab.goto(`https://business.google.com/reply.html${query && `?${query}`}`);
    await write(tab, '#reply', ISSUE);
    await untilState(tab, 'findings');
    await untilCount(tab, 5, '#reply');
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /1 of 5|2 of 5|3 of 5|4 of 5|5 of 5/);
    await tab.press('Escape');
    await clickOn(tab, '#post');
    await answerGate(tab, /^Post anyway/);
    await until('the text sent', () => tab.evaluate(() => window.sent.length), (count) => count === 1);

    // A request of our own, so that a list that hears nothing would be noticed.
    await tab.evaluate(() => fetch('/page.js?last', { mode: 'no-cors' }).catch(() => {}));
    await until('the sign', () => scene.server.requests.slice(before).some(({ search }) => search === '?last'));

    const own = new Set(['/reply.html', '/page.css', '/page.js', '/favicon.ico']);
    const foreign = scene.server.requests
      .slice(before)
      .filter(({ host, path }) => !(host === 'business.google.com' && own.has(path)) && !scene.browser.ownHosts.includes(host));
    assert.deepEqual(foreign, []);
    const hosts = new Set(scene.server.tunnels.slice(tunnels).map((place) => place.replace(/:443$/, '')));
    for (const host of ['business.google.com', ...scene.browser.ownHosts]) hosts.delete(host);
    assert.deepEqual([...hosts], []);
    // What the page's own network panel saw besides are the extension's own files.
    const elsewhere = asked.filter((url) => !url.startsWith('https://business.google.com/') && !/^(chrome|moz)-extension:\/\//.test(url));
    assert.deepEqual(elsewhere, []);
  });
}

test('in all of this run, nothing that was typed was in any request but those of the fixture forms', async (scene) => {
  await scene.open('textarea');
  assert.ok(scene.server.requests.length > 0);
  for (const text of [ISSUE, RISKY, TWICE, OTHER]) assert.match(text, TYPED);
  const leaks = scene.server.requests.filter(({ path, search, body }) => path !== '/posted' && [body, `${path}${search}`].some((sent) => TYPED.test(plain(sent))));
  assert.deepEqual(leaks.map(({ host, path }) => `${host}${path}`), []);
});

test('in all of this run, only hosts of the fixtures were asked for', async (scene) => {
  await scene.open('textarea');
  const { sites } = JSON.parse(await readFile(new URL('../../../extension/sites.json', import.meta.url), 'utf8'));
  const known = sites.flatMap(({ hosts }) => hosts).map((pattern) => pattern.split('/')[0]);
  const fixtures = new Set([OWN_HOST, ...scene.browser.ownHosts]);
  // RFC 2606: nobody owns a name under .example.
  const isFixture = (host) => fixtures.has(host) || host.endsWith('.example') || known.some((pattern) => (pattern.startsWith('*.') ? `.${host}`.endsWith(pattern.slice(1)) : pattern === host));
  const hosts = new Set([...scene.server.requests.map(({ host }) => host), ...scene.server.tunnels.map((place) => place.replace(/:\d+$/, ''))]);
  assert.ok(hosts.has('www.facebook.com'));
  assert.deepEqual([...hosts].filter((host) => !isFixture(host)), []);
});

/** What is sent as a form or in an address, as it was typed. */
function plain(sent) {
  const spaced = sent.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
