// The crates whose code runs in the module.

import { BuildError, ROOT, run } from './steps.mjs';

/**
 * Each with name, version, license, repository and where it lies: no build scripts, no tests, no procedural macros and
 * what only those use. And the version of each crate that such a one uses.
 */
export async function linkedCrates() {
  const metadata = JSON.parse(await run('cargo', [
    'metadata', '--format-version', '1', '--locked', '--no-default-features', '--filter-platform', 'wasm32-unknown-unknown',
  ], { cwd: ROOT }));
  const packages = new Map(metadata.packages.map((entry) => [entry.id, entry]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => packages.get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  const usesOf = (id) => nodes.get(id).deps
    .filter(({ pkg, dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null) && !isMacro(pkg))
    .map(({ pkg }) => pkg);
  const linked = new Map();
  const visit = (id) => {
    if (linked.has(id)) return;
    linked.set(id, usesOf(id));
    linked.get(id).forEach(visit);
  };
  visit(metadata.resolve.root);
  const crates = [...linked].map(([id, uses]) => ({ ...packages.get(id), isOurs: id === metadata.resolve.root, uses }));
  for (const { name, license } of crates) {
    if (!license) throw new BuildError(`the crate ${name} names no licence`);
  }
  return crates.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
