// The register of tests. A test is a sentence and a function; the function gets a fresh tab.

const tests = [];

/** Registers a test. `options.only` names the one browser it is about. */
export function test(sentence, options, run) {
  tests.push(typeof options === 'function' ? { sentence, run: options } : { sentence, ...options, run });
}

export const registered = () => tests;

/** What a test is given. */
export class Scene {
  #tabs = [];

  constructor(browser, server, dist) {
    this.browser = browser;
    this.server = server;
    this.dist = dist;
  }

  /** Opens a fixture page under the name of a listed site. */
  async open(page, { host = 'www.facebook.com', query = '' } = {}) {
    const tab = await this.blank();
    await tab.goto(address(page, host, query));
    return tab;
  }

  async blank() {
    const tab = await this.browser.open();
    this.#tabs.push(tab);
    return tab;
  }

  /** Errors that the pages of this scene saw. */
  problems = () => this.#tabs.flatMap((tab) => tab.problems);

  async end() {
    for (const tab of this.#tabs) await tab.close().catch(() => {});
  }
}

export const address = (page, host = 'www.facebook.com', query = '') => `https://${host}/${page}.html${query && `?${query}`}`;
