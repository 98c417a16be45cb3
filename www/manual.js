// The list of rules, made of DOM nodes from what the module's own manuals say (rules.json, written by the build).

import { node, icon } from './node.js';

const FAMILIES = [
  ['id', 'Details that identify somebody', 'Names, places, dates, numbers and pictures that point at a patient or the people around one.'],
  ['rel', 'Words that confirm a patient', 'That somebody was there, and what was done, is protected even when they said so first.'],
  ['nar', 'Stories that give a person away', 'A rare event with a time, a place or a role is enough for the people nearby.'],
  ['adv', 'Medical advice to one person', 'A diagnosis, a dose or “it can wait”, without an examination. Education for everybody is fine.'],
  ['sol', 'Asking for details, moving to private channels', 'Health details over an open channel, and friendships outside of care.'],
  ['clm', 'Promises, testimonials, attacks', 'Guarantees, praise without consent, and arguments with the person who wrote.'],
];

export const SEVERITY = { block: 'Don’t post', warn: 'Check this', note: 'Worth a look' };

const HEADING = { Wrong: 'What is underlined', Right: 'What is left alone', Limits: 'Where it ends' };

/** Draws all rules into `list`. `tryIt(context, text)` is called for an example that somebody wants to see at work. */
export function showRules(list, rules, tryIt) {
  for (const [prefix, name, about] of FAMILIES) {
    const family = rules.filter((rule) => rule.label.startsWith(prefix + '.'));
    if (family.length === 0) continue;
    const heading = node('h3', { id: 'family-' + prefix }, name);
    list.append(
      node('section', { className: 'family', 'aria-labelledby': heading.id },
        heading, node('p', {}, about), ...family.map((rule) => showRule(rule, tryIt))),
    );
  }
}

function showRule(rule, tryIt) {
  const severity = node('span', { className: 'rule-severity' }, node('span', { className: 'u u-' + rule.severity }, SEVERITY[rule.severity] ?? rule.severity));
  severity.dataset.severity = rule.severity;
  const details = node('details', { className: 'rule', id: 'rule-' + rule.id },
    node('summary', {},
      icon('turn', '0 0 20 24', 'M8 7l5 5-5 5'),
      node('h4', { className: 'rule-line' }, node('span', { className: 'rule-title' }, rule.title), severity),
      node('p', { className: 'rule-why' }, rule.why)));
  // Most rules are never opened, so their manuals are drawn when they are.
  details.addEventListener('toggle', () => {
    if (!details.open || details.querySelector('.manual')) return;
    details.append(
      node('div', { className: 'manual' },
        ...render(rule.manual, rule.severity, tryIt),
        node('p', { className: 'rule-law' }, `${rule.law.join('; ')}. Rule `,
          node('a', { href: '#' + details.id, 'aria-label': 'Address of the rule ' + rule.id }, node('code', {}, rule.id)))));
  });
  return details;
}

/** The Markdown of a manual as nodes: headings, paragraphs, lists, fences of examples. */
function render(markdown, severity, tryIt) {
  const out = [];
  let paragraph = [];
  let list = null;
  const flush = () => {
    if (paragraph.length) out.push(node('p', {}, ...inline(paragraph.join(' '))));
    paragraph = [];
    list = null;
  };
  const lines = markdown.split('\n').map((line) => line.replace(/^ /, ''));
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (line.startsWith('```')) {
      flush();
      const tags = line.slice(3).split(',');
      const examples = [];
      while (++at < lines.length && !lines[at].startsWith('```')) examples.push(lines[at]);
      out.push(node('ul', { className: 'examples', role: 'list' }, ...examples.map((text) => example(text, tags, severity, tryIt))));
    } else if (/^#+ /.test(line)) {
      flush();
      const title = line.replace(/^#+ /, '');
      out.push(node('h5', {}, HEADING[title] ?? title));
    } else if (/^([-*]|\d+\.) /.test(line)) {
      if (!list) {
        flush();
        list = node(/^\d/.test(line) ? 'ol' : 'ul', {});
        out.push(list);
      }
      list.append(node('li', {}, ...inline(line.replace(/^\S+ /, ''))));
    } else if (line.trim() === '') {
      flush();
    } else if (list) {
      list.lastChild.append(' ', ...inline(line.trim()));
    } else {
      paragraph.push(line.trim());
    }
  }
  flush();
  return out;
}

const CONTEXTS = { post: 'Social post', 'review-reply': 'Reply to a review', comment: 'Comment', message: 'Message', email: 'E-mail', blog: 'Article' };

function example(marked, tags, severity, tryIt) {
  const context = tags.find((tag) => tag in CONTEXTS) ?? 'post';
  const text = marked.replaceAll('\\n', '\n');
  const plain = text.replace(/\{\{(.*?)\}\}/gs, '$1');
  const parts = text.split(/(\{\{.*?\}\})/s).filter(Boolean).map((part) =>
    part.startsWith('{{') ? node('mark', { className: 'u u-' + severity }, part.slice(2, -2)) : part);
  const button = node('button', { type: 'button', className: 'button slight' }, 'Try it');
  button.setAttribute('aria-label', 'Try it: ' + plain);
  button.addEventListener('click', () => tryIt(context, plain));
  return node('li', { className: 'example' },
    node('p', { className: 'example-text' }, ...parts),
    node('div', { className: 'example-foot' }, node('span', { className: 'meta' }, CONTEXTS[context]), button));
}

/** `code`, **strong**, *emphasis* and links; a link is shown as its words, for this page asks nothing of a network. */
function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\](?:\([^)]*\))?)/).filter(Boolean).map((part) => {
    if (part.startsWith('`')) return node('code', {}, part.slice(1, -1));
    if (part.startsWith('**')) return node('strong', {}, part.slice(2, -2));
    if (part.startsWith('*') && part.length > 2) return node('em', {}, part.slice(1, -1));
    const link = /^\[([^\]]+)\]\(/.exec(part);
    return link ? link[1] : part;
  });
}
