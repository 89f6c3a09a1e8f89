// Two steps: where to send the code, then the code.
import { Refused, person, signIn } from './api.js';
import { find, h } from './dom.js';
import { field, form, nothing, startPage } from './page.js';

const LOCAL = /^(localhost|127\.|\[::1\])/.test(location.hostname);
const HOME = { admin: '/admin.html', sponsor: '/sponsor.html', user: '/' };

startPage();
const content = find('#content');
if (person() === undefined) askAddress();
else content.append(nothing('You are signed in.', h('a', { class: 'button', href: home() }, 'Go on')));

function askAddress() {
  const input = h('input', {
    name: 'address',
    required: true,
    autocomplete: 'username',
    inputmode: 'email',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const send = async (data) => {
    const address = addressFrom(data.get('address').trim());
    await post('/v1/sign-in/codes', address);
    askCode(address);
  };
  content.replaceChildren(
    form(
      { class: 'sheet narrow' },
      send,
      field('E-mail address or phone number', input, 'A phone number with its country, like +4915112345678.'),
      h('div', {}, h('button', { class: 'main' }, 'Send me a code')),
      h(
        'p',
        { class: 'soft small' },
        'New here? The first sign-in makes your account. There is no password.',
      ),
    ),
  );
}

function askCode(address) {
  const input = h('input', {
    name: 'code',
    class: 'code',
    required: true,
    pattern: '[0-9]{6}',
    maxlength: 6,
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
  });
  const check = async (data) => {
    const answer = await signIn(address, data.get('code'));
    if (!answer.ok) throw new Refused(answer.status, await answer.json());
    location.assign(home());
  };
  const hint = LOCAL
    ? 'Six digits. On this machine the code is printed in the terminal where the service runs.'
    : 'Six digits. They work for ten minutes.';
  content.replaceChildren(
    form(
      { class: 'sheet narrow' },
      check,
      h(
        'p',
        {},
        'If ',
        h('strong', {}, address.email ?? address.phone),
        ' can receive it, a code is on its way.',
      ),
      field('Code', input, hint),
      h(
        'div',
        { class: 'row' },
        h('button', { class: 'main' }, 'Sign in'),
        h('button', { type: 'button', class: 'link', onclick: askAddress }, 'Use another address'),
      ),
    ),
  );
  input.focus();
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Refused(answer.status, await answer.json());
}

function addressFrom(text) {
  return text.startsWith('+') ? { phone: text.replaceAll(/[\s/()-]/g, '') } : { email: text };
}

/** Back to where the person came from; only ever to a page of this service. */
function home() {
  const back = new URL(new URLSearchParams(location.search).get('back') ?? '', location.origin);
  if (back.origin === location.origin && back.pathname !== '/') return back.pathname + back.search;
  return HOME[person()?.role] ?? '/';
}
