// A box in a modal dialog.
import { exposePlain, plain, put } from './stage.js';

const button = put('button', { type: 'button', id: 'open', textContent: 'Write' });
const dialog = put('dialog');
exposePlain(plain('textarea', dialog));
button.addEventListener('click', () => dialog.showModal());
