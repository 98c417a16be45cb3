// Files in a composer: what they show is asked, what they say is found, and a copy without it can be saved.
import assert from 'node:assert/strict';
import { test } from '../lib/suite.mjs';
import { answerGate, clickOn, GATE, pressButton, sent, shown, untilShown, untilState, write } from '../lib/look.mjs';
import { CLEAN } from '../lib/texts.mjs';
import { until } from '../lib/until.mjs';

/** An EXIF block (big endian) with a place and a day. */
function exif() {
  const gps = [0, 1, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68, 0, 0, 0, 0];
  const block = [
    0x4d, 0x4d, 0, 42, 0, 0, 0, 8,
    // Two fields: DateTime (20 letters at 38), GPS directory (at 58, moved behind the date).
    0, 2, 1, 0x32, 0, 2, 0, 0, 0, 20, 0, 0, 0, 38, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 58, 0, 0, 0, 0,
    ...[...'2026:01:02 03:04:05\0'].map((letter) => letter.charCodeAt(0)),
  ];
  // GPSLatitude: three fractions, 40/1 0/1 0/1, after the directory of 18 bytes.
  gps.splice(10, 4, 0, 0, 0, 58 + 18);
  return [...block, ...gps, ...[40, 1, 0, 1, 0, 1].flatMap((number) => [0, 0, 0, number])];
}

function photo(fields = []) {
  const segment = fields.length ? [0x45, 0x78, 0x69, 0x66, 0, 0, ...fields] : [];
  const length = segment.length + 2;
  const app1 = fields.length ? [0xff, 0xe1, length >> 8, length & 255, ...segment] : [];
  return [0xff, 0xd8, ...app1, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0xaa, 0xbb, 0xff, 0xd9];
}

/** Gives the page files as a picker, a drop or a paste would. */
const add = (tab, way, name, bytes) =>
  tab.evaluate(
    ([how, called, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(content)], called, { type: 'image/jpeg' }));
      if (how === 'picker') {
        const picker = document.querySelector('#picker');
        picker.files = data.files;
        picker.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
        picker.dispatchEvent(new Event('change', { bubbles: true }));
        return;
      }
      const options = { bubbles: true, cancelable: true, composed: true };
      const event = how === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: data }) : new ClipboardEvent('paste', { ...options, clipboardData: data });
      document.querySelector('#box').dispatchEvent(event);
    },
    [way, name, bytes],
  );

for (const way of ['picker', 'drop', 'paste']) {
  // Firefox makes no paste with files for a script; a real one takes the same way as in Chromium.
  const only = way === 'paste' ? 'chromium' : undefined;
  test(`a picture that comes by ${way} is asked about before it goes out`, { only }, async (scene) => {
    const tab = await scene.open('attach');
    await write(tab, '#box', CLEAN);
    await untilState(tab, 'checked');
    await add(tab, way, 'IMG_0001.jpg', photo());
    await untilState(tab, 'findings');
    await clickOn(tab, '#post');
    await untilShown(tab, /Does this show a patient\?/);
    assert.deepEqual(await sent(tab), []);
    await answerGate(tab, /Post anyway/);
    await until('the text that was let go', () => sent(tab), (texts) => texts.length === 1);
  });
}

test('the place and the day that a camera wrote are found, and what the file is called', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await add(tab, 'picker', 'john_smith_mrn00123456.jpg', photo(exif()));
  await untilState(tab, 'findings');
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  const words = (await shown(tab)).join(' ');
  for (const title of [/File name may name a patient/, /Record number in file name/, /Picture says where it was taken/, /Does this show a patient\?/]) {
    assert.match(words, title);
  }
});

test('a copy without hidden data is one press away, and the question stays', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await add(tab, 'picker', 'IMG_0001.jpg', photo(exif()));
  await untilState(tab, 'findings');
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /Picture says where it was taken/);
  await pressButton(tab, /Save a copy without hidden data/);
  await until('a word on the copy', () => shown(tab), (seen) => seen.some((words) => /Saved\. Attach the copy instead/.test(words)));
});

test('an answer holds for this file, and the next one is asked about again', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await add(tab, 'picker', 'IMG_0001.jpg', photo());
  await untilState(tab, 'findings');
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /Does this show a patient\?/);
  await pressButton(tab, /This is fine here/);
  await untilState(tab, 'checked');
  await add(tab, 'picker', 'IMG_0002.jpg', photo());
  await untilState(tab, 'findings');
});

test('a picker that belongs to something else is none of our business', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await tab.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.innerHTML = '<input type="file" id="other">';
    document.body.append(dialog);
    dialog.showModal();
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'john_smith.jpg', { type: 'image/jpeg' }));
    const picker = document.querySelector('#other');
    picker.files = data.files;
    picker.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    dialog.close();
  });
  await new Promise((done) => setTimeout(done, 400));
  await untilState(tab, 'checked');
});
