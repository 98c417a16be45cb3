import { expose, stage } from './stage.js';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Editor, Node, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

const paragraph = (text) => ({ type: 'paragraph', children: [{ text }] });

function Composer() {
  const [editor] = useState(() => withHistory(withReact(createEditor())));
  expose({
    box: () => document.querySelector('[data-slate-editor]'),
    text: () => editor.children.map((line) => Node.string(line)).join('\n'),
    fill(text) {
      Editor.withoutNormalizing(editor, () => {
        Transforms.deselect(editor);
        while (editor.children.length > 0) Transforms.removeNodes(editor, { at: [0] });
        Transforms.insertNodes(editor, text.split('\n').map(paragraph), { at: [0] });
      });
    },
  });
  return (
    <Slate editor={editor} initialValue={[paragraph('')]}>
      <Editable className="box" aria-label="Write a post" placeholder="Write a post" />
    </Slate>
  );
}

createRoot(stage).render(<Composer />);
