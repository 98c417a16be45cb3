// Serves one folder on 127.0.0.1, for the demo and for tests: `node extension/serve.mjs dist/www [--open] [--port N]`.

import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Starts serving; gives `{ address, close }`. Port 0 is any free one. */
export async function serve(folder, port = 0) {
  const top = await realpath(folder);
  const server = createServer((request, response) => {
    answer(top, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(404);
      response.end();
    });
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

async function answer(top, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const { pathname } = new URL(request.url, 'http://127.0.0.1');
  // realpath follows links, so neither `..` (also encoded) nor a link leads out of the folder.
  let path = await realpath(join(top, decodeURIComponent(pathname)));
  if (path !== top && !path.startsWith(top + sep)) throw new Error('outside');
  if ((await stat(path)).isDirectory()) path = join(path, 'index.html');
  const { size } = await stat(path);
  response.writeHead(200, {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-length': size,
    // Whoever builds again wants to see what was built.
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  if (request.method === 'HEAD') response.end();
  else createReadStream(path).pipe(response);
}

/** Opens a browser where somebody could see it. */
function open(address) {
  const screen = process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen || process.env.CI) return;
  const browser = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [address], { stdio: 'ignore', detached: true });
  browser.on('error', () => console.log('    no browser could be opened: please open the address yourself'));
  browser.unref();
}

async function main(args) {
  const portAt = args.indexOf('--port');
  const port = portAt < 0 ? 0 : Number(args[portAt + 1]);
  const { address, close } = await serve(resolve(args[0] ?? 'dist/www'), port);
  console.log(`\n    ${address}\n\n    Ctrl-C stops it.`);
  if (args.includes('--open')) open(address);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => close().then(() => process.exit(0)));
}

if (process.argv[1] && fileURLToPath(import.meta.url) === await realpath(process.argv[1])) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(`serve: ${error.message}`);
    process.exitCode = 1;
  });
}
