// Entering: for the first time with a captcha that the person's own device solves.
import { get, post } from './api.js';
import { solveCaptcha } from './captcha.js';
import { h, note } from './dom.js';
import { moment } from './format.js';
import { field, form } from './forms.js';
import { say, signInLink } from './page.js';

export function enterSection(contest, who, entry) {
  const box = h('section', { class: 'sheet stack', 'aria-labelledby': 'enter' });
  box.append(h('h2', { id: 'enter' }, 'Take part'), ...inside(contest, who, entry, box));
  return box;
}

function inside(contest, who, entry, box) {
  if (entry !== undefined) return [entered(entry.enteredAt)];
  if (!contest.acceptsEntries) return [h('p', { class: 'soft' }, closedBecause(contest))];
  if (who.role === 'nobody')
    return [
      h('p', {}, 'Sign in to enter; you need nothing but an address.'),
      h('div', {}, signInLink('Sign in to enter')),
    ];
  if (who.personId === contest.sponsorId)
    return [h('p', { class: 'soft' }, 'This is your own contest, so you cannot enter it.')];
  return [enterForm(contest, box)];
}

function enterForm(contest, box) {
  const judged = contest.kind === 'judged';
  const text = h('textarea', { name: 'submission', required: true, maxlength: 4000 });
  const progress = h('div', { role: 'status' });
  const enter = async (data) => {
    await beHuman(progress);
    const body = judged ? { submission: data.get('submission') } : {};
    const entry = await post(`/v1/contests/${contest.id}/entries`, body);
    box.lastChild.replaceWith(entered(entry.enteredAt));
    say('You are in. Good luck.');
  };
  return form(
    {},
    enter,
    judged && field('Your submission', text, 'The judges see this, without your name.'),
    h('div', {}, h('button', { class: 'main' }, 'Enter this contest')),
    progress,
    h(
      'p',
      { class: 'soft small' },
      'The first time, your device works for a few seconds to show that you are not a machine. No third party is asked.',
    ),
  );
}

async function beHuman(progress) {
  const { captchaSolved } = await get('/v1/me');
  if (captchaSolved) return;
  const bar = h('progress', { max: 1, value: 0, 'aria-label': 'Captcha' });
  progress.replaceChildren(h('p', { class: 'small' }, 'Your device is solving the captcha …'), bar);
  try {
    await solveCaptcha((share) => (bar.value = share));
  } finally {
    progress.replaceChildren();
  }
}

function entered(at) {
  return note('good', h('strong', {}, 'You are in. '), `Entered on ${moment(at)}.`);
}

function closedBecause({ status, startsAt }) {
  if (status === 'upcoming') return `Entries open on ${moment(startsAt)}.`;
  if (status === 'ended') return 'Entries are closed; the winners are still to be found.';
  return 'Entries are closed.';
}
