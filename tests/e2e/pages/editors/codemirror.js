import { expose, stage } from './stage.js';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

const view = new EditorView({
  parent: stage,
  state: EditorState.create({
    extensions: [history(), keymap.of([...defaultKeymap, ...historyKeymap]), EditorView.lineWrapping, EditorView.contentAttributes.of({ 'aria-label': 'Write a post' })],
  }),
});

expose({
  box: () => view.contentDOM,
  text: () => view.state.doc.toString(),
  fill: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
});
