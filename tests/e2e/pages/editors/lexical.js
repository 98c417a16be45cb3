import { expose, plain } from './stage.js';
import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';

const box = plain('true');
const editor = createEditor({ namespace: 'post', onError: (error) => console.error(error) });
editor.setRootElement(box);
registerRichText(editor);
registerHistory(editor, createEmptyHistoryState(), 300);

const fill = (text) =>
  editor.update(
    () => {
      const root = $getRoot().clear();
      for (const line of text.split('\n')) root.append($createParagraphNode().append(...(line ? [$createTextNode(line)] : [])));
    },
    { discrete: true },
  );
fill('');

expose({
  box: () => box,
  text: () => editor.read(() => $getRoot().getChildren().map((line) => line.getTextContent()).join('\n')),
  fill,
});
