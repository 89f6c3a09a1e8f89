// Entering: for the first time with a captcha that the person's own device solves.
import { get, post } from './api.js';
import { h, moment, note } from './dom.js';
import { field, form, say } from './page.js';

export function enterForm(contest, region) {
  const judged = contest.kind === 'judged';
  const text = h('textarea', { name: 'submission', required: true, maxlength: 4000 });
  const progress = h('div', { role: 'status' });
  const enter = async (data) => {
    await beHuman(progress);
    const body = judged ? { submission: data.get('submission') } : {};
    const entry = await post(`/v1/contests/${contest.id}/entries`, body);
    region.replaceChildren(entered(entry.enteredAt));
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
    const { solveCaptcha } = await import('./captcha.js');
    await solveCaptcha((share) => (bar.value = share));
  } finally {
    progress.replaceChildren();
  }
}

function entered(at) {
  return note('good', h('strong', {}, 'You are in. '), `Entered on ${moment(at)}.`);
}
