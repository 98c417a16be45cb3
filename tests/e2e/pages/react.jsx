// A composer as React sites write it: the state holds the text, the box only shows it. A fix that changes the box and
// not the state is undone by the next render, which is what `state` is there to show.
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

window.sent = [];

function Composer() {
  const [text, setText] = useState('');
  const [, setRendered] = useState(0);
  window.state = text;
  window.render = () => setRendered((count) => count + 1);
  const submit = (event) => {
    event.preventDefault();
    window.sent.push(text);
  };
  return (
    <form onSubmit={submit}>
      <textarea id="box" aria-label="Write a post" value={text} onChange={(event) => setText(event.target.value)} />
      <p>{text.length} characters</p>
      <button id="post">Post</button>
      <button id="script" type="button" onClick={() => window.sent.push(text)}>
        Share
      </button>
    </form>
  );
}

createRoot(document.getElementById('root')).render(<Composer />);
