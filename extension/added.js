// Sites that the organisation or the person added to those of the manifest. Curbside works there as soon as the browser was
// told that it may: an administrator or the person gives the permission, one host at a time.

import { OPTIONS, managedPolicy } from './policy.js';

// Frames without an address of their own can be followed only where no path is asked for; Chromium refuses both at once.
const BY_ORIGIN = 'added-origins';
const BY_PATH = 'added-paths';

/** A host with all below it, perhaps only under a path, as src/policy/site.rs reads it; null for what is none. */
export function parseSite(written) {
  const bare = String(written).trim().replace(/^https?:\/\//, '').replace(/^\*\./, '').replace(/\*$/, '');
  const [, host, path] = /^([^/]+)(.*)$/.exec(bare) ?? [];
  if (!host || host.length > 253 || !/^([a-z0-9-]{1,63}\.)+[a-z0-9-]{1,63}$/i.test(host)) return null;
  if (!/^[\x21-\x7e]*$/.test(path) || /[*?#"'<>\\]/.test(path)) return null;
  return { host: host.toLowerCase(), path: path.replace(/\/+$/, '') };
}

/** The permission for a site. */
export const originOf = ({ host }) => `https://*.${host}/*`;

/** The sites that are wanted, each once. */
export async function wantedSites(storage = chrome.storage) {
  const [managed, { [OPTIONS]: options }] = await Promise.all([managedPolicy(storage), storage.local.get(OPTIONS)]);
  const list = (value) => (Array.isArray(value) ? value : []);
  const own = managed.allowSites === false ? [] : list(options?.sitesAdded);
  const sites = [...list(managed.sitesAdded), ...own].map(parseSite).filter(Boolean);
  return [...new Map(sites.map((site) => [site.host + site.path, site])).values()];
}

/** Those of `sites` that the browser does not let us work on yet. */
export async function notAllowed(sites) {
  const allowed = await Promise.all(sites.map((site) => chrome.permissions.contains({ origins: [originOf(site)] })));
  return sites.filter((_, index) => !allowed[index]);
}

/** Has the browser run content.js on every wanted site that is allowed, and on no other. */
export async function registerSites() {
  const { scripting, runtime } = chrome;
  const sites = await wantedSites();
  const closed = new Set(await notAllowed(sites));
  const open = sites.filter((site) => !closed.has(site));
  const { content_scripts: [{ js, css }] } = runtime.getManifest();
  const common = { js, ...(css && { css }), runAt: 'document_start', allFrames: true, persistAcrossSessions: true };
  const scripts = [
    { ...common, id: BY_ORIGIN, matchOriginAsFallback: true, matches: open.filter(({ path }) => !path).map(originOf) },
    { ...common, id: BY_PATH, matches: open.filter(({ path }) => path).map(({ host, path }) => `https://*.${host}${path}*`) },
  ];
  const known = new Set((await scripting.getRegisteredContentScripts({ ids: [BY_ORIGIN, BY_PATH] })).map(({ id }) => id));
  for (const script of scripts) {
    if (!script.matches.length) {
      if (known.has(script.id)) await scripting.unregisterContentScripts({ ids: [script.id] });
    } else if (known.has(script.id)) await scripting.updateContentScripts([script]);
    else await scripting.registerContentScripts([script]);
  }
}
