import { expose, stage } from './stage.js';
import { Editor } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';

const editor = new Editor({ element: stage, extensions: [StarterKit], editorProps: { attributes: { 'aria-label': 'Write a post' } } });

expose({
  box: () => editor.view.dom,
  text: () => editor.getText({ blockSeparator: '\n' }),
  fill: (text) => editor.commands.setContent(text.split('\n').map((line) => ({ type: 'paragraph', content: line ? [{ type: 'text', text: line }] : [] }))),
});
