// What the manifests promise, so that a permission or a host is never added in passing.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { withSites } from './build/browsers.mjs';

const read = async (name) => JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8'));
const sites = await read('sites.json');
const base = withSites(await read('manifest.base.json'), sites);
const chrome = await read('manifest.chrome.json');
const firefox = await read('manifest.firefox.json');

test('nothing is asked for but storage, alarms and scripting; hosts only when one is added or reported to', () => {
  for (const manifest of [base, chrome, firefox]) {
    for (const key of ['host_permissions', 'optional_permissions', 'externally_connectable']) {
      assert.equal(manifest[key], undefined, key);
    }
  }
  assert.deepEqual(base.permissions, ['storage', 'alarms', 'scripting']);
  assert.deepEqual(base.optional_host_permissions, ['https://*/*']);
  for (const { permissions, optional_host_permissions: hosts } of [chrome, firefox]) assert.equal(permissions ?? hosts, undefined);
});

test('content scripts run on listed https hosts, each listed once', () => {
  const matches = base.content_scripts.flatMap((entry) => entry.matches);
  for (const match of matches) assert.match(match, /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+\/\S+$/);
  assert.equal(new Set(matches).size, matches.length);
});

test('the content scripts run on every site of sites.json and nowhere else', () => {
  const hosts = sites.sites.flatMap((site) => site.hosts);
  const places = base.content_scripts.flatMap((entry) => entry.matches).map((match) => match.replace('https://', '').replace(/^([^/]+)\/\*$/, '$1'));
  assert.deepEqual(places.sort(), hosts.sort());
  for (const name of ['www.facebook.com', 'mail.google.com', 'www.google.com/maps/*']) {
    assert.ok(places.includes(name.replace('www.facebook.com', '*.facebook.com')), name);
  }
});

test('a script that follows frames by their origin may not name a path', () => {
  // Chromium refuses the whole extension otherwise.
  for (const entry of base.content_scripts.filter((entry) => entry.match_origin_as_fallback)) {
    for (const match of entry.matches) assert.ok(match.endsWith('/*') && match.split('/').length === 4, match);
  }
});

test('every content script is there before the page and in every frame', () => {
  for (const entry of base.content_scripts) {
    assert.deepEqual([entry.run_at, entry.all_frames, entry.match_about_blank], ['document_start', true, true]);
  }
});

test('pages of our own may load nothing from elsewhere and run nothing inline', () => {
  const policy = base.content_security_policy.extension_pages;
  assert.match(policy, /^default-src 'none';/);
  // A collector that the organisation names can be anywhere; nothing else may come from there, least of all a script.
  assert.doesNotMatch(policy.replace("connect-src 'self' https:;", ''), /unsafe|https?:|\*/);
});

test('only the module is open to pages, in Chromium under an address of the session', () => {
  for (const manifest of [chrome, firefox]) {
    assert.deepEqual(manifest.web_accessible_resources.map((entry) => entry.resources), [['pkg/*']]);
  }
  assert.equal(chrome.web_accessible_resources[0].use_dynamic_url, true);
});

test('Firefox gets one style sheet, which names nothing of this browser and styles nothing', async () => {
  assert.equal(base.content_scripts.some((entry) => entry.css), false);
  assert.equal(chrome.content_scripts, undefined);
  assert.deepEqual(firefox.content_scripts, { '*': { css: ['firefox/vanish.css'] } });
  const sheet = (await readFile(new URL('firefox/vanish.css', import.meta.url), 'utf8')).replace(/\/\*.*?\*\//gs, '').trim();
  // Without a first value: Firefox lists a property that has one in the computed style of every element of every page.
  assert.equal(sheet, '@property --curbside-gone { syntax: "*"; inherits: false; }');
});
