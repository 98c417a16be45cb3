// An organisation's policy, written where the browser looks for it, and taken away again.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PLACES = {
  chromium: '/etc/chromium/policies/managed/curbside-e2e.json',
  firefox: '/etc/firefox/policies/policies.json',
};

const FORMS = {
  chromium: (id, values) => ({ '3rdparty': { extensions: { [id]: values } } }),
  firefox: (id, values) => ({ policies: { '3rdparty': { Extensions: { [id]: values } } } }),
};

/**
 * Where the policy of that browser is written: `{ set(id, values), put(text), empty(), clear() }`. Null where this machine does not let us, or
 * where there is a policy of somebody else's.
 */
export async function policyPlace(name) {
  const path = PLACES[name];
  if (existsSync(path)) return null;
  const made = [];
  try {
    for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) made.push(folder);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, '{}');
  } catch {
    return null;
  }
  return {
    set: (id, values) => writeFile(path, JSON.stringify(FORMS[name](id, values))),
    /** A whole file of policies, as somebody else wrote it. */
    put: (text) => writeFile(path, text),
    /** The same while the browser runs on: the file goes, the folder stays, for the browser watches that. */
    empty: () => writeFile(path, '{}'),
    async clear() {
      await rm(path, { force: true });
      for (const folder of made) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A copy of the built extension under a path, and so in Chromium an id, of its own; `changes` go over its manifest. */
export async function copyOf(extension, changes = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'curbside-managed-'));
  await cp(extension, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = { ...JSON.parse(await readFile(path, 'utf8')), ...changes };
  await writeFile(path, JSON.stringify(manifest));
  return { folder, manifest, drop: () => rm(folder, { recursive: true, force: true }) };
}
