// A text area that grows with its text, as most composers do.
import { exposePlain, plain } from './stage.js';

const box = plain('textarea');
box.style.height = '40px';
box.style.overflow = 'hidden';
box.addEventListener('input', () => {
  box.style.height = 'auto';
  box.style.height = `${box.scrollHeight + 2}px`;
});
exposePlain(box);
