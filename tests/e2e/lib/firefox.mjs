// Firefox with dist/firefox installed as a temporary extension, driven by puppeteer-core over WebDriver BiDi.
import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { until } from './until.mjs';

const BINARIES = [process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'];

export const name = 'firefox';
export const binary = () => BINARIES.find((path) => path && existsSync(path));
export const ownHosts = [];

// Everything that Firefox asks its maker on its own account.
const SILENT = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.newtabpage.activity-stream.feeds.system.topstories': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'captivedetect.canonicalURL': '',
  'datareporting.healthreport.uploadEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'media.peerconnection.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
};

/** `installs` is the id of an extension that the browser fetches by itself, because a policy tells it to. */
export async function launch({ extension, installs, port, view = {} }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: binary(),
    // Without it Firefox takes its own word over the preference that silences its settings service.
    env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
    // Lets a tab show a page of the extension, which is how its popup is tested, and tells its address.
    args: ['--remote-allow-system-access'],
    headless: true,
    acceptInsecureCerts: true,
    defaultViewport: { width: 1000, height: 700 },
    extraPrefsFirefox: {
      ...SILENT,
      'network.proxy.type': 1,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': port,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': port,
      'network.proxy.allow_hijacking_localhost': true,
      ...view.preferences,
    },
  });
  const send = async (method, params) => (await browser.connection.send(method, params)).result;
  let installed = installs ?? (extension && (await browser.installExtension(extension)));
  // Runs an expression in the browser's own window, which knows what no page may know.
  const inBrowser = async (expression) => {
    const { contexts } = await send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const target = { context: contexts[0].context };
    const answer = await send('script.evaluate', { expression, target, awaitPromise: true });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return answer.result.value;
  };
  return {
    name,
    browser,
    open: async () => new Tab(await browser.newPage(), send, inBrowser),
    extensionId: async () => installed,
    inBrowser,
    async extensionPage(path) {
      // The host of an extension's pages is drawn by lot.
      return `moz-extension://${await inBrowser(`WebExtensionPolicy.getByID(${JSON.stringify(installed)}).mozExtensionHostname`)}/${path}`;
    },
    // What the switch on about:addons does.
    switchOff: () => inBrowser(`AddonManager.getAddonByID(${JSON.stringify(installed)}).then((addon) => addon.disable())`),
    switchOn: () => inBrowser(`AddonManager.getAddonByID(${JSON.stringify(installed)}).then((addon) => addon.enable())`),
    async removeExtension() {
      await browser.uninstallExtension(installed);
    },
    async addExtension() {
      installed = await browser.installExtension(extension);
    },
    close: () => browser.close(),
  };
}

class Tab {
  #send;
  #inBrowser;

  constructor(page, send, inBrowser) {
    this.page = page;
    this.mouse = page.mouse;
    this.problems = [];
    this.#send = send;
    this.#inBrowser = inBrowser;
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && this.problems.push(line.text()));
  }

  async goto(url) {
    if (!url.startsWith('moz-extension:')) return this.page.goto(url, { waitUntil: 'load' });
    // BROWSER: the page moves to the extension's own process, and the event that would end the wait is lost.
    await this.#send('browsingContext.navigate', { context: this.page.mainFrame()._id, url, wait: 'none' });
    const arrived = () => this.evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url);
    return until('the extension’s page', () => arrived().catch(() => false));
  }

  url = () => this.page.url();

  async evaluate(look, arg, frame) {
    return (await this.#scope(frame)).evaluate(look, arg);
  }

  async inRoots(look, arg, frame) {
    const scope = await this.#scope(frame);
    const target = { context: scope._id };
    const tree = await this.#send('script.evaluate', {
      expression: 'document.documentElement',
      target,
      awaitPromise: false,
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: null },
    });
    const roots = closedRoots(tree.result).map((sharedId) => ({ sharedId }));
    const answer = await this.#send('script.callFunction', {
      // As JSON, so that no reader of BiDi's own serialisation is needed.
      functionDeclaration: `async (arg, ...roots) => JSON.stringify((await (${look})(roots, JSON.parse(arg))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(arg ?? null) }, ...roots],
      target,
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value);
  }

  type = (text) => this.page.keyboard.type(text);

  async press(keys) {
    const names = keys.split('+');
    const last = names.pop();
    for (const modifier of names) await this.page.keyboard.down(modifier);
    await this.page.keyboard.press(last === 'Space' ? ' ' : last);
    for (const modifier of names.reverse()) await this.page.keyboard.up(modifier);
  }

  /** Words in the middle of being composed: the door by which Firefox's own tests come in as an input method. */
  compose = (text) =>
    this.#inBrowser(`{
      const method = (globalThis.curbsideMethod = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor));
      const window = Services.wm.getMostRecentWindow('navigator:browser');
      window.gBrowser.selectedBrowser.focus();
      if (!method.beginInputTransaction(window, () => true)) throw new Error('no input method');
      method.setPendingCompositionString(${JSON.stringify(text)});
      method.appendClauseToPendingComposition(${text.length}, method.ATTR_RAW_CLAUSE);
      method.setCaretInPendingComposition(${text.length});
      method.flushPendingComposition();
    }`);

  /** The input method is done. */
  commit = (text) => this.#inBrowser(`globalThis.curbsideMethod.commitCompositionWith(${JSON.stringify(text)})`);

  /** What the browser's zoom does: more pixels to each of the page's, and fewer of those. */
  zoom = (factor) => this.page.setViewport({ width: Math.round(1000 / factor), height: Math.round(700 / factor), deviceScaleFactor: factor });

  /** Where a frame's own corner is in the page. */
  async originOf(frame) {
    if (!frame) return { x: 0, y: 0 };
    const element = await (await this.#scope(frame)).frameElement();
    return element.boundingBox();
  }

  screenshot = (options) => this.page.screenshot(options);
  front = () => this.page.bringToFront();
  close = () => this.page.close();

  async #scope(frame) {
    if (!frame) return this.page.mainFrame();
    for (const candidate of this.page.frames()) {
      if (candidate !== this.page.mainFrame() && (await candidate.evaluate(() => window.name).catch(() => '')) === frame) return candidate;
    }
    throw new Error(`no frame is named ${frame}`);
  }
}

function closedRoots(node, found = []) {
  const root = node?.value?.shadowRoot;
  if (root) {
    if (root.value.mode === 'closed') found.push(root.sharedId);
    for (const child of root.value.children ?? []) closedRoots(child, found);
  }
  for (const child of node?.value?.children ?? []) closedRoots(child, found);
  return found;
}
