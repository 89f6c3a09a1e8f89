// Elements, and how dates, states and ids read. Text stays text: nothing that a person wrote is ever parsed as HTML.
// Few files make few round trips, which is what a first load on a phone consists of.

// Made at the first date: on a phone that takes longer than drawing it, and can wait until the data is on its way.
let momentFormat;
let distanceFormat;
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];
const STATUSES = {
  draft: ['Draft'],
  awaiting_approval: ['Awaiting approval', 'warn'],
  rejected: ['Rejected', 'bad'],
  upcoming: ['Upcoming'],
  active: ['Open', 'good'],
  ended: ['Ended'],
  complete: ['Complete'],
  cancelled: ['Cancelled', 'bad'],
  won: ['Won', 'good'],
  not_won: ['Not won'],
  waiting: ['Waiting'],
  disqualified: ['Disqualified', 'bad'],
  claimed: ['Claimed', 'warn'],
  on_the_way: ['On the way', 'warn'],
  delivered: ['Delivered', 'good'],
  lapsed: ['Lapsed', 'bad'],
  withdrawn: ['Withdrawn', 'bad'],
};

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
    { class: 'table', tabindex: 0, role: 'group', 'aria-label': caption },
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

export function moment(instant) {
  momentFormat ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return momentFormat.format(new Date(instant));
}

/** "in 3 hours", "2 days ago". */
export function distance(instant) {
  distanceFormat ??= new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  const seconds = (new Date(instant).getTime() - Date.now()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return distanceFormat.format(Math.round(seconds / size), unit);
  }
  return seconds < 0 ? 'just now' : 'in a moment';
}

export function statusBadge(status) {
  const [text, kind] = STATUSES[status] ?? [status];
  return badge(text, kind);
}

export function statusText(status) {
  return STATUSES[status]?.[0] ?? status;
}

/** Entries have no names; the first characters of the id tell them apart well enough for people. */
export function shortId(id) {
  return id.slice(0, 8);
}

export function points(milli) {
  return (milli / 1000).toLocaleString(undefined, { maximumFractionDigits: 2 });
}

export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

/** What a field of type datetime-local wants: local time to the minute. */
export function localInput(instant) {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
