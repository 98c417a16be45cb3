// The source as one archive, for the stores' reviewers, who build it and compare.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { zipOfNamed } from './archive.mjs';
import { ROOT, run } from './steps.mjs';

/** What a build makes or fetches, where no git is there to tell. */
const MADE = /(^|\/)(node_modules|\.git)$|^(target|dist|extension\/pkg|www\/pkg|www\/rules\.json)$/;

/** The bytes of `source.zip`: what git knows, as it lies on the disk, for that is what was built. */
export async function sourceZip() {
  return zipOfNamed(ROOT, await sourceFiles(), { programs: true });
}

export async function sourceFiles() {
  // A reviewer's copy is no repository, and may lie inside of another one.
  const top = await run('git', ['rev-parse', '--show-cdup'], { cwd: ROOT }).catch(() => 'none');
  if (top.trim() !== '') return walk('');
  const known = (await run('git', ['ls-files', '-z'], { cwd: ROOT })).split('\0').filter(Boolean);
  const gone = new Set((await run('git', ['ls-files', '-z', '--deleted'], { cwd: ROOT })).split('\0'));
  return known.filter((name) => !gone.has(name)).sort();
}

async function walk(folder) {
  const found = [];
  for (const entry of await readdir(join(ROOT, folder), { withFileTypes: true })) {
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    if (MADE.test(name)) continue;
    if (entry.isDirectory()) found.push(...await walk(name));
    else if (entry.isFile()) found.push(name);
  }
  return found.sort();
}
