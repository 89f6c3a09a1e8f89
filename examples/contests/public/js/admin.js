// The queue of contests that await approval, one by one or many at once, and the roles of people.
import { get, post } from './api.js';
import { count, distance, facts, find, h, moment, note } from './dom.js';
import { ask, form, nothing, say, show, startPage } from './page.js';

const who = startPage({ roles: ['admin'] });
if (who !== undefined) {
  const queue = h('div', { class: 'stack' });
  find('#content').append(queue, people());
  await show(queue, () => get('/v1/approvals?limit=50'), draw);
}

/** Loaded when looked at: a list of people is not fetched in passing. */
function people() {
  const inside = h('div', { class: 'stack' });
  const load = () => import('./admin-people.js').then(({ peopleTable }) => peopleTable(who));
  const open = () => inside.childElementCount > 0 || show(inside, load, (drawn) => drawn);
  return h('details', { class: 'sheet', ontoggle: open }, h('summary', {}, 'People and roles'), inside);
}

function draw({ items, nextCursor }) {
  if (items.length === 0) return nothing('Nothing awaits approval.');
  const outcomes = h('div', { class: 'stack', 'aria-live': 'polite' });
  const list = h('ul', { class: 'stack quiet-list' }, items.map(card));
  const decide = async (data, decision) => {
    const chosen = data.getAll('contest');
    if (chosen.length === 0) throw new Error('Choose at least one contest first.');
    const reason = await reasonFor(decision, chosen.length);
    if (decision === 'reject' && reason === undefined) return;
    const because = reason === undefined ? {} : { reason };
    const decisions = chosen.map((contestId) => ({ contestId, decision, ...because }));
    const { results } = await post('/v1/approvals', { decisions });
    for (const result of results) settle(result, list, outcomes);
    say(
      `${count(results.filter(({ ok }) => ok).length, 'contest')} ${decision === 'approve' ? 'approved' : 'rejected'}.`,
    );
    if (list.childElementCount === 0) list.replaceWith(nothing('Nothing awaits approval.'));
  };
  return form(
    { 'aria-label': 'Contests that await approval' },
    decide,
    h(
      'div',
      { class: 'row' },
      h('button', { class: 'main', value: 'approve' }, 'Approve the chosen'),
      h('button', { class: 'danger', value: 'reject' }, 'Reject the chosen'),
      h(
        'span',
        { class: 'soft' },
        `${count(items.length, 'contest')}${nextCursor === undefined ? '' : ' and more'}, longest waiting first`,
      ),
    ),
    outcomes,
    list,
  );
}

function reasonFor(decision, number) {
  if (decision === 'approve') return undefined;
  return ask({ title: `Reject ${count(number, 'contest')}?`, yes: 'Reject', danger: true });
}

function card(contest) {
  const isOwn = contest.sponsorId === who.personId;
  return h(
    'li',
    { class: 'sheet stack', 'data-contest': contest.id },
    h(
      'label',
      { class: 'choice' },
      h('input', { type: 'checkbox', name: 'contest', value: contest.id, disabled: isOwn }),
      h(
        'span',
        {},
        h('strong', {}, contest.title),
        h('span', { class: 'soft' }, ` waiting since ${distance(contest.updatedAt)}`),
      ),
    ),
    isOwn && note('', 'Your own contest: another admin decides about it.'),
    h('p', { class: 'lines' }, contest.description),
    facts([
      ['Prize', contest.prize],
      ['Winners', `${contest.winners}, ${contest.kind === 'draw' ? 'drawn' : 'judged'}`],
      ['Open', `${moment(contest.startsAt)} to ${moment(contest.endsAt)}`],
      ['Place', contest.place],
    ]),
    h(
      'p',
      { class: 'small' },
      h('a', { href: `/manage.html?id=${contest.id}` }, `History of ${contest.title}`),
    ),
  );
}

/** Each decision has its own outcome: what worked leaves the list, what did not says why. */
function settle({ contestId, ok, problem }, list, outcomes) {
  const item = list.querySelector(`[data-contest="${contestId}"]`);
  if (ok) item.remove();
  else outcomes.append(note('bad', `${item.querySelector('strong').textContent}: ${problem}`));
}
