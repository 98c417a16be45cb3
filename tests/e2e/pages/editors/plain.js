// A text area, an input or a contenteditable as HTML has it, by `?kind=`.
import { exposePlain, plain, query } from './stage.js';

exposePlain(plain(query.get('kind')));
