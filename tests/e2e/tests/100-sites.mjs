// Every site of extension/sites.json, on a page that calls its boxes and buttons what the site calls them, under the
// site's own name: what is written there, whom it answers, what publishes it and what does not.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openWith } from '../lib/engine.mjs';
import { test } from '../lib/suite.mjs';
import { clickOn, enter, GATE, marks, sent, shown, states, textOf, untilGone, untilShown, untilState, untilWords } from '../lib/look.mjs';
import { NUMBER, RISKY } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

// Found to be something else in each of the six contexts, which the first test checks; what exactly, is the rules' matter.
const PROBE = 'Thank you for your visit. Our fillings never hurt. What are your symptoms? Take 400 mg of ibuprofen. "I was scared and they fixed my tooth," says a patient.';
// A name only for whoever knows that it is the name of the person who is answered.
const NAME = 'We love Juniper here.';

// `at` is where on the site the box stands. `named`: the page shows whom one answers. `enter`: Enter alone publishes.
// `later`: another button that publishes.
const CASES = [
  { page: 'facebook-post', host: 'www.facebook.com', context: 'post' },
  { page: 'facebook-comment', host: 'www.facebook.com', context: 'comment', named: true, enter: true },
  { page: 'facebook-reply', host: 'www.facebook.com', context: 'comment', named: true, enter: true },
  { page: 'facebook-review', host: 'www.facebook.com', at: '/alder/reviews', context: 'review-reply', named: true, enter: true },
  { page: 'facebook-message', host: 'www.facebook.com', at: '/messages/t/1', context: 'message', enter: true },
  { page: 'messenger', host: 'www.messenger.com', context: 'message', enter: true },
  { page: 'instagram-comment', host: 'www.instagram.com', context: 'comment', named: true, enter: true },
  { page: 'instagram-post', host: 'www.instagram.com', context: 'post' },
  { page: 'whatsapp', host: 'www.instagram.com', at: '/direct/t/1', context: 'message', enter: true },
  { page: 'threads-post', host: 'www.threads.com', context: 'post' },
  { page: 'x-post', host: 'x.com', context: 'post' },
  { page: 'x-reply', host: 'x.com', context: 'comment', named: true },
  { page: 'bluesky-post', host: 'bsky.app', context: 'post' },
  { page: 'bluesky-reply', host: 'bsky.app', context: 'comment', named: true },
  { page: 'linkedin-post', host: 'www.linkedin.com', context: 'post' },
  { page: 'linkedin-comment', host: 'www.linkedin.com', context: 'comment', named: true },
  { page: 'linkedin-message', host: 'www.linkedin.com', at: '/messaging/thread/1', context: 'message' },
  { page: 'tiktok-comment', host: 'www.tiktok.com', context: 'comment', named: true, enter: true },
  { page: 'youtube-comment', host: 'www.youtube.com', context: 'comment' },
  { page: 'youtube-reply', host: 'www.youtube.com', context: 'comment', named: true },
  { page: 'reddit-comment', host: 'www.reddit.com', at: '/r/dentistry/comments/1', context: 'comment', named: true },
  { page: 'reddit-old', host: 'old.reddit.com', at: '/r/dentistry/comments/1', context: 'comment', named: true },
  { page: 'nextdoor-comment', host: 'nextdoor.com', context: 'comment', named: true },
  { page: 'google-business', host: 'business.google.com', at: '/reviews', context: 'review-reply', named: true },
  { page: 'google-business-es', host: 'business.google.com', at: '/reviews', context: 'review-reply', named: true },
  { page: 'maps/reply', host: 'www.google.com', context: 'review-reply', named: true },
  { page: 'yelp', host: 'biz.yelp.com', context: 'review-reply', named: true },
  { page: 'healthgrades', host: 'update.healthgrades.com', context: 'review-reply', named: true },
  { page: 'zocdoc', host: 'www.zocdoc.com', context: 'review-reply', named: true },
  { page: 'vitals', host: 'www.vitals.com', context: 'review-reply', named: true },
  { page: 'webmd', host: 'doctor.webmd.com', context: 'review-reply', named: true },
  { page: 'ratemds', host: 'www.ratemds.com', context: 'review-reply', named: true },
  { page: 'birdeye', host: 'app.birdeye.com', context: 'review-reply', named: true },
  { page: 'podium', host: 'app.podium.com', at: '/reviews', context: 'review-reply', named: true },
  { page: 'podium-message', host: 'app.podium.com', at: '/inbox', context: 'message' },
  { page: 'trustpilot', host: 'businessapp.b2b.trustpilot.com', context: 'review-reply', named: true },
  { page: 'bbb', host: 'www.bbb.org', context: 'review-reply', named: true },
  { page: 'glassdoor', host: 'www.glassdoor.com', context: 'review-reply', named: true },
  { page: 'doximity', host: 'www.doximity.com', context: 'comment', named: true },
  { page: 'hootsuite', host: 'hootsuite.com', context: 'post', later: '.later' },
  { page: 'buffer', host: 'publish.buffer.com', context: 'post' },
  { page: 'sprout', host: 'app.sproutsocial.com', context: 'post' },
  { page: 'wordpress', host: 'alder.wordpress.com', context: 'blog' },
  { page: 'medium', host: 'medium.com', context: 'blog' },
  { page: 'medium-response', host: 'medium.com', context: 'comment' },
  { page: 'substack', host: 'alder.substack.com', context: 'blog' },
  { page: 'gmail', host: 'mail.google.com', context: 'email', later: '.later' },
  { page: 'outlook', host: 'outlook.office.com', context: 'email' },
  { page: 'yahoo-mail', host: 'mail.yahoo.com', context: 'email' },
  { page: 'whatsapp', host: 'web.whatsapp.com', context: 'message', enter: true },
  { page: 'slack', host: 'app.slack.com', context: 'message', enter: true },
  { page: 'teams', host: 'teams.microsoft.com', context: 'message', enter: true },
];
// A sample for Firefox: each kind of site once, and the pages that differ most.
const SAMPLE = new Set(['facebook-comment', 'x-reply', 'linkedin-comment', 'google-business', 'bbb', 'hootsuite', 'medium-response', 'gmail', 'slack']);
const CONTEXTS = ['post', 'review-reply', 'comment', 'message', 'email', 'blog'];

