// A box that a script makes when its button is pressed, long after the page was loaded.
import { exposePlain, plain, put } from './stage.js';

const button = put('button', { type: 'button', id: 'open', textContent: 'Write' });
button.addEventListener('click', () => setTimeout(() => exposePlain(plain('textarea')).box().focus(), 50));
