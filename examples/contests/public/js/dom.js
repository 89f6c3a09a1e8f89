// Makes elements. Text stays text: nothing that a person wrote is ever parsed as HTML.

/** `onclick` and the like become listeners; `undefined` and `false` leave an attribute or a child out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.flat(3).filter((child) => typeof child !== 'boolean' && child !== undefined));
  return element;
}

export function find(selector) {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`This page has no ${selector}.`);
  return element;
}

export function facts(pairs) {
  return h(
    'dl',
    { class: 'facts' },
    pairs
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([term, value]) => [h('dt', {}, term), h('dd', {}, value)]),
  );
}

export function figures(pairs) {
  return h(
    'dl',
    { class: 'figures' },
    pairs.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, String(value)))),
  );
}

/** Wide tables scroll by themselves, with the keyboard too. */
export function table(caption, heads, rows) {
  return h(
    'div',
    { class: 'table', tabindex: 0, role: 'region', 'aria-label': caption },
    h(
      'table',
      {},
      h('caption', { class: 'visually-hidden' }, caption),
      h('thead', {}, h('tr', {}, heads.map(headCell))),
      h('tbody', {}, rows),
    ),
  );
}

function headCell(head) {
  const [text, kind] = [head].flat();
  return h('th', { scope: 'col', class: kind }, text);
}

export function badge(text, kind) {
  return h('span', { class: ['badge', kind].filter(Boolean).join(' ') }, text);
}

export function note(kind, ...says) {
  return h('div', { class: `note ${kind}`, role: kind === 'bad' ? 'alert' : undefined }, says);
}
