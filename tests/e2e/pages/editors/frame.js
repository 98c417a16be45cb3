// A page around the page of a text area, by `?as=`. The inner page is always named `inner`.
import { put, query } from './stage.js';

const INNER = '/editors/plain.html?kind=textarea';
// Without Curbside the inner page must not be a listed one, either.
const host = query.get('at') ?? 'www.reddit.com';
const there = `https://${host}${INNER}`;
const ways = {
  same: { src: INNER },
  cross: { src: there },
  srcdoc: {
    srcdoc: '<!doctype html><link rel="stylesheet" href="/page.css"><body><div id="stage"></div><script src="/editors/inside.js"></script>',
  },
  sandbox: { src: INNER, sandbox: 'allow-scripts' },
  nested: { name: 'outer', src: `https://${host}/editors/frame.html?as=cross&at=${host}` },
};
put('iframe', {}, { name: 'inner', title: 'Inner page', ...ways[query.get('as')] });
