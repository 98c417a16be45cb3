// The editors that the shared behaviours run in, as data. `page` is a file of pages/editors, `frame` where the box is
// when it is not in the page itself, `press` what opens it. `not` names behaviours that make no sense there and says why.
// `limits` names what is known to fail in a browser, and why; the run says when one no longer holds.

const ONE_LINE = { enter: 'one line only' };

export const EDITORS = [
  { id: 'textarea', title: 'text area', page: 'plain', query: 'kind=textarea' },
  { id: 'input', title: 'text input', page: 'plain', query: 'kind=input', not: ONE_LINE },
  { id: 'growing', title: 'text area that grows', page: 'growing' },
  { id: 'react', title: 'text area, React controlled', page: 'react' },
  { id: 'editable', title: 'contenteditable', page: 'plain', query: 'kind=true' },
  { id: 'plaintext', title: 'contenteditable, plaintext-only', page: 'plain', query: 'kind=plaintext-only' },
  { id: 'lexical', title: 'Lexical', page: 'lexical' },
  { id: 'draft', title: 'Draft.js', page: 'draft' },
  { id: 'quill', title: 'Quill', page: 'quill' },
  { id: 'prosemirror', title: 'ProseMirror', page: 'prosemirror' },
  { id: 'tiptap', title: 'Tiptap', page: 'tiptap' },
  { id: 'slate', title: 'Slate', page: 'slate' },
  { id: 'ckeditor', title: 'CKEditor 5', page: 'ckeditor' },
  { id: 'tinymce', title: 'TinyMCE (in its frame)', page: 'tinymce', frame: 'inner' },
  { id: 'codemirror', title: 'CodeMirror 6', page: 'codemirror' },
  { id: 'trix', title: 'Trix', page: 'trix' },
  { id: 'blocks', title: 'Editor.js (blocks)', page: 'blocks', not: { enter: 'Enter makes another box' } },
  { id: 'shadow-open', title: 'text area, open shadow root', page: 'shadow', query: 'kind=textarea&mode=open' },
  { id: 'shadow-closed', title: 'text area, closed shadow root', page: 'shadow', query: 'kind=textarea&mode=closed' },
  { id: 'editable-open', title: 'contenteditable, open shadow root', page: 'shadow', query: 'kind=true&mode=open' },
  { id: 'editable-closed', title: 'contenteditable, closed shadow root', page: 'shadow', query: 'kind=true&mode=closed' },
  { id: 'frame-same', title: 'frame of the same origin', page: 'frame', query: 'as=same', frame: 'inner' },
  { id: 'frame-cross', title: 'frame of another origin', page: 'frame', query: 'as=cross', frame: 'inner' },
  { id: 'frame-srcdoc', title: 'srcdoc frame', page: 'frame', query: 'as=srcdoc', frame: 'inner' },
  { id: 'frame-sandbox', title: 'sandboxed frame', page: 'frame', query: 'as=sandbox', frame: 'inner' },
  { id: 'frame-nested', title: 'frame in a frame', page: 'frame', query: 'as=nested', frame: 'inner' },
  { id: 'late', title: 'box made by script after load', page: 'late', press: '#open' },
  { id: 'dialog', title: 'box in a modal dialog', page: 'dialog', press: '#open' },
];
