// TinyMCE is under the GPL since version 7: it is bundled when the tests run and is part of nothing we ship.
import { expose, put } from './stage.js';
import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/themes/silver';
import 'tinymce/skins/ui/oxide/skin.css';

const STYLE = 'body { font: 16px/24px monospace; margin: 8px 10px; white-space: pre-wrap } p { margin: 0 }';
const LOOK = { skin: false, content_css: false, content_style: STYLE, menubar: false, toolbar: 'bold', statusbar: false, height: 400, width: 620 };

tinymce.init({ target: put('textarea'), license_key: 'gpl', promotion: false, branding: false, ...LOOK }).then(([editor]) => {
  const lines = () => Array.from(editor.getBody().children, (line) => line.innerText.replace(/\n$/, ''));
  editor.getWin().name = 'inner';
  editor.getWin().editor = expose({
    box: () => editor.getBody(),
    text: () => lines().join('\n').replaceAll('\ufeff', ''),
    fill: (text) => editor.setContent(text.split('\n').map((line) => `<p>${line || '<br>'}</p>`).join('')),
  });
});
