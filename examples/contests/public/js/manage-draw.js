// The draw for the sponsor: announce it, put in the public value, replace a winner who is not entitled.
import { get, post } from './api.js';
import { facts, h, moment, note, shortId } from './dom.js';
import { action, ask, field, form, say, show } from './page.js';

export function manageDraw(contest, reload) {
  const region = h('div');
  void show(
    region,
    async () => (contest.drawAnnounced ? get(`/v1/contests/${contest.id}/draw`) : undefined),
    (found) => stage(contest, found, reload),
  );
  return h('section', { class: 'stack', 'aria-labelledby': 'draw' }, h('h2', { id: 'draw' }, 'Draw'), region);
}

function stage(contest, found, reload) {
  if (found === undefined) return announce(contest, reload);
  return found.proof === undefined ? reveal(contest, found, reload) : winners(contest, found, reload);
}

function announce({ id, entries }, reload) {
  if (entries === 0) return note('warn', 'Nobody entered, so there is nothing to draw.');
  const source = h('input', { name: 'source', required: true, maxlength: 500 });
  const work = async (data) => {
    await post(`/v1/contests/${id}/draw`, { publicInputSource: data.get('source').trim() });
    await reload();
    say('Announced. The list of entries is closed.');
  };
  return form(
    { class: 'sheet' },
    work,
    h(
      'p',
      {},
      'This closes the list of entries and publishes its digest, before anybody can know the outcome.',
    ),
    field(
      'Public value to mix in',
      source,
      'One that nobody knows yet, such as the lottery numbers of a coming day.',
    ),
    h('div', {}, h('button', { class: 'main' }, 'Close the list and announce')),
  );
}

function reveal({ id }, { announcement, announcementDigest }, reload) {
  const value = h('input', { name: 'value', required: true, maxlength: 500 });
  const work = async (data) => {
    await post(`/v1/contests/${id}/draw/reveal`, { publicInput: data.get('value').trim() });
    await reload();
    say('Drawn. The proof is public.');
  };
  return h(
    'div',
    { class: 'sheet stack' },
    facts([
      ['Announced', moment(announcement.announcedAt)],
      ['Entries', announcement.entryCount.toLocaleString()],
      ['Digest', h('span', { class: 'mono' }, announcementDigest)],
    ]),
    form(
      {},
      work,
      field(
        announcement.publicInputSource,
        value,
        'Exactly as it was published: everybody must be able to look it up.',
      ),
      h('div', {}, h('button', { class: 'main' }, 'Draw the winners')),
    ),
  );
}

function winners({ id }, { proof }, reload) {
  const replace = async (entryId) => {
    const reason = await ask({
      title: `Replace ${shortId(entryId)}?`,
      says: 'The next place of the same draw takes over. Reason and time become part of the public proof.',
      yes: 'Replace this winner',
      danger: true,
    });
    if (reason === undefined) return;
    await post(`/v1/contests/${id}/draw/redraw`, { entryId, reason });
    await reload();
    say('Replaced. The proof says why.');
  };
  const line = (entry) =>
    h(
      'li',
      { class: 'row apart' },
      h('span', { class: 'mono' }, entry),
      action('Not entitled', () => replace(entry), { 'aria-label': `${shortId(entry)} is not entitled` }),
    );
  return h('div', { class: 'sheet' }, h('ol', { class: 'stack quiet-list' }, proof.winners.map(line)));
}
