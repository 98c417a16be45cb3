// The module on a page of its own, without the extension, with a policy as an organisation would write it: what the
// extension reads from the browser's managed settings is given to the module here.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { until } from './until.mjs';

const LOADER = fileURLToPath(new URL('../../../extension/loader.js', import.meta.url));

/** A name that no content script runs on. */
export const OWN_HOST = 'practice.example';

let sources;

/** Opens a fixture page and starts the module in it. What the module tells is in `window.told`. */
export async function openWith(scene, page, policy, { query = '', host = OWN_HOST } = {}) {
  sources ??= await Promise.all([readFile(`${scene.dist}pkg/curbside_js.js`, 'utf8'), readFile(LOADER, 'utf8')]);
  const tab = await scene.open(page, { host, query });
  await tab.evaluate(
    async ([engine, loader, wanted]) => {
      const load = (source) => import(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      const [module, { attach }] = await Promise.all([load(engine), load(loader)]);
      window.told = [];
      window.curbside = attach({
        load: async () => module,
        settings: { policy: wanted, off: false, encoding: 'js' },
        tell: (message) => window.told.push(message),
      });
    },
    [...sources, policy],
  );
  await until('the module', () => tab.evaluate(() => Boolean(window.curbside)));
  return tab;
}

/** The records of what became of findings, but for those that were only shown. */
export const records = (tab) =>
  tab.evaluate(() => window.told.filter(({ kind, action }) => kind === 'record' && action !== 'shown').map(({ rule, label, severity, context, ...rest }) => rest));
