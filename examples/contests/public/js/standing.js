// The standing of a judged contest, live: drawn anew with every message, and connected anew when the line drops.
import { badge, h, points, shortId, statusText, table } from './dom.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export function watchStanding(region, contest) {
  const light = h('span', { role: 'status' }, badge('Connecting'));
  const place = h('span', { class: 'soft small' });
  const rows = h('div');
  region.replaceChildren(h('div', { class: 'row' }, light, place), rows);
  let pauseMs = FIRST_PAUSE_MS;
  let before = new Map();

  function connect() {
    const address = new URL(`/v1/contests/${contest.id}/standing/live`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const socket = new WebSocket(address);
    socket.addEventListener('message', ({ data }) => {
      pauseMs = FIRST_PAUSE_MS;
      light.replaceChildren(badge('Live', 'good'));
      before = draw(JSON.parse(data));
    });
    socket.addEventListener('close', () => {
      light.replaceChildren(badge('Not live, connecting again', 'warn'));
      // Spread out, so that a thousand watchers do not return in the same moment.
      setTimeout(connect, pauseMs * (0.5 + Math.random()));
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    });
  }

  function draw(standing) {
    place.textContent = `${standing.place} scores and decisions counted`;
    rows.replaceChildren(
      standing.rows.length === 0
        ? h('p', { class: 'soft' }, 'Nobody has entered yet.')
        : standingTable(contest.rubric, standing.rows, before),
    );
    return new Map(standing.rows.map((row) => [row.entry, JSON.stringify(row)]));
  }

  connect();
}

function standingTable(rubric, rows, before) {
  const heads = [
    'Rank',
    'Entry',
    ...rubric.criteria.map(({ title }) => [title, 'number']),
    ['Total', 'number'],
  ];
  return table(
    'Standing',
    heads,
    rows.map((row) => {
      const changed = before.has(row.entry) && before.get(row.entry) !== JSON.stringify(row);
      return h(
        'tr',
        { class: changed ? 'changed' : undefined },
        h('td', {}, row.rank === undefined ? h('span', { class: 'soft' }, stateText(row.state)) : row.rank),
        h('th', { scope: 'row', class: 'mono short' }, shortId(row.entry)),
        rubric.criteria.map(({ id }) => h('td', { class: 'number' }, criterionText(row, id))),
        h('td', { class: 'number' }, h('strong', {}, points(row.totalMilli))),
      );
    }),
  );
}

function stateText(state) {
  return state === 'incomplete' ? 'To be scored' : statusText(state);
}

function criterionText(row, id) {
  const result = row.criteria.find(({ criterion }) => criterion === id);
  if (result === undefined || (result.judges === 0 && !result.adjudicated)) return '–';
  return points(result.meanMilli) + (result.adjudicated ? ' (decided)' : '');
}
