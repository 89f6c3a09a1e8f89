// Judging for the sponsor: who judges, decisions with a reason, and taking the standing as the result.
import { call, get, post } from './api.js';
import { h, moment, shortId } from './dom.js';
import { action, field, form, say, show } from './page.js';
import { watchStanding } from './standing.js';

const ID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

export function manageJudging(contest, reload) {
  const standing = h('div', { class: 'sheet stack' });
  const judges = h('div', { class: 'stack' });
  watchStanding(standing, contest);
  void show(
    judges,
    () => get(`/v1/contests/${contest.id}/judges`),
    ({ items }) => judgesList(contest, items, judges),
  );
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'judging' },
    h('h2', { id: 'judging' }, 'Judging'),
    standing,
    contest.status === 'ended' && takeResult(contest, reload),
    h(
      'div',
      { class: 'two' },
      decide(contest),
      h('div', { class: 'sheet stack' }, h('h3', {}, 'Judges'), judges),
    ),
  );
}

function takeResult({ id }, reload) {
  const take = async () => {
    await post(`/v1/contests/${id}/result`);
    await reload();
    say('The standing is the result. The winners can claim their prizes.');
  };
  return action('Take the standing as the result', take, { class: 'main' });
}

function judgesList(contest, items, region) {
  const again = () =>
    show(
      region,
      () => get(`/v1/contests/${contest.id}/judges`),
      (next) => judgesList(contest, next.items, region),
    );
  const remove = async (personId) => {
    await call('DELETE', `/v1/contests/${contest.id}/judges/${personId}`);
    await again();
  };
  const add = async (data) => {
    await call('PUT', `/v1/contests/${contest.id}/judges/${data.get('person').trim()}`);
    await again();
    say('A judge was added.');
  };
  const input = h('input', { name: 'person', required: true, pattern: ID, spellcheck: 'false' });
  return [
    items.length === 0
      ? h('p', { class: 'soft' }, 'Nobody judges this contest yet.')
      : h(
          'ul',
          { class: 'quiet-list stack' },
          items.map((judge) => judgeLine(judge, remove)),
        ),
    form(
      {},
      add,
      field('Person', input, 'The id that the person finds under "My entries".'),
      h('div', {}, h('button', {}, 'Add as a judge')),
    ),
  ];
}

function judgeLine({ personId, assignedAt }, remove) {
  return h(
    'li',
    { class: 'row apart' },
    h('span', {}, h('span', { class: 'mono' }, shortId(personId)), ` since ${moment(assignedAt)}`),
    action('Remove', () => remove(personId), { 'aria-label': `Remove ${shortId(personId)}` }),
  );
}

function decide({ id, rubric }) {
  const act = h(
    'select',
    { name: 'act' },
    h('option', { value: 'adjudicate' }, 'Decide the points of a criterion'),
    h('option', { value: 'reopen' }, 'Let the judges’ points count again'),
    h('option', { value: 'withdraw' }, 'Take the entry out'),
  );
  const criterion = h(
    'select',
    { name: 'criterion' },
    rubric.criteria.map((one) => h('option', { value: one.id }, one.title)),
  );
  const work = async (data) => {
    const chosen = data.get('act');
    await post(`/v1/contests/${id}/decisions`, {
      act: chosen,
      entry: data.get('entry').trim(),
      reason: data.get('reason').trim(),
      ...(chosen === 'withdraw' ? {} : { criterion: data.get('criterion') }),
      ...(chosen === 'adjudicate' ? { points: Number(data.get('points')) } : {}),
    });
    say('Decided. It is in the stream, with your reason.');
  };
  const entry = h('select', { name: 'entry', required: true });
  void get(`/v1/contests/${id}/entries?limit=100`).then(({ items }) =>
    entry.append(...items.map((one) => h('option', { value: one.id }, shortId(one.id)))),
  );
  return h(
    'details',
    { class: 'sheet' },
    h('summary', {}, 'Decide about an entry'),
    form(
      {},
      work,
      field('Entry', entry),
      field('Decision', act),
      h(
        'div',
        { class: 'field inline' },
        field('Criterion', criterion),
        field('Points', h('input', { name: 'points', type: 'number', min: 0, max: 100, value: 0 })),
      ),
      field('Reason', h('textarea', { name: 'reason', required: true, minlength: 3, maxlength: 1000 })),
      h('div', {}, h('button', {}, 'Record the decision')),
    ),
  );
}
