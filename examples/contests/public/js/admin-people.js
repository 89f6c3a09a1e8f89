// Roles: everybody, newest first; nobody changes their own.
import { call, get } from './api.js';
import { h, moment, table } from './dom.js';
import { nothing, say, show } from './page.js';

const ROLES = ['user', 'sponsor', 'admin'];

export async function peopleTable(who) {
  return draw(await load());

  function load(cursor) {
    return get(`/v1/people?limit=20${cursor === undefined ? '' : `&cursor=${cursor}`}`);
  }

  function draw({ items, nextCursor }) {
    if (items.length === 0) return nothing('There is nobody yet.');
    const rest = h('div', { class: 'stack' });
    const more = () => show(rest, () => load(nextCursor), draw);
    if (nextCursor !== undefined)
      rest.append(h('div', {}, h('button', { type: 'button', onclick: more }, 'Show more')));
    return [table('People', ['Who', 'Since', 'Role'], items.map(row)), rest];
  }

  function row(person) {
    const name = person.name || person.email || person.phone || person.id;
    const change = async ({ target }) => {
      try {
        await call('PUT', `/v1/people/${person.id}/role`, { body: { role: target.value } });
        say(`${name} is now ${target.value}.`);
      } catch (error) {
        target.value = person.role;
        say(error.message);
      }
    };
    const role = h(
      'select',
      { 'aria-label': `Role of ${name}`, onchange: change, disabled: person.id === who.personId },
      ROLES.map((one) => h('option', { value: one, selected: one === person.role }, one)),
    );
    return h(
      'tr',
      {},
      h(
        'th',
        { scope: 'row' },
        name,
        person.name && h('div', { class: 'soft small' }, person.email ?? person.phone),
      ),
      h('td', {}, moment(person.createdAt)),
      h('td', {}, role),
    );
  }
}
