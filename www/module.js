// Where this page gets the module from: beside it, as a served folder. The single file swaps this for a module of the
// same shape with everything inside; see README.md.

// BROWSER: some (iOS in Lockdown Mode, hardened desktops) have no WebAssembly. The same module stands beside as JS.
const mayCompile = () => {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
  } catch {
    return false;
  }
};

/** Which of the two encodings `load` takes. */
export const encoding = mayCompile() ? 'wasm' : 'js';

/** The exports of instance `n`, each time a fresh one: the query makes it another module, with another memory. */
export async function load(n) {
  const name = encoding === 'wasm' ? 'curbside' : 'curbside_js';
  const module = await import(new URL(`pkg/${name}.js?${n}`, import.meta.url).href);
  await module.default?.({ module_or_path: new URL('pkg/curbside_bg.wasm', import.meta.url) });
  return module;
}
