// One contest, for everybody: what can be won, entering, and how the winners are or were found.
import { get } from './api.js';
import { facts, find, h, note } from './dom.js';
import { count, distance, moment, statusBadge } from './format.js';
import { drawSection } from './contest-draw.js';
import { enterSection } from './contest-enter.js';
import { nothing, show, startPage } from './page.js';

const who = startPage();
const id = new URLSearchParams(location.search).get('id');
const content = find('#content');
if (id === null)
  content.append(nothing('The address names no contest.', h('a', { href: '/' }, 'All contests')));
else void show(content, () => Promise.all([get(`/v1/contests/${id}`), myEntry()]), draw);

/** Asked together with the contest, so that the page is drawn once. */
async function myEntry() {
  if (who.role === 'nobody') return undefined;
  const { items } = await get('/v1/me/entries?limit=100');
  return items.find(({ contestId }) => contestId === id);
}

function draw([contest, entry]) {
  document.title = `${contest.title} · Contests`;
  return [
    h(
      'div',
      { class: 'stack' },
      h(
        'div',
        { class: 'row' },
        statusBadge(contest.status),
        who.personId === contest.sponsorId &&
          h('a', { href: `/manage.html?id=${contest.id}` }, 'Manage this contest'),
      ),
      h('h1', {}, contest.title),
      h('p', { class: 'lead' }, contest.prize),
    ),
    h(
      'div',
      { class: 'two aside-first' },
      h(
        'aside',
        { class: 'stack', 'aria-label': 'Taking part' },
        enterSection(contest, who, entry),
        key(contest),
      ),
      h('div', { class: 'stack wide' }, about(contest), result(contest)),
    ),
  ];
}

function about({ description }) {
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'about' },
    h('h2', { id: 'about' }, 'About'),
    h('p', { class: 'lines' }, description || 'The sponsor has written nothing more.'),
  );
}

function key(contest) {
  return h(
    'div',
    { class: 'sheet' },
    facts([
      ['Opens', moment(contest.startsAt)],
      ['Closes', `${moment(contest.endsAt)} (${distance(contest.endsAt)})`],
      ['Place', contest.place],
      ['Winners', count(contest.winners, 'winner')],
      ['Chosen by', contest.kind === 'draw' ? 'a draw that can be verified' : 'judges'],
      ['Entries', contest.entries.toLocaleString()],
      ['Channel', contest.channel],
    ]),
  );
}

function result(contest) {
  if (contest.status === 'cancelled') return note('warn', 'This contest was cancelled.');
  if (contest.kind === 'draw') return drawSection(contest);
  const region = h('div', { class: 'sheet stack' });
  void import('./standing.js').then(({ watchStanding }) => watchStanding(region, contest));
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'standing' },
    h('h2', { id: 'standing' }, 'Standing'),
    region,
    h(
      'p',
      { class: 'soft small' },
      `Judges give points: ${contest.rubric.criteria.map(criterion).join(', ')}. An entry is ranked once ${count(contest.rubric.judgesNeeded, 'judge has', 'judges have')} scored all of it.`,
    ),
  );
}

function criterion({ title, maxPoints, weight }) {
  return `${title} up to ${maxPoints}${weight === 1 ? '' : `, counted ${weight} times`}`;
}
