import { expose, stage } from './stage.js';
import 'draft-js/dist/Draft.css';
import { ContentState, Editor, EditorState } from 'draft-js';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Composer() {
  const [state, setState] = useState(() => EditorState.createEmpty());
  expose({
    box: () => document.querySelector('[contenteditable=true]'),
    text: () => state.getCurrentContent().getPlainText('\n'),
    fill: (text) => setState(EditorState.moveFocusToEnd(EditorState.push(state, ContentState.createFromText(text), 'insert-characters'))),
  });
  return (
    <div className="frame">
      <Editor editorState={state} onChange={setState} ariaLabel="Write a post" />
    </div>
  );
}

createRoot(stage).render(<Composer />);
