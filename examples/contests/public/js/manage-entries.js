// Entries for the sponsor: how many a day, and the list, without names; an entry can be disqualified before the draw.
import { get, post } from './api.js';
import { figures, h, moment, shortId, table } from './dom.js';
import { action, ask, nothing, say, show } from './page.js';

export function entriesSection(contest) {
  const numbers = h('div');
  const list = h('div', { class: 'stack' });
  void show(numbers, () => get(`/v1/contests/${contest.id}/statistics`), statistics);
  void show(
    list,
    () => load(contest),
    (page) => entries(contest, page),
  );
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'entries' },
    h('h2', { id: 'entries' }, 'Entries'),
    numbers,
    list,
  );
}

function load({ id }, cursor) {
  return get(`/v1/contests/${id}/entries?limit=10${cursor === undefined ? '' : `&cursor=${cursor}`}`);
}

function statistics({ entries: total, disqualified, unconfirmed }) {
  return figures([
    ['Entries', total],
    ['Disqualified', disqualified],
    ['Channel not confirmed', unconfirmed],
  ]);
}

function entries(contest, { items, nextCursor }) {
  if (items.length === 0) return nothing('Nobody has entered yet.');
  const rest = h('div', { class: 'stack' });
  const more = () =>
    show(
      rest,
      () => load(contest, nextCursor),
      (page) => entries(contest, page),
    );
  if (nextCursor !== undefined)
    rest.append(h('div', {}, h('button', { type: 'button', onclick: more }, 'Show more')));
  const isOpen = ['active', 'ended'].includes(contest.status);
  const heads = ['Entry', 'Entered', 'What it says', ...(isOpen ? ['Action'] : [])];
  const rows = items.map((entry) => row(contest, entry, isOpen));
  return [h('div', { class: 'sheet' }, table('Entries', heads, rows)), rest];
}

function row(contest, entry, isOpen) {
  const says = h('td', {}, whatItSays(entry));
  const disqualify = async () => {
    const reason = await ask({ title: `Disqualify ${shortId(entry.id)}?`, yes: 'Disqualify', danger: true });
    if (reason === undefined) return;
    const changed = await post(`/v1/contests/${contest.id}/entries/${entry.id}/disqualify`, { reason });
    says.replaceChildren(whatItSays(changed));
    button.remove();
    say('Disqualified.');
  };
  const button = action('Disqualify', disqualify, {
    class: 'small',
    'aria-label': `Disqualify ${shortId(entry.id)}`,
  });
  return h(
    'tr',
    {},
    h('th', { scope: 'row', class: 'mono short' }, shortId(entry.id)),
    h('td', { class: 'short' }, moment(entry.enteredAt)),
    says,
    isOpen && h('td', {}, entry.disqualifiedAt === undefined && button),
  );
}

function whatItSays({ submission, disqualifiedBecause }) {
  if (disqualifiedBecause !== undefined) return `Disqualified: ${disqualifiedBecause}`;
  return submission ?? '–';
}
