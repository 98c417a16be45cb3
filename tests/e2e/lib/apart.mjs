// A browser of its own for one test, which does to it what the others must not see.
import { join } from 'node:path';
import * as chromium from './chromium.mjs';
import * as firefox from './firefox.mjs';
import { startServer } from './server.mjs';
import { Scene } from './suite.mjs';

/** The folder of the unpacked extension that the scene's browser runs. */
export const built = (scene) => join(scene.dist, scene.browser.name === 'chromium' ? 'chrome' : 'firefox');

/** Runs with a scene of a second browser of the same kind, started with `options` (of its `launch`). */
export async function apart(scene, options, run) {
  const driver = scene.browser.name === 'chromium' ? chromium : firefox;
  const server = await startServer();
  let browser;
  try {
    browser = await driver.launch({ extension: built(scene), port: server.port, ...options });
    await run(new Scene(browser, server, scene.dist));
  } finally {
    await browser?.close();
    await server.close();
  }
}