const open = (scene, { page, host, at }) =>
  scene.open(page.includes('/') ? page : `sites/${page}`, { host, query: at ? `at=${at}` : '' });

let module;
/** What the engine itself finds: the same module, run here. */
async function found(dist, text, context) {
  module ??= await import(`${dist}pkg/curbside_js.js`);
  return module.check_text(text, context, false).map(({ severity, start, end }) => ({ severity, start, words: text.slice(start, end) }));
}

test('every context finds something else in the words that the sites are tried with', async (scene) => {
  const all = await Promise.all(CONTEXTS.map((context) => found(scene.dist, PROBE, context)));
  assert.equal(new Set(all.map((findings) => JSON.stringify(findings))).size, CONTEXTS.length);
  for (const context of CONTEXTS) assert.deepEqual((await found(scene.dist, NAME, context)), []);
});

test('every site that is watched by itself has a page here', async () => {
  const { sites } = JSON.parse(await readFile(new URL('../../../extension/sites.json', import.meta.url), 'utf8'));
  const fits = (pattern, host) => (pattern.startsWith('*.') ? `.${host}`.endsWith(pattern.slice(1)) : pattern.split('/')[0] === host);
  const missing = sites.filter(({ off, hosts }) => !off && !hosts.some((pattern) => CASES.some(({ host }) => fits(pattern, host))));
  assert.deepEqual(missing.map(({ name }) => name), []);
});

