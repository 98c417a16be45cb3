// Chromium with dist/chrome loaded unpacked, driven by playwright-core.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const BINARIES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const name = 'chromium';
export const binary = () => BINARIES.find((path) => path && existsSync(path));

// What Chromium itself asks for at start, whatever is loaded: its component updater.
export const ownHosts = ['update.googleapis.com'];

// Playwright's own list with the features added that make the browser ask its maker about forms.
const FEATURES_OFF = [
  'AutofillServerCommunication', 'AimEnabled', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay',
  'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch',
];

/** A folder in which a browser keeps what it knows. */
export const newProfile = () => mkdtemp(join(tmpdir(), 'curbside-chromium-'));

export const forgetProfile = (profile) => rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/**
 * `installs` is the id of an extension that the browser fetches by itself, because a policy tells it to: then it may look
 * for updates, which playwright's own flags forbid. A profile that is `kept` is there after the end; `without` are flags of
 * playwright's that are left out.
 */
export async function launch({ extension, installs, port, kept, view = {}, flags = [], without = [] }) {
  const profile = kept ?? (await newProfile());
  // Without this the first key typed into a text box fetches a spelling dictionary.
  await mkdir(join(profile, 'Default'), { recursive: true });
  await writeFile(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ browser: { enable_spellchecking: false }, spellcheck: { dictionaries: [], dictionary: '' } }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: binary(),
    headless: false,
    ignoreHTTPSErrors: true,
    viewport: { width: 1000, height: 700 },
    proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
    ignoreDefaultArgs: ['--disable-extensions', ...(installs ? ['--disable-background-networking'] : []), ...without],
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      `--disable-features=${FEATURES_OFF.join(',')}`,
      '--gaia-url=https://127.0.0.1:1',
      ...flags,
      // For the id of the extension.
      '--enable-unsafe-extension-debugging',
      '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
      ...(extension ? [`--disable-extensions-except=${extension}`, `--load-extension=${extension}`] : []),
    ],
    ...view,
  });
  const control = await context.browser().newBrowserCDPSession();
  const extensionId = async () => {
    if (installs) return installs;
    const [{ extensions }, folder] = await Promise.all([control.send('Extensions.getExtensions'), realpath(extension)]);
    return extensions.find(({ path }) => path === folder)?.id;
  };
  const manage = async (act) => {
    const page = await context.newPage();
    await page.goto('chrome://extensions');
    await page.evaluate(act, await extensionId());
    await page.close();
  };
  return {
    name,
    context,
    open: async () => new Tab(await context.newPage()),
    extensionId,
    async extensionPage(path) {
      return `chrome-extension://${await extensionId()}/${path}`;
    },
    // What the switch on chrome://extensions does. An extension that was loaded by a flag cannot be uninstalled.
    removeExtension: () => manage((id) => chrome.management.setEnabled(id, false)),
    addExtension: () => manage((id) => chrome.management.setEnabled(id, true)),
    /** Ends it as a power cut would: it is asked nothing. */
    async kill() {
      const { processInfo } = await control.send('SystemInfo.getProcessInfo');
      const gone = new Promise((done) => context.once('close', done));
      process.kill(processInfo.find(({ type }) => type === 'browser').id, 'SIGKILL');
      await gone;
    },
    async close() {
      await context.close();
      if (!kept) await forgetProfile(profile);
    },
  };
}

