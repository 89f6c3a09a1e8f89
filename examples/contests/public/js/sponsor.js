// A sponsor's contests, and the way to a new one.
import { get, post } from './api.js';
import { count, find, h, moment, statusBadge } from './dom.js';
import { nothing, show, startPage } from './page.js';

const who = startPage({ roles: ['sponsor', 'admin'] });
if (who !== undefined) {
  const mine = h('div', { class: 'stack' });
  find('#content').append(newContest(), mine);
  await show(mine, () => load(), list);
}

function load(cursor) {
  return get(
    `/v1/contests?sponsorId=${who.personId}&limit=50${cursor === undefined ? '' : `&cursor=${cursor}`}`,
  );
}

function newContest() {
  const save = async (body) => {
    const { id } = await post('/v1/contests', body);
    location.assign(`/manage.html?id=${id}`);
  };
  const inside = h('div');
  const open = () => {
    if (inside.childElementCount > 0) return;
    void show(
      inside,
      () => import('./contest-form.js'),
      ({ contestForm }) => contestForm(undefined, save),
    );
  };
  return h('details', { class: 'sheet', ontoggle: open }, h('summary', {}, 'New contest'), inside);
}

function list({ items, nextCursor }) {
  if (items.length === 0)
    return nothing('You have no contests yet. Begin with a draft; nobody sees it but you.');
  const rest = h('div');
  const more = () => show(rest, () => load(nextCursor), list);
  if (nextCursor !== undefined) rest.append(h('button', { type: 'button', onclick: more }, 'Show more'));
  return [
    h('h2', { class: 'visually-hidden' }, 'Contests'),
    h('ul', { class: 'cards' }, items.map(card)),
    rest,
  ];
}

function card({ id, title, status, entries, endsAt, canBeEdited }) {
  const says = canBeEdited
    ? 'Not public'
    : `${count(entries, 'entry', 'entries')} · closes ${moment(endsAt)}`;
  return h(
    'li',
    { class: 'sheet card whole' },
    h('div', {}, statusBadge(status)),
    h('h3', {}, h('a', { href: `/manage.html?id=${id}` }, title)),
    h('p', { class: 'foot soft small' }, says),
  );
}
