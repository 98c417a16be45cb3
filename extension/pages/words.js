// The words of our own pages. Every one of them stands in _locales; the browser chooses the language, unless the policy or
// the person chose another.

import { OPTIONS, managedPolicy } from '../policy.js';

let chosen = null;

/** The message of that name, with its holes filled in order. */
export function say(key, ...values) {
  const texts = values.map(String);
  if (!chosen) return chrome.i18n.getMessage(key, texts);
  const { message = '', placeholders = {} } = chosen[key] ?? {};
  return message.replace(/\$(\w+)\$/g, (_, name) => {
    const [, place] = /^\$(\d)$/.exec(placeholders[name.toLowerCase()]?.content ?? '') ?? [];
    return texts[place - 1] ?? '';
  });
}

/** Takes up the language that was chosen, and writes every word of the document. */
export async function translate() {
  const [{ [OPTIONS]: options }, managed] = await Promise.all([chrome.storage.local.get(OPTIONS), managedPolicy()]);
  const language = managed.language ?? options?.language;
  chosen = null;
  if (['en', 'es'].includes(language) && language !== chrome.i18n.getMessage('language')) {
    const file = await fetch(chrome.runtime.getURL(`_locales/${language}/messages.json`)).catch(() => null);
    chosen = file ? await file.json() : null;
  }
  const root = document.documentElement;
  root.lang = say('language');
  root.dir = say('direction');
  document.title = say(root.dataset.title);
  fill(document);
}

/** Writes the words of what is below `root`: text, names for screen readers, hints in empty boxes. */
export function fill(root) {
  for (const element of root.querySelectorAll('[data-i18n]')) element.textContent = say(element.dataset.i18n);
  for (const element of root.querySelectorAll('[data-i18n-label]')) element.setAttribute('aria-label', say(element.dataset.i18nLabel));
  for (const element of root.querySelectorAll('[data-i18n-hint]')) element.placeholder = say(element.dataset.i18nHint);
}

/** The language of dates and numbers. */
export const locale = () => document.documentElement.lang || undefined;
