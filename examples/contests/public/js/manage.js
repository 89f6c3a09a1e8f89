// One contest for its sponsor and for admins: workflow, entries, draw or judging, prizes, history.
import { ahead, call, get, post, request } from './api.js';
import { count, distance, facts, find, h, moment, statusBadge, statusText, table } from './dom.js';
import { action, ask, nothing, say, show, startPage } from './page.js';

const STEPS = {
  submit: { text: 'Submit for approval', kind: 'main', done: 'Submitted. An admin looks at it next.' },
  approve: { text: 'Approve', kind: 'main', done: 'Approved.' },
  reject: { text: 'Reject', kind: 'danger', done: 'Rejected.', reason: true },
  revise: { text: 'Make it a draft again', kind: 'main', done: 'It is a draft again.' },
  cancel: { text: 'Cancel the contest', kind: 'danger', done: 'Cancelled.', reason: true },
};

const who = startPage({ roles: ['sponsor', 'admin'] });
const id = new URLSearchParams(location.search).get('id');
const content = find('#content');
if (who !== undefined && id === null) content.append(nothing('The address names no contest.'));
else if (who !== undefined) {
  for (const part of ['statistics', 'entries?limit=10', 'judges']) ahead(`/v1/contests/${id}/${part}`);
  await reload();
}

function reload() {
  return show(content, load, draw);
}

async function load() {
  const [answer, history] = await Promise.all([
    request('GET', `/v1/contests/${id}`),
    get(`/v1/contests/${id}/history?limit=100`),
  ]);
  return { contest: await answer.json(), etag: answer.headers.get('etag'), history };
}

async function draw({ contest, etag, history }) {
  document.title = `${contest.title} · Contests`;
  return [
    h(
      'div',
      { class: 'stack' },
      h('div', { class: 'row' }, statusBadge(contest.status), publicLink(contest)),
      h('h1', {}, contest.title),
      h('p', { class: 'lead' }, contest.prize),
    ),
    steps(contest),
    contest.canBeEdited ? await edit(contest, etag) : about(contest),
    ...(await Promise.all(partsFor(contest))),
    historySection(history),
  ].filter(Boolean);
}

/** What there is to do with a contest depends on its kind and state; only that is loaded. */
function partsFor(contest) {
  if (contest.canBeEdited) return [];
  const isOver = ['ended', 'complete'].includes(contest.status);
  return [
    contest.kind === 'judged' &&
      import('./manage-judging.js').then((part) => part.manageJudging(contest, reload)),
    contest.kind === 'draw' &&
      isOver &&
      import('./manage-draw.js').then((part) => part.manageDraw(contest, reload)),
    contest.status === 'complete' && import('./manage-prizes.js').then((part) => part.prizesSection(contest)),
    import('./manage-entries.js').then((part) => part.entriesSection(contest)),
  ];
}

function publicLink({ id: contestId, status }) {
  const isPublic = ['upcoming', 'active', 'ended', 'complete', 'cancelled'].includes(status);
  return isPublic && h('a', { href: `/contest.html?id=${contestId}` }, 'See what everybody sees');
}

function steps(contest) {
  const buttons = contest.steps.filter((name) => name in STEPS).map((name) => stepButton(name));
  if (contest.canBeDeleted) buttons.push(deleteButton());
  return buttons.length > 0 && h('div', { class: 'row', role: 'group', 'aria-label': 'Next steps' }, buttons);
}

function stepButton(name) {
  const { text, kind, done, reason } = STEPS[name];
  const take = async () => {
    const given = reason ? await ask({ title: text, yes: text, danger: true }) : undefined;
    if (reason && given === undefined) return;
    await post(`/v1/contests/${id}/${name}`, given === undefined ? {} : { reason: given });
    await reload();
    say(done);
  };
  return action(text, take, { class: kind });
}

function deleteButton() {
  const remove = async () => {
    const sure = await ask({ title: 'Delete this contest?', yes: 'Delete', reason: false, danger: true });
    if (sure === undefined) return;
    await call('DELETE', `/v1/contests/${id}`);
    location.assign('/sponsor.html');
  };
  return action('Delete', remove, { class: 'danger' });
}

async function edit(contest, etag) {
  const { contestForm } = await import('./contest-form.js');
  const save = async ({ kind: _kind, ...body }) => {
    await call('PATCH', `/v1/contests/${id}`, { body, headers: { 'if-match': etag } });
    await reload();
    say('Saved.');
  };
  return h('details', { class: 'sheet' }, h('summary', {}, 'Edit'), contestForm(contest, save));
}

function about(contest) {
  return h(
    'div',
    { class: 'sheet' },
    facts([
      ['Opens', moment(contest.startsAt)],
      ['Closes', `${moment(contest.endsAt)} (${distance(contest.endsAt)})`],
      ['Winners', count(contest.winners, 'winner')],
      ['Entries', contest.entries.toLocaleString()],
      ['Id', h('span', { class: 'mono' }, contest.id)],
    ]),
  );
}

function historySection({ items }) {
  const rows = items.map(transition);
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'history' },
    h('h2', { id: 'history' }, 'Audit trail'),
    h('div', { class: 'sheet' }, table('Audit trail', ['When', 'Who', 'From', 'To', 'Why'], rows)),
  );
}

function transition({ at, actorRole, from, to, reason }) {
  const cells = [
    moment(at),
    actorRole,
    from === undefined ? '–' : statusText(from),
    statusText(to),
    reason ?? '',
  ];
  return h(
    'tr',
    {},
    cells.map((text, at) => h('td', { class: at === 0 ? 'short' : undefined }, text)),
  );
}
