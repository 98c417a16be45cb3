// What every part of the build shares: saying what is done and how long it took, running a tool, reading the tree.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** What ships. */
export const DIST = join(ROOT, 'dist');
/** What lies between the crate and `dist/`; cargo's folder, so that `cargo clean` clears it too. */
export const WORK = join(ROOT, 'target', 'build');

/** A build that cannot go on, in words for the person who started it: no stack trace helps here. */
export class BuildError extends Error {}

/** Says what is done, does it, and says how long it took. */
export async function step(title, work) {
  const start = performance.now();
  console.log(`==> ${title}`);
  const note = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`    ${note ? `${note}, ` : ''}${seconds} s`);
}

/** Runs a program and gives what it printed; its own words are shown when it fails. */
export function run(program, args, options = {}) {
  return new Promise((done, fail) => {
    execFile(program, args, { maxBuffer: 256 << 20, ...options }, (error, stdout, stderr) => {
      if (!error) return done(stdout);
      if (error.code === 'ENOENT') return fail(new BuildError(`${program} is not installed: run ./build.sh build`));
      fail(new BuildError(`${program} ${args.join(' ')} failed:\n${stderr || stdout || error.message}`));
    });
  });
}

/** Runs a tool of extension/node_modules. */
export const tool = (name, args) => run(join(ROOT, 'extension/node_modules/.bin', name), args);

export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/** The SHA-256 of one thing, as programs and browsers print it. */
export const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

export async function exists(path) {
  return stat(path).then(() => true, () => false);
}

/** Every file below a folder, relative, with forward slashes, sorted: the order must not depend on the disk. */
export async function filesBelow(folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    found.push(relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'));
  }
  return found.filter((path) => !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules')).sort();
}

export async function write(path, content) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

export async function copy(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

/** An empty folder: what an earlier build left must not ship. */
export async function emptied(folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

/** The one version of everything: the crate's. */
export async function crateVersion() {
  const manifest = await readFile(join(ROOT, 'Cargo.toml'), 'utf8');
  const version = /^\[package\][^[]*?^version = "([^"]+)"/ms.exec(manifest)?.[1];
  if (!version) throw new BuildError('Cargo.toml: expected a version under [package]');
  return version;
}
