// The draw of a contest in public: what was announced before it, what came out, and a check in this browser.
import { get } from './api.js';
import { count, facts, h, moment, shortId } from './dom.js';
import { action, nothing } from './page.js';

export async function drawOf({ id, drawAnnounced }) {
  if (!drawAnnounced) return nothing('Entries are closed. The sponsor has not announced the draw yet.');
  const draw = await get(`/v1/contests/${id}/draw`);
  const { announcement, announcementDigest, proof } = draw;
  return [
    h(
      'div',
      { class: 'sheet stack' },
      h('h3', {}, 'Announced before the draw'),
      facts([
        ['Announced', moment(announcement.announcedAt)],
        ['Entries', announcement.entryCount.toLocaleString()],
        ['Winners', announcement.winnerCount],
        ['Mixed in', announcement.publicInputSource],
        ['Digest of this', h('span', { class: 'mono', id: 'digest' }, announcementDigest)],
      ]),
      h(
        'p',
        { class: 'soft small' },
        'Note the digest now: with it you can later prove that nothing was changed.',
      ),
    ),
    proof === undefined
      ? nothing('The draw takes place once the public value is known.')
      : outcome(announcement.contest, draw),
  ];
}

function outcome(contestId, { proof }) {
  const checked = h('div', { 'aria-live': 'polite' });
  const check = async () => {
    const [{ checkProof, drawCheck }, entriesText] = await Promise.all([
      import('./proof.js'),
      get(`/v1/contests/${contestId}/draw/entries`),
    ]);
    // The digest that this service names now proves nothing; the person's own note does, on the page for that.
    checked.replaceChildren(drawCheck(await checkProof({ proof, entriesText })));
  };
  return h(
    'div',
    { class: 'sheet stack' },
    h('h3', {}, count(proof.winners.length, 'winner')),
    h(
      'ol',
      {},
      proof.winners.map((entry) => h('li', { class: 'mono' }, entry)),
    ),
    proof.disqualified.length > 0 &&
      h(
        'ul',
        { class: 'small' },
        proof.disqualified.map(({ entry, reason }) =>
          h('li', {}, `${shortId(entry)} was struck out: ${reason}`),
        ),
      ),
    facts([['Public value', proof.publicInput]]),
    action('Verify in this browser', check, { class: 'main' }),
    checked,
    h(
      'p',
      { class: 'small' },
      h('a', { href: `/verify.html?contest=${contestId}` }, 'Verify with a digest you noted, or from files'),
    ),
  );
}
