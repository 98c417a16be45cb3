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

/** A photo of a phone: its pieces, EXIF and XMP, and the list that says where in the file each of them lies. */
function heic() {
  const letters = (words) => Array.from(words, (letter) => letter.charCodeAt(0));
  const two = (number) => [number >> 8, number & 255];
  const four = (number) => [...two(number >>> 16), ...two(number & 0xffff)];
  const box = (kind, ...content) => [...four(content.flat().length + 8), ...letters(kind), ...content.flat()];
  const entry = (id, kind, ...more) => box('infe', [2, 0, 0, 0], two(id), [0, 0], letters(kind), [0], ...more);
  const items = [letters('the pieces of the picture'), [0, 0, 0, 6, ...letters('Exif'), 0, 0, ...exif()], letters("<x:xmpmeta xmp:CreateDate='2026-01-02'/>")];
  const front = (origin) => {
    let at = origin;
    const places = items.map((item, index) => {
      const place = [...two(index + 1), 0, 0, 0, 1, ...four(at), ...four(item.length)];
      at += item.length;
      return place;
    });
    const list = box('iinf', [0, 0, 0, 0, 0, 3], entry(1, 'hvc1'), entry(2, 'Exif'), entry(3, 'mime', letters('application/rdf+xml'), [0]));
    const meta = box('meta', [0, 0, 0, 0], list, box('iloc', [0, 0, 0, 0, 0x44, 0, 0, 3], ...places));
    return [...box('ftyp', letters('heic'), [0, 0, 0, 0], letters('mif1heic')), ...meta];
  };
  return [...front(front(0).length + 8), ...box('mdat', ...items)];
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

test('the photo of a phone, which browsers cannot even show, gets a copy without hidden data as well', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await add(tab, 'picker', 'IMG_0001.HEIC', heic());
  await untilState(tab, 'findings');
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /Picture says where it was taken/);
  await pressButton(tab, /Save a copy without hidden data/);
  await until('a word on the copy', () => shown(tab), (seen) => seen.some((words) => /Saved\. Attach the copy instead/.test(words)));
});

/** Shows a picture beside the box, as a composer does with a file that it was given in a way that only it knows of. */
const preview = (tab, size, place = 'form') =>
  tab.evaluate(
    async ([side, where]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2, height: 2 });
      const picture = await new Promise((done) => canvas.toBlob(done));
      const image = document.createElement('img');
      image.src = URL.createObjectURL(picture);
      Object.assign(image.style, { width: `${side}px`, height: `${side}px` });
      document.querySelector(where).append(image);
      await image.decode();
    },
    [size, place],
  );

test('a picture from a picker that is not in the page is asked about all the same', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  // What the person chose there is told to the page's own script, and to nobody else.
  await tab.evaluate(() => {
    const picker = Object.assign(document.createElement('input'), { type: 'file' });
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'IMG_0001.jpg', { type: 'image/jpeg' }));
    picker.files = data.files;
    picker.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    picker.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await preview(tab, 120);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  await untilShown(tab, /Does this show a patient\?/);
  assert.deepEqual(await sent(tab), []);
  // What the file holds beside the picture was not looked at, which asks nothing and is said.
  await answerGate(tab, /Go back/);
  await tab.press('Alt+Shift+C');
  await untilShown(tab, /Does this show a patient\?/);
  await tab.press('ArrowRight');
  await untilShown(tab, /Hidden data could not be checked/);
  await tab.press('Escape');
  await clickOn(tab, '#post');
  await until('the text that was let go', () => sent(tab), (texts) => texts.length === 1);
});

test('a second picture that comes unseen is asked about again', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await preview(tab, 120);
  await clickOn(tab, '#post');
  await untilShown(tab, /Does this show a patient\?/);
  await answerGate(tab, /Go back/);
  await preview(tab, 120);
  await clickOn(tab, '#post');
  await answerGate(tab, /Post anyway/);
  await until('the text that was let go', () => sent(tab), (texts) => texts.length === 1);
});

test('a picture whose file is known is asked about once, wherever it is shown', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await add(tab, 'picker', 'IMG_0001.jpg', photo());
  await untilState(tab, 'findings');
  await preview(tab, 120);
  await clickOn(tab, '#post');
  await untilShown(tab, GATE);
  const words = (await shown(tab)).join(' ');
  assert.equal(words.match(/Does this show a patient\?/g)?.length, 1);
  assert.doesNotMatch(words, /Hidden data could not be checked/);
});

test('faces beside names and pictures elsewhere on the page are not asked about', async (scene) => {
  const tab = await scene.open('attach');
  await write(tab, '#box', CLEAN);
  await untilState(tab, 'checked');
  await preview(tab, 40);
  await preview(tab, 200, 'body');
  await clickOn(tab, '#post');
  await until('the text sent without a question', () => sent(tab), (texts) => texts.length === 1);
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
  // A file of the composer's own comes after it; by the time that it is found, the other one would be.
  await add(tab, 'picker', 'IMG_0001.jpg', photo());
  await untilState(tab, 'findings');
  await clickOn(tab, '#post');
  await untilShown(tab, /Does this show a patient\?/);
  assert.doesNotMatch((await shown(tab)).join(' '), /john_smith|File name may name/);
});