class Tab {
  constructor(page) {
    this.page = page;
    this.mouse = page.mouse;
    this.problems = [];
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && this.problems.push(line.text()));
  }

  async goto(url) {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  url = () => this.page.url();

  /** Runs `look` in the page's own world; `frame` is the name of an iframe. */
  async evaluate(look, arg, frame) {
    return (await this.#found(frame)).evaluate(look, arg);
  }

  /**
   * Runs `look(roots, arg)` in the page, `roots` being every closed shadow root of that document. A page that is left
   * between the two steps this takes is looked at again.
   */
  async inRoots(look, arg, frame) {
    const LEFT = /does not belong to the document|No node with given id|context was destroyed|Cannot find context/;
    for (let left = 5; ; left -= 1) {
      try {
        return await this.#inRootsOnce(look, arg, frame);
      } catch (error) {
        if (left === 0 || !LEFT.test(error.message)) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  }

  async #inRootsOnce(look, arg, frame) {
    const scope = await this.#found(frame);
    const own = frame ? await this.#sessionOf(scope) : undefined;
    const session = own ?? (this.session ??= await this.page.context().newCDPSession(this.page));
    try {
      const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
      const inside = !frame ? root : (findDocument(root, scope.url()) ?? root);
      const objects = [];
      for (const backendNodeId of closedRoots(inside)) {
        const { object } = await session.send('DOM.resolveNode', { backendNodeId });
        objects.push({ objectId: object.objectId });
      }
      if (objects.length === 0) return await scope.evaluate(`(${look})([], ${JSON.stringify(arg)})`);
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        objectId: objects[0].objectId,
        functionDeclaration: `function (arg, ...roots) { return (${look})(roots, arg); }`,
        arguments: [{ value: arg }, ...objects],
        returnByValue: true,
        awaitPromise: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    } finally {
      await own?.detach().catch(() => {});
    }
  }

  type = (text) => this.page.keyboard.type(text);
  press = (keys) => this.page.keyboard.press(keys);

  /** Text as an input method or a paste-like tool brings it: one input event for all of it. */
  insert = (text) => this.page.keyboard.insertText(text);
  /** Words in the middle of being composed, as an input method shows them. */
  async compose(text, frame) {
    const session = await this.#input(frame);
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  /** The input method is done. */
  async commit(text, frame) {
    await (await this.#input(frame)).send('Input.insertText', { text });
  }

  /** What the browser's zoom does: more pixels to each of the page's, and fewer of those. */
  async zoom(factor) {
    const session = (this.session ??= await this.page.context().newCDPSession(this.page));
    const size = { width: Math.round(1000 / factor), height: Math.round(700 / factor) };
    await session.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: factor, mobile: false });
  }

  /** Where a frame's own corner is in the page. */
  async originOf(frame) {
    if (!frame) return { x: 0, y: 0 };
    const element = await (await this.#found(frame)).frameElement();
    return element.boundingBox();
  }

  screenshot = (options) => this.page.screenshot(options);
  front = () => this.page.bringToFront();
  close = () => this.page.close();

  /** By the name in the markup, or by the one that the frame's window goes by. */
  async #found(frame) {
    if (!frame) return this.page.mainFrame();
    const found = this.page.frame({ name: frame });
    if (found) return found;
    for (const candidate of this.page.frames()) {
      if ((await candidate.evaluate(() => window.name).catch(() => '')) === frame) return candidate;
    }
    throw new Error(`no frame is named ${frame}`);
  }

  /** The session of the process in which a frame is, unless that is the page's own. */
  async #sessionOf(frame) {
    for (let around = frame; around; around = around.parentFrame()) {
      const session = await this.page.context().newCDPSession(around).catch(() => undefined);
      if (session) return around.parentFrame() ? session : session.detach();
    }
    return undefined;
  }

  async #input(frame) {
    const own = frame && (await this.#sessionOf(await this.#found(frame)));
    return own || (this.session ??= await this.page.context().newCDPSession(this.page));
  }
}

function findDocument(node, url) {
  if (node.contentDocument?.documentURL === url) return node.contentDocument;
  for (const child of [...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])]) {
    const found = findDocument(child, url);
    if (found) return found;
  }
  return undefined;
}

// Frames are documents of their own: the walk does not enter them.
function closedRoots(node, found = []) {
  for (const root of node?.shadowRoots ?? []) {
    if (root.shadowRootType === 'closed') found.push(root.backendNodeId);
    closedRoots(root, found);
  }
  for (const child of node?.children ?? []) closedRoots(child, found);
  return found;
}
