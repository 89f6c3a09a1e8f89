// The form for a contest, new or being edited; returns what the API takes.
import { h, localInput } from './dom.js';
import { field, form } from './page.js';

const HOUR_MS = 3_600_000;

/** `save` gets the body; a kind is chosen once, when the contest is made. */
export function contestForm(contest, save) {
  const start = contest?.startsAt ?? new Date();
  const end = contest?.endsAt ?? Date.now() + 48 * HOUR_MS;
  const criteria = h('div', {}, criteriaField(contest?.rubric));
  const showCriteria = () => (criteria.hidden = kind.value !== 'judged');
  const kind = h(
    'select',
    { name: 'kind', disabled: contest !== undefined, onchange: showCriteria },
    h('option', { value: 'draw' }, 'A draw that anyone can verify'),
    h('option', { value: 'judged', selected: contest?.kind === 'judged' }, 'Judges, by a rubric'),
  );
  const text = (name, attributes) =>
    h('input', { name, required: true, value: contest?.[name] ?? '', ...attributes });
  const instant = (name, value) =>
    h('input', { type: 'datetime-local', name, required: true, value: localInput(value) });
  showCriteria();
  return form(
    {},
    (data) => save(bodyFrom(data, contest?.kind ?? kind.value)),
    field('Title', text('title', { minlength: 3, maxlength: 120 })),
    field(
      'Description',
      h('textarea', { name: 'description', maxlength: 5000, value: contest?.description ?? '' }),
    ),
    field('Prize', text('prize', { maxlength: 200 })),
    h(
      'div',
      { class: 'field inline' },
      field('Winners', text('winners', { type: 'number', min: 1, max: 100, value: contest?.winners ?? 1 })),
      field('Place', h('input', { name: 'place', maxlength: 120, value: contest?.place ?? '' })),
    ),
    h(
      'div',
      { class: 'field inline' },
      field('Opens', instant('startsAt', start)),
      field('Closes', instant('endsAt', end)),
    ),
    field('Winners are chosen by', kind),
    criteria,
    h(
      'div',
      {},
      h('button', { class: 'main' }, contest === undefined ? 'Save as a draft' : 'Save the changes'),
    ),
  );
}

function criteriaField(rubric) {
  const value = rubric?.criteria
    .map(({ title, maxPoints, weight }) => `${title}, ${maxPoints}, ${weight}`)
    .join('\n');
  return field(
    'Rubric',
    h('textarea', { name: 'rubric', value: value ?? 'Idea, 10, 2\nCraft, 10, 1' }),
    'One criterion a line: title, most points, weight. Ties are told apart by the first one.',
  );
}

function bodyFrom(data, kind) {
  const place = data.get('place').trim();
  const body = {
    title: data.get('title').trim(),
    description: data.get('description').trim(),
    prize: data.get('prize').trim(),
    winners: Number(data.get('winners')),
    startsAt: new Date(data.get('startsAt')).toISOString(),
    endsAt: new Date(data.get('endsAt')).toISOString(),
    ...(place === '' ? {} : { place }),
  };
  return kind === 'judged' ? { ...body, kind, rubric: rubricFrom(data.get('rubric')) } : { ...body, kind };
}

function rubricFrom(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const criteria = lines.map((line, at) => {
    const [, title, maxPoints, weight = '1'] = /^(.+?),\s*(\d+)(?:,\s*(\d+))?\s*$/.exec(line.trim()) ?? [];
    if (title === undefined)
      throw new Error(`Line ${at + 1} of the rubric is not "title, most points, weight": ${line}`);
    return { id: idFrom(title, at), title, maxPoints: Number(maxPoints), weight: Number(weight) };
  });
  if (criteria.length === 0) throw new Error('A judged contest needs at least one criterion.');
  return { criteria, judgesNeeded: 1, tiesBy: [criteria[0].id] };
}

function idFrom(title, at) {
  return (
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60) || `criterion-${at + 1}`
  );
}
