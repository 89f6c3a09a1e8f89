// Checks a published draw on the person's own machine, with the same script that anyone can download.
import { verify } from '../verify-draw.mjs';
import { badge, count, h, note } from './dom.js';

/** In the order of the script; its answer begins with the name of the first step that does not hold. */
const STEPS = [
  ['format', 'It is a proof of the kind we know.'],
  ['announcement', 'The announcement is the one whose digest was published before the draw.'],
  ['entries', 'The list is sorted, complete, and the one whose digest was announced.'],
  ['secret', 'The secret is the one committed to before the draw.'],
  ['picks', 'Secret and public input, and nothing else, lead to these picks.'],
  ['disqualified', 'Everybody who was struck out was a winner at that moment, once, with a reason.'],
  ['winners', 'The winners are the picks that still count.'],
];

export async function checkProof({ proof, entriesText, digest }) {
  const startedMs = performance.now();
  const wrong = await verify(proof, entriesText, digest);
  const tookMs = Math.max(1, Math.round(performance.now() - startedMs));
  return { wrong, failedStep: wrong?.split(':')[0], compared: Boolean(digest), tookMs, proof };
}

export function drawCheck({ wrong, failedStep, compared, tookMs, proof }) {
  const failedAt = STEPS.findIndex(([name]) => name === failedStep);
  const steps = STEPS.map(([name, says], at) => {
    const [text, kind] = outcome(at, failedAt, name === 'announcement' && !compared);
    return h('li', {}, badge(text, kind), h('span', {}, says));
  });
  return h(
    'div',
    { class: 'stack' },
    wrong === undefined
      ? note(
          'good',
          h('strong', {}, 'Verified. '),
          `${count(proof.winners.length, 'winner')} of ${count(proof.announcement.entryCount, 'entry', 'entries')} follow from the proof; checked in this browser in ${tookMs} ms.`,
        )
      : note('bad', h('strong', {}, 'This draw does not hold. '), wrong),
    h('ol', { class: 'checks', 'aria-label': 'Steps of the check' }, steps),
    !compared &&
      note(
        'warn',
        'Not compared with a digest noted before the draw. Only whoever kept that digest can tell that this is the draw which was announced.',
      ),
  );
}

function outcome(at, failedAt, notCompared) {
  if (at === failedAt) return ['Wrong', 'bad'];
  if (failedAt !== -1 && at > failedAt) return ['Not reached'];
  return notCompared ? ['Not compared', 'warn'] : ['Holds', 'good'];
}
