// One contest, for everybody: what can be won, entering, and how the winners are or were found.
import { get } from './api.js';
import { count, distance, facts, find, h, moment, note, statusBadge } from './dom.js';
import { nothing, show, signInLink, startPage } from './page.js';

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
      h('aside', { class: 'stack', 'aria-label': 'Taking part' }, takePart(contest, entry), key(contest)),
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

function takePart(contest, entry) {
  const box = h('section', { class: 'sheet stack', 'aria-labelledby': 'enter' });
  const inside = h('div', { class: 'stack' });
  box.append(h('h2', { id: 'enter' }, 'Take part'), inside);
  if (entry !== undefined)
    inside.append(note('good', h('strong', {}, 'You are in. '), `Entered on ${moment(entry.enteredAt)}.`));
  else if (!contest.acceptsEntries) inside.append(h('p', { class: 'soft' }, closedBecause(contest)));
  else if (who.role === 'nobody')
    inside.append(
      h('p', {}, 'Sign in to enter; you need nothing but an address.'),
      h('div', {}, signInLink('Sign in to enter')),
    );
  else if (who.personId === contest.sponsorId)
    inside.append(h('p', { class: 'soft' }, 'This is your own contest, so you cannot enter it.'));
  else
    void show(
      inside,
      () => import('./contest-enter.js'),
      ({ enterForm }) => enterForm(contest, inside),
    );
  return box;
}

function closedBecause({ status, startsAt }) {
  if (status === 'upcoming') return `Entries open on ${moment(startsAt)}.`;
  if (status === 'ended') return 'Entries are closed; the winners are still to be found.';
  return 'Entries are closed.';
}

function result(contest) {
  if (contest.status === 'cancelled') return note('warn', 'This contest was cancelled.');
  return contest.kind === 'draw' ? theDraw(contest) : theStanding(contest);
}

function theDraw(contest) {
  const region = h('div', { class: 'stack' });
  const load = () => import('./contest-draw.js').then(({ drawOf }) => drawOf(contest));
  if (['ended', 'complete'].includes(contest.status)) void show(region, load, (drawn) => drawn);
  else
    region.append(
      h(
        'p',
        { class: 'soft' },
        'When entries close, the list is fixed and the draw announced here, before anybody can know its outcome.',
      ),
    );
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'draw' },
    h('h2', { id: 'draw' }, 'The draw'),
    region,
  );
}

function theStanding({ id: contestId, rubric }) {
  const region = h('div', { class: 'sheet stack' });
  void import('./standing.js').then(({ watchStanding }) => watchStanding(region, { id: contestId, rubric }));
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'standing' },
    h('h2', { id: 'standing' }, 'Standing'),
    region,
    h(
      'p',
      { class: 'soft small' },
      `Judges give points: ${rubric.criteria.map(criterion).join(', ')}. An entry is ranked once ${count(rubric.judgesNeeded, 'judge has', 'judges have')} scored all of it.`,
    ),
  );
}

function criterion({ title, maxPoints, weight }) {
  return `${title} up to ${maxPoints}${weight === 1 ? '' : `, counted ${weight} times`}`;
}