for (const one of CASES) {
  const { page, host, context, named, enter: byEnter, later } = one;
  const only = SAMPLE.has(page) && host !== 'www.instagram.com' ? undefined : 'chromium';
  test(`${host} ${page}: ${context}${named ? ', answers by name' : ''}, and only what publishes is held`, { only }, async (scene) => {
    const tab = await open(scene, one);
    await enter(tab, '#box');
    await tab.type(PROBE);
    await untilState(tab, 'findings');
    const wanted = await found(scene.dist, PROBE, context);
    const severe = (list) => JSON.stringify(list.map(({ severity, words }) => [severity, words]));
    await until(`what a ${context} may not say: ${severe(wanted)}`, async () => severe(await marks(tab, '#box')), (seen) => seen === severe(wanted));

    // What publishes nothing is pressed without a question.
    const quiet = await tab.evaluate(() => Array.from(document.querySelectorAll('[data-quiet]'), (button) => button.dataset.quiet));
    for (const name of quiet) {
      await clickOn(tab, `[data-quiet="${name}"]`);
      await until(`the page to hear of ${name}`, () => tab.evaluate(() => window.pressed), (pressed) => pressed.includes(name));
      assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), [], name);
    }

    // What publishes is held.
    await enter(tab, '#box');
    await tab.press('Control+a');
    await tab.type(RISKY);
    await untilWords(tab, [NUMBER], '#box');
    const ways = [() => clickOn(tab, '[data-publish]:not(.later)')];
    if (later) ways.push(() => clickOn(tab, later));
    if (byEnter) ways.unshift(async () => {
      await enter(tab, '#box');
      await tab.press('Enter');
    });
    for (const [number, publish] of ways.entries()) {
      // Somebody who has gone back has answered for that text.
      if (number > 0) {
        await enter(tab, '#box');
        await tab.press('Control+End');
        await tab.type(' So.');
      }
      await publish();
      await untilShown(tab, GATE);
      assert.deepEqual(await sent(tab), []);
      await tab.press('Escape');
      await untilGone(tab, GATE);
    }

    // Whoever is answered has a name.
    await enter(tab, '#box');
    await tab.press('Control+a');
    await tab.press('Backspace');
    await tab.type(NAME);
    await untilWords(tab, named ? ['Juniper'] : [], '#box');
    assert.equal((await textOf(tab, '#box')).trim(), NAME);
  });
}

for (const page of ['facebook-post', 'x-post', 'linkedin-post', 'yelp', 'gmail', 'outlook', 'yahoo-mail', 'slack', 'instagram-post', 'maps/reply']) {
  const one = CASES.find((it) => it.page === page);
  test(`${one.host} ${page}: the search and the line for addresses are left alone`, { only: SAMPLE.has(page) ? undefined : 'chromium' }, async (scene) => {
    const tab = await open(scene, one);
    // The box first, so that everything is loaded and had its chance.
    await enter(tab, '#box');
    await untilState(tab, 'checked');
    assert.equal((await states(tab)).length, 1);
    for (const selector of ['#search', '.to']) {
      if (!(await tab.evaluate((wanted) => Boolean(document.querySelector(wanted)), selector))) continue;
      await enter(tab, selector);
      await tab.type('Dana Whitfield 518-00-4471');
      await tab.press('Enter');
      if (selector === '#search') await until('the search', () => tab.evaluate(() => window.pressed), (pressed) => pressed.includes('search'));
      assert.equal((await states(tab)).length, 1, selector);
      assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), [], selector);
    }
    if (await tab.evaluate(() => Boolean(document.querySelector('input.subject')))) {
      // A subject is read by others, like the body.
      await enter(tab, 'input.subject');
      await until('a second chip', () => states(tab), (seen) => seen.length === 2);
    }
  });
}

for (const host of ['chatgpt.com', 'claude.ai', 'gemini.google.com']) {
  test(`${host}: nothing is watched until the organisation wants it`, { only: 'chromium' }, async (scene) => {
    const tab = await scene.open('sites/assistant', { host });
    await enter(tab, '#box');
    await tab.type(PROBE);
    await tab.press('Enter');
    await until('the prompt sent', () => sent(tab), (list) => list.length === 1);
    assert.deepEqual(await states(tab), []);
    assert.deepEqual(await marks(tab, '#box'), []);
  });
}

test('an assistant is watched, and its prompt held, once the organisation has added it', { only: 'chromium' }, async (scene) => {
  const tab = await openWith(scene, 'sites/assistant', { sitesAdded: ['chatgpt.com'] }, { host: 'chatgpt.com' });
  await enter(tab, '#box');
  await tab.type(RISKY);
  await untilWords(tab, [NUMBER], '#box');
  await tab.press('Enter');
  // If there is no gate, it matters whether the prompt went out or the key did nothing.
  const end = async () => ({ gate: (await shown(tab)).some((text) => GATE.test(text)), sent: (await sent(tab)).length });
  await until('a gate, or a prompt that went out', end, ({ gate, sent: out }) => gate || out > 0);
  assert.deepEqual(await sent(tab), []);
});

test('a site that the organisation excludes is not watched', { only: 'chromium' }, async (scene) => {
  const tab = await openWith(scene, 'sites/assistant', { sitesAdded: ['chatgpt.com'], sitesExcluded: ['chatgpt.com'] }, { host: 'chatgpt.com' });
  await enter(tab, '#box');
  await tab.type(RISKY);
  await tab.press('Enter');
  await until('the prompt sent', () => sent(tab), (list) => list.length === 1);
  assert.deepEqual(await marks(tab, '#box'), []);
});
