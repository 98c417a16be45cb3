// React, controlled: the state holds the text and the box only shows it.
import { expose, stage } from './stage.js';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Composer() {
  const [text, setText] = useState('');
  expose({ box: () => document.querySelector('textarea'), text: () => text, fill: setText });
  return (
    <>
      <textarea className="box" aria-label="Write a post" value={text} onChange={(event) => setText(event.target.value)} />
      <p>{text.length} characters</p>
    </>
  );
}

createRoot(stage).render(<Composer />);
