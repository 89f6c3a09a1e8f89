// All contests: search, filter, one page after the other.
import { get } from './api.js';
import { count, distance, find, h, statusBadge } from './dom.js';
import { field, form, nothing, show, startPage } from './page.js';

const STATES = [
  ['', 'Any'],
  ['active', 'Open for entries'],
  ['upcoming', 'Upcoming'],
  ['ended', 'Ended'],
  ['complete', 'Complete'],
];

startPage();
const content = find('#content');
const asked = new URLSearchParams(location.search);
find('#filters').append(filters());
void show(content, () => get(`/v1/contests?${query()}`), list);

function filters() {
  const words = h('input', {
    type: 'search',
    name: 'words',
    minlength: 2,
    maxlength: 200,
    value: asked.get('words') ?? '',
  });
  const state = h(
    'select',
    { name: 'status' },
    STATES.map(([value, text]) =>
      h('option', { value, selected: value === (asked.get('status') ?? '') }, text),
    ),
  );
  const search = (data) => {
    for (const [name, value] of data) {
      if (value === '') asked.delete(name);
      else asked.set(name, value);
    }
    history.replaceState(undefined, '', `?${asked}`);
    return show(content, () => get(`/v1/contests?${query()}`), list);
  };
  return form(
    { class: 'inline', role: 'search' },
    search,
    field('Words', words),
    field('State', state),
    h('button', {}, 'Find'),
  );
}

function query(cursor) {
  const wanted = new URLSearchParams();
  for (const name of ['words', 'status']) if (asked.get(name)) wanted.set(name, asked.get(name));
  if (cursor !== undefined) wanted.set('cursor', cursor);
  return wanted;
}

function list({ items, nextCursor }) {
  if (items.length === 0)
    return nothing(
      'No contest matches. Try fewer words or another state.',
      h('a', { href: '/' }, 'Show all'),
    );
  const cards = h('ul', { class: 'cards' }, items.map(card));
  const rest = h('div');
  if (nextCursor !== undefined) rest.append(more(nextCursor, rest));
  return [h('h2', { class: 'visually-hidden' }, 'Found'), cards, rest];
}

function more(cursor, rest) {
  const load = () => show(rest, () => get(`/v1/contests?${query(cursor)}`), list);
  return h('p', { class: 'row' }, h('button', { type: 'button', onclick: load }, 'Show more'));
}

function card(contest) {
  return h(
    'li',
    { class: 'sheet card whole' },
    h('div', { class: 'row apart' }, statusBadge(contest.status), when(contest)),
    h('h3', {}, h('a', { href: `/contest.html?id=${contest.id}` }, contest.title)),
    h('p', {}, contest.prize),
    h(
      'p',
      { class: 'foot soft small' },
      [
        contest.place,
        contest.kind === 'draw' ? 'Drawn' : 'Judged',
        count(contest.entries, 'entry', 'entries'),
      ]
        .filter(Boolean)
        .join(' · '),
    ),
  );
}

function when({ status, startsAt, endsAt }) {
  const says =
    status === 'active'
      ? `closes ${distance(endsAt)}`
      : status === 'upcoming'
        ? `opens ${distance(startsAt)}`
        : undefined;
  return says === undefined ? undefined : h('span', { class: 'soft small' }, says);
}
