// One entry on a judge's desk. A first score is saved at once; a changed one asks for the reason.
import { post } from './api.js';
import { badge, h, shortId } from './dom.js';
import { ask, field, form, say } from './page.js';

export function scoreCard(contest, entry, mine, mayScore) {
  const { criteria } = contest.rubric;
  const name = shortId(entry.id);
  const state = h('span', {});
  const drawState = () => state.replaceChildren(scored(criteria, entry, mine));
  const save = async (data) => {
    const changed = criteria.filter(({ id }) => {
      const given = data.get(id);
      return given !== '' && Number(given) !== mine.get(`${entry.id} ${id}`);
    });
    const isChange = changed.some(({ id }) => mine.has(`${entry.id} ${id}`));
    const reason = isChange
      ? await ask({ title: `Change your points for ${name}?`, yes: 'Change them' })
      : undefined;
    if (changed.length === 0 || (isChange && reason === undefined)) return;
    for (const { id: criterion } of changed) {
      const key = `${entry.id} ${criterion}`;
      const points = Number(data.get(criterion));
      const because = mine.has(key) ? { reason } : {};
      await post(`/v1/contests/${contest.id}/scores`, { entry: entry.id, criterion, points, ...because });
      mine.set(key, points);
    }
    drawState();
    say(`Saved your points for ${name}.`);
  };
  drawState();
  return h(
    'article',
    { class: 'sheet stack', 'aria-label': `Entry ${name}` },
    h('div', { class: 'row apart' }, h('h3', { class: 'mono' }, name), state),
    h('p', { class: 'lines' }, entry.submission ?? ''),
    form(
      {},
      save,
      h(
        'div',
        { class: 'row' },
        criteria.map((one) => pointsField(one, entry, mine, mayScore)),
      ),
      mayScore && h('div', {}, h('button', { 'aria-label': `Save the points for ${name}` }, 'Save points')),
    ),
  );
}

function pointsField({ id, title, maxPoints }, entry, mine, mayScore) {
  const input = h('input', {
    class: 'points',
    type: 'number',
    name: id,
    min: 0,
    max: maxPoints,
    disabled: !mayScore,
    value: mine.get(`${entry.id} ${id}`) ?? '',
  });
  return field(`${title}, 0–${maxPoints}`, input);
}

function scored(criteria, entry, mine) {
  const done = criteria.filter(({ id }) => mine.has(`${entry.id} ${id}`)).length;
  return done === criteria.length ? badge('Scored', 'good') : badge(`${done} of ${criteria.length} scored`);
}
