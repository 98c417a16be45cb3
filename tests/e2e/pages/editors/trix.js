import { expose, put } from './stage.js';
import 'trix/dist/trix.css';
import 'trix';

const box = put('trix-editor', {}, { 'aria-label': 'Write a post' });

expose({
  box: () => box,
  text: () => box.editor.getDocument().toString().replace(/\n$/, ''),
  fill: (text) => box.editor.loadHTML(text.split('\n').join('<br>')),
});
