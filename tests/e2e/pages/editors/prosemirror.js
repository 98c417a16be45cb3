import { expose, stage } from './stage.js';
import 'prosemirror-view/style/prosemirror.css';
import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';

const plugins = [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo }), keymap(baseKeymap)];
const view = new EditorView(stage, { state: EditorState.create({ schema, plugins }), attributes: { 'aria-label': 'Write a post' } });

expose({
  box: () => view.dom,
  text: () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n', '\n'),
  fill(text) {
    const lines = text.split('\n').map((line) => schema.node('paragraph', null, line ? [schema.text(line)] : []));
    view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, lines));
  },
});
