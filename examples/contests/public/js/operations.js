// How business and machinery are doing, now and again every quarter of a minute while somebody looks.
import { get } from './api.js';
import { badge, facts, figures, find, h, note, statusText } from './dom.js';
import { show, startPage } from './page.js';

const EVERY_MS = 15_000;
const WORKFLOW = [
  'draft',
  'awaiting_approval',
  'rejected',
  'upcoming',
  'active',
  'ended',
  'complete',
  'cancelled',
];

const who = startPage({ roles: ['admin'] });
if (who !== undefined) {
  await look();
  setInterval(() => document.hidden || look(), EVERY_MS);
}

function look() {
  return show(find('#content'), () => Promise.all([get('/v1/operations'), ready()]), draw);
}

/** Not ready is an answer, not an error: its parts are the point. */
async function ready() {
  const answer = await fetch('/health/ready', { signal: AbortSignal.timeout(5_000) });
  return answer.json();
}

function draw([state, readiness]) {
  const failed = Object.entries(state.jobs);
  return [
    h(
      'p',
      { class: 'soft small' },
      `As of ${new Date().toLocaleTimeString()}; looked at again every ${EVERY_MS / 1000} seconds.`,
    ),
    readiness.ready
      ? note('good', h('strong', {}, 'Ready. '), 'This instance can do its work.')
      : note('bad', h('strong', {}, 'Not ready. '), 'The parts below say why.'),
    failed.length > 0 &&
      note('bad', `Jobs failed: ${failed.map(([name, number]) => `${name} ${number}`).join(', ')}.`),
    figures([
      ['Entries, last hour', state.entriesLastHour.toLocaleString()],
      ['Entries, last day', state.entriesLastDay.toLocaleString()],
      ['Entries not confirmed', state.unconfirmedEntries.toLocaleString()],
      ['Prizes to deliver', state.prizesToDeliver.toLocaleString()],
      ['People', state.people.toLocaleString()],
    ]),
    h(
      'div',
      { class: 'cards' },
      panel('Parts', facts(Object.entries(readiness.parts).map(([name, part]) => [name, partState(part)]))),
      panel('Contests', facts(contestCounts(state.contests))),
      panel('This instance', machine(state)),
    ),
  ].filter(Boolean);
}

function panel(title, inside) {
  const id = title.toLowerCase().replaceAll(' ', '-');
  return h('section', { class: 'sheet stack', 'aria-labelledby': id }, h('h2', { id }, title), inside);
}

function partState({ ok, says }) {
  return h('span', { class: 'row' }, badge(ok ? 'OK' : 'Down', ok ? 'good' : 'bad'), says);
}

/** In the order of the workflow, not of the answer. */
function contestCounts(contests) {
  return WORKFLOW.filter((status) => status in contests).map((status) => [
    statusText(status),
    contests[status],
  ]);
}

function machine({ pool, memoryMb, uptimeS, commit }) {
  return h(
    'div',
    { class: 'stack' },
    facts([
      ['Running for', duration(uptimeS)],
      ['Memory', `${memoryMb} MB`],
      ['Waiting for a connection', pool.waiting],
      ['Commit', h('span', { class: 'mono' }, commit)],
    ]),
    h('label', { for: 'pool', class: 'small' }, `${pool.busy} of ${pool.max} database connections in use`),
    h('meter', { id: 'pool', min: 0, max: pool.max, high: pool.max * 0.8, value: pool.busy }),
  );
}

function duration(seconds) {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
