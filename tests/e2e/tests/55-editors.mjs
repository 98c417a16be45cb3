// Every editor goes through the same behaviours, one page each. What each browser does is written into MATRIX.md.
import { BEHAVIOURS } from '../lib/behaviours.mjs';
import { Desk } from '../lib/desk.mjs';
import { EDITORS } from '../lib/editors.mjs';
import { note, reasonOf } from '../lib/matrix.mjs';
import { test } from '../lib/suite.mjs';

for (const editor of wanted(EDITORS, process.env.EDITOR)) {
  test(`editors: ${editor.title}`, { limit: 240_000, again: false }, async (scene) => {
    const browser = scene.browser.name;
    const problems = [];
    const desk = await Desk.open(scene, editor);
    for (const behaviour of wanted(BEHAVIOURS, process.env.BEHAVIOUR)) {
      const why = reasonOf(editor, browser, behaviour.id);
      if (editor.not?.[behaviour.id]) {
        note(browser, editor.id, behaviour.id, 'n/a');
        continue;
      }
      const began = Date.now();
      const error = (await failure(desk, scene, behaviour)) && (await failure(desk, scene, behaviour));
      if (process.env.VERBOSE) console.log(`      ${behaviour.title}: ${error ? 'failed' : 'ok'} ${Date.now() - began} ms`);
      note(browser, editor.id, behaviour.id, error || why ? 'fail' : 'pass');
      if (error && !why) problems.push(`${behaviour.title}: ${error.message}`);
      if (!error && why) console.log(`      ${behaviour.title} worked: is it still a limit? (${why})`);
    }
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
}

/** One try. The next behaviour starts from a text of its own, whatever this one left. */
const failure = (desk, scene, behaviour) =>
  behaviour.run(desk, scene).then(
    () => undefined,
    (error) => error,
  );

// Some rows or columns only, by their ids, while they are being worked on.
function wanted(all, ids) {
  return all.filter(({ id }) => !ids || ids.split(',').includes(id));
}
