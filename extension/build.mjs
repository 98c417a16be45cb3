// Turns the compiled crate into what ships. `./build.sh build` calls it after cargo; see there for the whole order.
//
//   node extension/build.mjs            both encodings, both extensions, the demo
//   node extension/build.mjs package    all that goes out as well: archives, what an organisation serves itself
//   node extension/build.mjs sizes      what every shipped file weighs
//   node extension/build.mjs bench      how fast it is, and what it weighs

import { BuildError, step } from './build/steps.mjs';
import { makeEncodings, prepare } from './build/encodings.mjs';
import { BROWSERS, hasExtension, makeBrowser } from './build/browsers.mjs';
import { hasDemo, makeDemo } from './build/demo.mjs';
import { makeNotice } from './build/notices.mjs';
import { benchTable, measureAll } from './build/bench.mjs';
import { ARCHIVES, makePackages } from './build/package.mjs';
import { sizesOf, table } from './build/sizes.mjs';

async function buildAll() {
  await prepare();
  await makeEncodings();
  let notice;
  await step('collect the licences of what ships', async () => { notice = await makeNotice(); });
  if (await hasExtension()) {
    for (const browser of BROWSERS) await step(`lay out dist/${browser}`, () => makeBrowser(browser, notice));
  } else {
    console.log('==> extension/manifest.base.json is missing: no extension is laid out');
  }
  if (await hasDemo()) {
    await step('lay out dist/www and dist/curbside-demo.html', () => makeDemo(notice));
  } else {
    console.log('==> www/index.html is missing: no demo is laid out');
  }
}

async function showSizes() {
  const rows = (await Promise.all(['chrome', 'firefox', 'www', 'curbside-demo.html', ...ARCHIVES].map(sizesOf))).flat();
  // Most files are the same in all three places: each is listed where it comes first.
  const seen = new Set();
  const isNew = ([path, ...sizes]) => {
    const key = path.endsWith('all of it') ? path : [path.split('/').slice(1).join('/') || path, ...sizes].join();
    return !seen.has(key) && seen.add(key);
  };
  console.log(`==> what every shipped file weighs, in bytes\n${table(rows.filter(isNew))}`);
}

async function main([command = 'build']) {
  switch (command) {
    case 'build':
      return buildAll();
    case 'package':
      await buildAll();
      return makePackages();
    case 'sizes':
      return showSizes();
    case 'bench': {
      const rows = await measureAll();
      console.log(`==> times, in milliseconds\n${benchTable(rows)}`);
      return showSizes();
    }
    default:
      throw new BuildError(`expected build, package, sizes or bench, but found ${command}`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  // esbuild has said what is wrong, and where, by itself.
  if (!error.errors) console.error(error instanceof BuildError ? `build: ${error.message}` : error);
  process.exitCode = 1;
});
