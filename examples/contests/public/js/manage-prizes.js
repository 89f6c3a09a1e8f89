// Prizes for the sponsor: which are claimed, which are on their way, and the photo that shows the delivery.
import { call, get, post } from './api.js';
import { facts, h, moment, shortId, statusBadge } from './dom.js';
import { action, field, form, nothing, say, show } from './page.js';
import { photo } from './prizes.js';

export function prizesSection({ id }) {
  const region = h('div');
  const reload = () =>
    show(
      region,
      () => get(`/v1/contests/${id}/prizes`),
      ({ items }) => list(items, reload),
    );
  void reload();
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'prizes' },
    h('h2', { id: 'prizes' }, 'Prizes'),
    region,
  );
}

function list(items, reload) {
  if (items.length === 0) return nothing('There are no prizes.');
  return h(
    'ul',
    { class: 'cards' },
    items.map((prize) => card(prize, reload)),
  );
}

function card(prize, reload) {
  return h(
    'li',
    { class: 'sheet card' },
    h('div', { class: 'row apart' }, h('h3', {}, `Place ${prize.place}`), statusBadge(prize.status)),
    facts([
      ['Entry', h('span', { class: 'mono' }, shortId(prize.entryId))],
      ['Claimed', prize.claimedAt && moment(prize.claimedAt)],
      ['Send to', prize.deliveryAddress],
      ['Picked up at', prize.pickupPointId && 'a pick-up point'],
      ['Delivered', prize.deliveredAt && moment(prize.deliveredAt)],
    ]),
    next(prize, reload),
  );
}

function next(prize, reload) {
  if (prize.status === 'won')
    return h('p', { class: 'soft small' }, `The winner can claim it until ${moment(prize.claimUntil)}.`);
  if (prize.status === 'claimed')
    return action('It is on its way', () => dispatch(prize, reload), { class: 'main' });
  if (prize.status === 'on_the_way') return upload(prize, reload);
  return prize.status === 'delivered' && photo(prize);
}

async function dispatch({ id }, reload) {
  await post(`/v1/prizes/${id}/dispatch`);
  await reload();
  say('Marked as on its way.');
}

function upload({ id }, reload) {
  const file = h('input', {
    type: 'file',
    name: 'photo',
    required: true,
    accept: 'image/jpeg,image/png,image/webp',
  });
  const send = async (data) => {
    await call('PUT', `/v1/prizes/${id}/delivery-proof`, { body: data });
    await reload();
    say('Delivered. Only you, the winner and admins see the photo.');
  };
  return form(
    {},
    send,
    field('Photo of the delivery', file, 'JPEG, PNG or WebP, up to 5 MB.'),
    h('div', {}, h('button', { class: 'main' }, 'Upload')),
  );
}
