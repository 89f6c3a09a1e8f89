// A participant's page: figures, prizes, what was entered, and one's own data.
import { call, forget, get } from './api.js';
import { facts, figures, find, h, moment, statusBadge, table } from './dom.js';
import { action, ask, field, form, nothing, say, show, startPage } from './page.js';

const who = startPage({ roles: ['user', 'sponsor', 'admin'] });
if (who !== undefined) {
  const numbers = part(() => get('/v1/me/statistics'), statistics);
  const prizes = part(
    () => get('/v1/me/prizes?limit=100'),
    ({ items }) => prizeList(items, prizes.reload),
  );
  const entries = part(
    () => get('/v1/me/entries?limit=50'),
    ({ items }) => entryTable(items),
  );
  const account = part(() => get('/v1/me'), accountSheet);
  find('#content').append(
    numbers.region,
    section('Prizes', prizes.region),
    section('Taken part in', entries.region),
    section('My account', account.region),
  );
}

function part(load, draw) {
  const region = h('div', { class: 'stack' });
  const reload = () => show(region, load, draw);
  void reload();
  return { region, reload };
}

function section(title, region) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return h('section', { class: 'stack', 'aria-labelledby': id }, h('h2', { id }, title), region);
}

function statistics({ entries, open, won }) {
  return figures([
    ['Entered', entries],
    ['Still open', open],
    ['Won', won],
  ]);
}

async function prizeList(items, reload) {
  if (items.length === 0)
    return nothing('Nothing won yet.', h('a', { href: '/?status=active' }, 'Find a contest'));
  const { prizeCard } = await import('./prizes.js');
  return h(
    'ul',
    { class: 'stack quiet-list' },
    items.map((prize) => prizeCard(prize, reload)),
  );
}

function entryTable(items) {
  if (items.length === 0)
    return nothing(
      'You have not entered a contest yet.',
      h('a', { href: '/?status=active' }, 'Find a contest'),
    );
  return h(
    'div',
    { class: 'sheet' },
    table('Taken part in', ['Contest', 'Entered', 'Contest is', 'Outcome'], items.map(entryRow)),
  );
}

function entryRow({ contestId, title, enteredAt, contestStatus, outcome }) {
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, h('a', { href: `/contest.html?id=${contestId}` }, title)),
    h('td', {}, moment(enteredAt)),
    h('td', {}, statusBadge(contestStatus)),
    h('td', {}, statusBadge(outcome)),
  );
}

function accountSheet(me) {
  const name = h('input', { name: 'name', maxlength: 100, value: me.name, autocomplete: 'name' });
  const rename = async (data) => {
    await call('PATCH', '/v1/me', { body: { name: data.get('name') } });
    say('Saved.');
  };
  return h(
    'div',
    { class: 'sheet stack' },
    facts([
      ['Signed in as', me.email ?? me.phone],
      ['Role', me.role],
      ['Id', h('span', { class: 'mono' }, me.id)],
      ['Captcha', me.captchaSolved ? 'solved' : 'is asked at your first entry'],
    ]),
    form({ class: 'inline' }, rename, field('Name', name), h('button', {}, 'Save the name')),
    h(
      'div',
      { class: 'row' },
      action('Download everything stored about me', download),
      action('Erase me', erase, { class: 'danger' }),
    ),
  );
}

async function download() {
  const all = await get('/v1/me/export');
  const file = new Blob([JSON.stringify(all, undefined, 2)], { type: 'application/json' });
  const href = URL.createObjectURL(file);
  h('a', { href, download: 'contests-my-data.json' }).click();
  URL.revokeObjectURL(href);
}

async function erase() {
  const sure = await ask({
    title: 'Erase your data?',
    says: 'At once and for good: your name, address and entries. Prizes not yet claimed are lost.',
    yes: 'Erase me',
    reason: false,
    danger: true,
  });
  if (sure === undefined) return;
  await call('DELETE', '/v1/me');
  forget();
  location.assign('/');
}
