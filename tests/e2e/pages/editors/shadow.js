// A web component that holds a box: `?kind=` of box, `?mode=` of root.
import { exposePlain, plain, put, query } from './stage.js';

const root = put('div', { id: 'host' }).attachShadow({ mode: query.get('mode') });
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  '.box { display: block; box-sizing: border-box; width: 620px; max-width: 100%; height: 150px; margin: 12px 0; padding: 8px 10px; border: 1px solid #888; font: inherit; overflow: auto; resize: none; white-space: pre-wrap }',
);
root.adoptedStyleSheets = [sheet];
exposePlain(plain(query.get('kind'), root));
