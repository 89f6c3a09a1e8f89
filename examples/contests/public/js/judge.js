// A judge's page: the contests to judge, and for one of them the entries to score beside the live standing.
import { get } from './api.js';
import { find, h, statusBadge } from './dom.js';
import { nothing, show, startPage } from './page.js';

const who = startPage({ roles: ['user', 'sponsor', 'admin'] });
const id = new URLSearchParams(location.search).get('contest');
if (who !== undefined) {
  const content = find('#content');
  if (id === null) await show(content, () => get('/v1/me/judging'), contests);
  else await show(content, load, desk);
}

function contests({ items }) {
  if (items.length === 0)
    return nothing('You judge no contest. A sponsor makes you a judge by your id, which is on "My entries".');
  return [
    h('h2', { class: 'visually-hidden' }, 'Contests'),
    h('ul', { class: 'cards' }, items.map(contestCard)),
  ];
}

function contestCard({ contestId, title, status }) {
  return h(
    'li',
    { class: 'sheet card whole' },
    h('div', {}, statusBadge(status)),
    h('h3', {}, h('a', { href: `/judge.html?contest=${contestId}` }, title)),
  );
}

async function load() {
  const [contest, entries, mine, { scoreCard }, { watchStanding }] = await Promise.all([
    get(`/v1/contests/${id}`),
    allPages(`/v1/contests/${id}/entries?limit=100`),
    myScores(),
    import('./judge-score.js'),
    import('./standing.js'),
  ]);
  return { contest, entries, mine, scoreCard, watchStanding };
}

/** The newest points of mine by entry and criterion, folded from the stream. */
async function myScores() {
  const mine = new Map();
  for (let after = 0; ;) {
    const { items } = await get(`/v1/contests/${id}/judging-events?limit=500&after=${after}`);
    for (const { event } of items)
      if (event.judge === who.personId) mine.set(`${event.entry} ${event.criterion}`, event.points);
    if (items.length < 500) return mine;
    after = items.at(-1).place;
  }
}

async function allPages(path) {
  const all = [];
  for (let cursor = ''; cursor !== undefined;) {
    const page = await get(path + (cursor && `&cursor=${cursor}`));
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

function desk({ contest, entries, mine, scoreCard, watchStanding }) {
  const standing = h('div', { class: 'sheet stack' });
  watchStanding(standing, contest);
  const open = entries.filter(({ disqualifiedAt }) => disqualifiedAt === undefined);
  const mayScore = ['active', 'ended'].includes(contest.status);
  return [
    h('div', { class: 'row' }, h('h2', {}, contest.title), statusBadge(contest.status)),
    h(
      'div',
      { class: 'two' },
      h(
        'section',
        { class: 'stack', 'aria-label': 'Entries' },
        mayScore || h('p', { class: 'note' }, 'Points are no longer taken: this contest is over.'),
        open.length === 0
          ? nothing('Nobody has entered yet.')
          : open.map((entry) => scoreCard(contest, entry, mine, mayScore)),
      ),
      h(
        'section',
        { class: 'stack sticky', 'aria-labelledby': 'standing' },
        h('h3', { id: 'standing' }, 'Standing'),
        standing,
      ),
    ),
  ];
}
