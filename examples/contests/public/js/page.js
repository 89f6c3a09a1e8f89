// What every page has: the menu for this person, parts that load, forms, questions, and a line that says what has just happened.
import { person, signOut } from './api.js';
import { find, h, note } from './dom.js';

const MENU = [
  ['/', 'Browse'],
  ['/verify.html', 'Verify'],
  ['/me.html', 'My entries', ['user', 'sponsor', 'admin']],
  ['/judge.html', 'Judging', ['user']],
  ['/sponsor.html', 'Sponsor', ['sponsor', 'admin']],
  ['/admin.html', 'Approvals', ['admin']],
  ['/operations.html', 'Operations', ['admin']],
];
const SAID_FOR_MS = 6_000;
let silence;
let fields = 0;

/** Returns who is there, or undefined after putting an invitation to sign in where the page would be. */
export function startPage({ roles } = {}) {
  const who = person();
  drawMenu(who);
  performance.mark('shown');
  document.body.append(h('div', { class: 'said', role: 'status', id: 'said' }));
  if (roles === undefined || (who !== undefined && roles.includes(who.role)))
    return who ?? { role: 'nobody' };
  find('#content').replaceChildren(who === undefined ? invitation() : wrongRole(roles));
  return undefined;
}

export function say(text) {
  const said = find('#said');
  said.textContent = text;
  clearTimeout(silence);
  silence = setTimeout(() => (said.textContent = ''), SAID_FOR_MS);
}

/** Loads and draws a part of the page; shows that it is loading, and what to do when it fails. */
export async function show(region, load, draw) {
  region.setAttribute('aria-busy', 'true');
  if (region.childElementCount === 0) region.append(h('div', { class: 'bones' }));
  try {
    const drawn = await draw(await load());
    region.replaceChildren(...[drawn].flat());
  } catch (error) {
    region.replaceChildren(trouble(error, () => show(region, load, draw)));
  } finally {
    region.removeAttribute('aria-busy');
    // In the browser's timeline: how long somebody waited for this part.
    performance.mark('shown');
  }
}

export function nothing(says, ...more) {
  return h('div', { class: 'state' }, h('p', {}, says), more);
}

export function signInLink(text = 'Sign in', kind = 'button main') {
  const back = encodeURIComponent(location.pathname + location.search);
  return h('a', { class: kind, href: `/sign-in.html?back=${back}` }, text);
}

function trouble(error, again) {
  const retry = () => {
    void again();
  };
  return h(
    'div',
    { class: 'note bad', role: 'alert' },
    h('p', {}, error.message),
    error.status === 401 ? signInLink() : h('button', { type: 'button', onclick: retry }, 'Try again'),
  );
}

function invitation() {
  return nothing('This page is yours once you have signed in.', signInLink());
}

function wrongRole(roles) {
  return nothing(`This page is for the role ${roles.join(' or ')}. You are signed in with another one.`);
}

function drawMenu(who) {
  const links = MENU.filter(([, , roles]) => roles === undefined || roles.includes(who?.role)).map(
    ([href, text]) => h('a', { href, 'aria-current': href === location.pathname ? 'page' : undefined }, text),
  );
  const leave = async () => {
    await signOut();
    location.assign('/');
  };
  const last =
    who === undefined
      ? signInLink('Sign in', 'button')
      : h('button', { type: 'button', class: 'link', onclick: leave }, 'Sign out');
  find('#menu').replaceChildren(...links);
  // On a phone the menu scrolls sideways; the page one is on must be in sight.
  find('#menu').querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  find('#session').replaceChildren(last);
}

export function field(label, control, hint) {
  fields += 1;
  const id = `field-${fields}`;
  control.id = id;
  if (hint !== undefined) control.setAttribute('aria-describedby', `${id}-hint`);
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    control,
    hint !== undefined && h('span', { class: 'hint', id: `${id}-hint` }, hint),
  );
}

/** A form that does its work once at a time and shows a refusal beside its button. */
export function form(attributes, work, ...children) {
  const says = h('div', { class: 'says' });
  const submit = async (event) => {
    event.preventDefault();
    const button = event.submitter ?? element.querySelector('button');
    await busy(button, says, () => work(new FormData(element), event.submitter?.value));
  };
  const element = h('form', { ...attributes, onsubmit: submit }, children, says);
  return element;
}

export function action(text, work, attributes = {}) {
  const says = h('div', { class: 'says' });
  const click = () => busy(button, says, work);
  const button = h('button', { type: 'button', ...attributes, onclick: click }, text);
  return h('div', { class: 'stack' }, h('div', {}, button), says);
}

async function busy(button, says, work) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  says.replaceChildren();
  try {
    await work();
  } catch (error) {
    says.replaceChildren(note('bad', error.message));
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** Asks for a reason, or just for a yes; undefined when the person thinks better of it. */
export function ask({ title, says, yes, reason = true, danger = false }) {
  return new Promise((resolve) => {
    const text = h('textarea', { name: 'reason', required: true, minlength: 3, maxlength: 1000 });
    const close = () => dialog.close();
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'question' },
      h(
        'form',
        { method: 'dialog' },
        h('h2', { id: 'question' }, title),
        says !== undefined && h('p', {}, says),
        reason && field('Reason', text, 'It is kept in the audit trail.'),
        h(
          'div',
          { class: 'row' },
          h('button', { class: danger ? 'danger' : 'main', value: 'yes' }, yes),
          h('button', { type: 'button', onclick: close }, 'Go back'),
        ),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes' ? text.value.trim() || 'yes' : undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
