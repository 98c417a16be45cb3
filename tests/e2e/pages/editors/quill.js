import { expose, put } from './stage.js';
import 'quill/dist/quill.core.css';
import Quill from 'quill';

const editor = new Quill(put('div', { className: 'frame' }), { placeholder: 'Write a post' });

expose({
  box: () => editor.root,
  text: () => editor.getText().replace(/\n$/, ''),
  fill: (text) => editor.setText(text ? `${text}\n` : '', 'user'),
});
