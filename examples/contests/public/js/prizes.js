// Prizes for the winner: claim one, follow its delivery, see the photo.
import { get, post, request } from './api.js';
import { h, moment, note, statusBadge } from './dom.js';
import { action, field, form, say } from './page.js';

export function prizeCard(prize, reload) {
  return h(
    'li',
    { class: 'sheet stack' },
    h('div', { class: 'row' }, h('h3', {}, prize.title), statusBadge(prize.status)),
    h(
      'p',
      {},
      'Won in ',
      h('a', { href: `/contest.html?id=${prize.contestId}` }, 'this contest'),
      `, place ${prize.place}.`,
    ),
    next(prize, reload),
  );
}

/** Fetched with the token and shown as data: only winner, sponsor and admins may see it. */
export function photo({ id }) {
  const place = h('div');
  const load = async () => {
    const answer = await request('GET', `/v1/prizes/${id}/delivery-proof`);
    place.replaceChildren(
      h('img', { class: 'photo', alt: 'Photo of the delivery', src: await dataUrl(await answer.blob()) }),
    );
  };
  place.append(action('Show the photo of the delivery', load));
  return place;
}

function next(prize, reload) {
  if (prize.status === 'won') return claim(prize, reload);
  if (prize.status === 'claimed')
    return h('p', {}, 'You have claimed it. The sponsor prepares the delivery.');
  if (prize.status === 'on_the_way') return h('p', {}, 'It is on its way to you.');
  if (prize.status === 'delivered')
    return h(
      'div',
      { class: 'stack' },
      h('p', {}, `Delivered on ${moment(prize.deliveredAt)}.`),
      photo(prize),
    );
  if (prize.status === 'lapsed')
    return note('warn', `It could be claimed until ${moment(prize.claimUntil)}.`);
  return undefined;
}

function claim({ id, contestId, claimUntil }, reload) {
  const send = async (body) => {
    await post(`/v1/prizes/${id}/claim`, body);
    await reload();
    say('Claimed. The sponsor has been told.');
  };
  const points = h('div', { class: 'stack' });
  void nearContest(contestId, points);
  const nearMe = () => here().then(({ coords }) => drawPoints(points, coords));
  return h(
    'div',
    { class: 'stack' },
    note('good', `Claim it until ${moment(claimUntil)}. Choose one of the two ways.`),
    h(
      'div',
      { class: 'two' },
      form(
        {},
        (data) => send({ pickupPointId: data.get('point') }),
        h('fieldset', {}, h('legend', {}, 'Pick it up'), points, action('Nearest to where I am', nearMe)),
        h('div', {}, h('button', { class: 'main' }, 'I pick it up')),
      ),
      form(
        {},
        (data) => send({ deliveryAddress: data.get('address').trim() }),
        field(
          'Send it to',
          h('textarea', {
            name: 'address',
            required: true,
            minlength: 10,
            maxlength: 500,
            autocomplete: 'street-address',
          }),
          'Name, street, town. Only the sponsor and admins see it.',
        ),
        h('div', {}, h('button', {}, 'Send it to me')),
      ),
    ),
  );
}

async function nearContest(contestId, region) {
  const { latitude = 0, longitude = 0 } = await get(`/v1/contests/${contestId}`);
  await drawPoints(region, { latitude, longitude });
}

async function drawPoints(region, { latitude, longitude }) {
  const { items } = await get(`/v1/pickup-points/nearest?latitude=${latitude}&longitude=${longitude}`);
  region.replaceChildren(
    ...(items.length === 0
      ? [h('p', { class: 'soft' }, 'There is no pick-up point yet.')]
      : items.map(choice)),
  );
}

function choice({ id, name, address, distanceKm }) {
  return h(
    'label',
    { class: 'choice' },
    h('input', { type: 'radio', name: 'point', value: id, required: true }),
    h(
      'span',
      {},
      h('strong', {}, name),
      ` ${address} `,
      h('span', { class: 'soft small' }, `${distanceKm.toLocaleString()} km away`),
    ),
  );
}

function here() {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition(
      resolve,
      () => reject(new Error('Your place is not known here. Choose from the list, or have it sent.')),
      { timeout: 10_000 },
    ),
  );
}

function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result));
    reader.addEventListener('error', () => reject(new Error('The photo could not be read.')));
    reader.readAsDataURL(blob);
  });
}
