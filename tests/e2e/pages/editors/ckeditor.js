// CKEditor 5 is under the GPL (or a commercial licence): it is bundled when the tests run and is part of nothing we ship.
import { expose, put } from './stage.js';
import '@ckeditor/ckeditor5-ui/dist/index-editor.css';
import { Bold } from '@ckeditor/ckeditor5-basic-styles';
import { ClassicEditor } from '@ckeditor/ckeditor5-editor-classic';
import { Essentials } from '@ckeditor/ckeditor5-essentials';
import { Paragraph } from '@ckeditor/ckeditor5-paragraph';

ClassicEditor.create(put('div'), { licenseKey: 'GPL', plugins: [Essentials, Paragraph, Bold], toolbar: ['bold'] }).then((editor) => {
  const { document } = editor.model;
  const textOf = (line) => Array.from(line.getChildren(), (node) => node.data ?? '\n').join('');
  expose({
    box: () => editor.editing.view.getDomRoot(),
    text: () => Array.from(document.getRoot().getChildren(), textOf).join('\n'),
    fill: (text) =>
      editor.model.change((writer) => {
        const root = document.getRoot();
        writer.remove(writer.createRangeIn(root));
        for (const line of text.split('\n')) {
          const paragraph = writer.createElement('paragraph');
          writer.append(paragraph, root);
          writer.insertText(line, paragraph);
        }
      }),
  });
});
