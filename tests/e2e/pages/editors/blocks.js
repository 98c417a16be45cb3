// An editor of blocks, as Gutenberg is one: every paragraph is a box of its own, and Enter makes another.
import { expose, put } from './stage.js';
import EditorJS from '@editorjs/editorjs';

const holder = put('div', { className: 'frame' });
const editor = new EditorJS({
  holder,
  minHeight: 0,
  placeholder: 'Write a post',
  data: { blocks: [{ id: 'first', type: 'paragraph', data: { text: '' } }] },
});

window.sent = [];
const publish = put('button', { id: 'post', type: 'button', textContent: 'Publish' });
publish.addEventListener('click', async () => {
  const { blocks } = await editor.save();
  window.sent.push(blocks.map(({ data }) => data.text).join('\n'));
});

const box = () => holder.querySelector('[contenteditable=true]');
expose({
  box,
  count: () => editor.blocks.getBlocksCount(),
  // Blocks hold HTML and nothing else; a blank at an end is written as one that does not break.
  text: () => box().textContent.replaceAll('\u00a0', ' '),
  fill(text) {
    box().textContent = text;
    box().dispatchEvent(new InputEvent('input', { bubbles: true }));
  },
});
