// Who an e-mail goes to: several people at home who would see each other's address, and an address that only looks like
// one of ours. On a composer of its own kind, and on one that says no more than "To".
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { openWith } from '../lib/engine.mjs';
import { clickOn, GATE, pressButton, sent, shown, untilShown, untilState, untilWords, write } from '../lib/look.mjs';
import { until } from '../lib/until.mjs';

const TEXT = 'Hi all! Our Thursday group moves to 6:30.';
const PEOPLE = ['juniper.vale@mail.example', 'm.okafor@inbox.example', 'peg.lunt@fastmail.example'];

/** Where an address stands in each composer, as the site itself would put it there. */
const COMPOSERS = {
  gmail: {
    page: 'sites/gmail',
    host: 'practice.example',
    to: (list) => {
      const line = document.querySelector('.to').parentElement;
      line.querySelectorAll('[data-hovercard-id]').forEach((chip) => chip.remove());
      line.prepend(...list.map((address) => Object.assign(document.createElement('span'), { textContent: address.split('@')[0] })));
      list.forEach((address, at) => { line.children[at].setAttribute('data-hovercard-id', address); line.children[at].setAttribute('email', address); });
    },
    hidden: (list) => {
      const line = Object.assign(document.createElement('div'), { ariaLabel: 'Bcc' });
      document.querySelector('.to').parentElement.after(line);
      line.append(...list.map((address) => { const chip = document.createElement('span'); chip.setAttribute('data-hovercard-id', address); return chip; }));
      document.querySelectorAll('.to ~ [data-hovercard-id], :has(> .to) > [data-hovercard-id]').forEach((chip) => chip.remove());
    },
  },
  outlook: {
    page: 'sites/outlook',
    host: 'practice.example',
    to: (list) => {
      const name = (address) => Object.assign(document.createElement('span'), { title: address, textContent: address.split('@')[0] });
      document.querySelector('.to').replaceChildren(...list.map(name));
    },
    hidden: (list) => {
      const [to] = document.querySelectorAll('.to');
      const line = to.parentElement.cloneNode(true);
      line.firstElementChild.ariaLabel = 'Bcc';
      const name = (address) => Object.assign(document.createElement('span'), { title: address, textContent: address.split('@')[0] });
      line.firstElementChild.replaceChildren(...list.map(name));
      to.replaceChildren();
      to.parentElement.after(line);
    },
  },
  generic: {
    page: 'mail',
    host: 'practice.example',
    to: (list) => { document.querySelector('#to').value = list.join(', '); },
    hidden: (list) => { document.querySelector('#to').value = ''; document.querySelector('#bcc').value = list.join(', '); },
  },
};

const open = (scene, { page, host }, policy = {}) => openWith(scene, page, policy, { host });

for (const [name, composer] of Object.entries(COMPOSERS)) {
  test(`${name}: several people at home in To are advised to move to Bcc, and there nothing is said`, async (scene) => {
    const tab = await open(scene, composer);
    await tab.evaluate(composer.to, PEOPLE.slice(0, 1));
    await write(tab, '#box', TEXT);
    await untilState(tab, 'checked');
    await tab.evaluate(composer.to, PEOPLE);
    // What the page changes by itself is seen when it matters: before it goes out.
    await clickOn(tab, '[data-publish], #post');
    await untilShown(tab, /Several people see each other.s address/);
    assert.deepEqual(await sent(tab), []);
    await tab.press('Escape');
    await untilWords(tab, ['Hi all'], '#box');
    await tab.evaluate(composer.hidden, PEOPLE);
    await clickOn(tab, '[data-publish], #post');
    await until('the text sent', () => sent(tab), (list) => list.length === 1);
    assert.deepEqual((await shown(tab)).filter((text) => GATE.test(text)), []);
  });

  test(`${name}: an address that only looks like the practice’s own is asked about`, async (scene) => {
    const tab = await open(scene, composer, { practiceEmails: ['@lakesidedental.example'] });
    await tab.evaluate(composer.to, ['desk@lakesidedental.example', 'claims@mutual.example']);
    await write(tab, '#box', 'The office is closed on Monday.');
    await untilState(tab, 'checked');
    await tab.evaluate(composer.to, ['desk@lakesidedentall.example']);
    await clickOn(tab, '[data-publish], #post');
    await untilShown(tab, /Address only looks like your own/);
    await untilShown(tab, /desk@lakesidedentall\.example/);
    assert.deepEqual(await sent(tab), []);
    await tab.press('Escape');
    // Somebody who knows the address says so once.
    await tab.press('Alt+Shift+C');
    await untilShown(tab, /Address only looks like your own/);
    await pressButton(tab, /This is fine here/);
    await untilState(tab, 'checked');
    await clickOn(tab, '[data-publish], #post');
    await until('the text sent', () => sent(tab), (list) => list.length === 1);
  });
}
