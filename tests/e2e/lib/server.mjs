// The only thing that the browsers under test can reach. Each browser gets this process as its proxy, so that
// our pages stand under the names of real sites (the extension runs on listed hosts only), and so that every host
// that page, extension or browser asks for is written down, together with what was sent there.
// Nothing is passed on: whatever is asked, the answer comes from tests/e2e/pages.
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect } from 'node:net';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificate } from './certificate.mjs';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

// What a fixture page may be served with, by `?csp=NAME`.
const POLICIES = {
  strict: "default-src 'self'; script-src 'self'",
  trusted: "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'",
  bare: "default-src 'none'; script-src 'self'; form-action 'self'",
};

const POSTED = '<!doctype html><title>Posted</title><p id="posted">Posted</p>';

/** Starts site and proxy on free ports of 127.0.0.1. `bundles` are files that exist only in memory, by name. */
export async function startServer(bundles = {}) {
  const requests = [];
  const tunnels = [];
  const sockets = new Set();

  async function answer(request, response) {
    const url = new URL(request.url, `https://${request.headers.host ?? 'nowhere.invalid'}`);
    const body = await read(request);
    requests.push({ method: request.method, host: url.hostname, path: url.pathname, search: url.search, body });
    if (url.pathname === '/favicon.ico') return response.writeHead(204).end();
    const headers = { 'cache-control': 'no-store', 'content-type': TYPES[extname(url.pathname)] ?? TYPES['.html'] };
    // A page that may not be stored is not kept behind the Back button either.
    if (url.searchParams.has('keep')) delete headers['cache-control'];
    const policy = POLICIES[url.searchParams.get('csp')];
    if (policy) headers['content-security-policy'] = policy;
    const file = await content(url.pathname, bundles);
    if (file === undefined) return response.writeHead(404).end('no such page');
    return response.writeHead(200, headers).end(file);
  }

  const site = createHttps(certificate(), (request, response) => void answer(request, response));
  const proxy = createHttp(async (request, response) => {
    // Plain http: no fixture uses it, so that it gets nothing and shows in the list.
    const url = URL.canParse(request.url) ? new URL(request.url) : { hostname: request.url, pathname: '', search: '' };
    requests.push({ method: request.method, host: url.hostname, path: url.pathname, search: url.search, body: await read(request) });
    response.writeHead(502).end();
  });
  proxy.on('connect', (request, socket, head) => {
    tunnels.push(request.url);
    const tunnel = connect(site.address().port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.write(head);
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const [one, other] of [[tunnel, socket], [socket, tunnel]]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });

  await Promise.all([listen(site), listen(proxy)]);
  return {
    port: proxy.address().port,
    /** Everything that was asked and sent, in order. */
    requests,
    /** host:port of every tunnel, also of those through which no request came. */
    tunnels,
    /** What pages sent to `/posted` by a form or by fetch, in order. */
    posts: () => requests.filter((request) => request.method === 'POST' && request.path === '/posted'),
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const server of [proxy, site]) {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
      }
    },
  };
}

async function content(path, bundles) {
  if (path === '/posted') return POSTED;
  const name = path.slice(1);
  if (Object.hasOwn(bundles, name)) return bundles[name];
  const file = normalize(join(PAGES, name));
  return file.startsWith(PAGES) ? readFile(file).catch(() => undefined) : undefined;
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', done));
