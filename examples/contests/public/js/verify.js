// Verifies a draw from this service or from files, against a digest that the person noted before the draw.
import { get } from './api.js';
import { find, h } from './dom.js';
import { field, form, nothing, startPage } from './page.js';

const ID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';

startPage();
const contest = new URLSearchParams(location.search).get('contest') ?? '';
const outcome = h(
  'section',
  { class: 'sheet stack', 'aria-live': 'polite', 'aria-labelledby': 'outcome' },
  h('h2', { id: 'outcome' }, 'Result'),
  h('div', {}, nothing('Nothing checked yet.')),
);
find('#content').append(h('div', { class: 'stack wide' }, fromService(), fromFiles(), byHand()), outcome);

function fromService() {
  const input = h('input', {
    name: 'contest',
    required: true,
    pattern: ID,
    value: contest,
    spellcheck: 'false',
  });
  const check = async (data) => {
    const path = `/v1/contests/${data.get('contest').trim()}/draw`;
    const [draw, entriesText] = await Promise.all([get(path), get(`${path}/entries`)]);
    await present(draw, entriesText, data.get('digest'));
  };
  return form(
    { class: 'sheet', 'aria-labelledby': 'from-service' },
    check,
    h('h2', { id: 'from-service' }, 'A draw published here'),
    field('Contest id', input, 'It is in the address of the contest’s page.'),
    digestField(),
    h('div', {}, h('button', { class: 'main' }, 'Fetch and verify')),
  );
}

function fromFiles() {
  const file = (name, accept) => h('input', { type: 'file', name, accept, required: true });
  const check = async (data) => {
    const [proof, entries] = await Promise.all([data.get('proof').text(), data.get('entries').text()]);
    await present(parsed(proof), entries, data.get('digest'));
  };
  return form(
    { class: 'sheet', 'aria-labelledby': 'from-files' },
    check,
    h('h2', { id: 'from-files' }, 'Files you kept'),
    field('Proof (draw.json)', file('proof', '.json,application/json')),
    field('List of entries (entries.txt)', file('entries', '.txt,text/plain')),
    digestField(),
    h('div', {}, h('button', {}, 'Verify the files')),
  );
}

function byHand() {
  return h(
    'section',
    { class: 'stack', 'aria-labelledby': 'by-hand' },
    h('h2', { id: 'by-hand' }, 'Without this page'),
    h('p', {}, 'The script runs anywhere Node does: ', h('a', { href: '/verify-draw.mjs' }, 'read it'), '.'),
    h('p', { class: 'mono' }, 'node verify-draw.mjs draw.json entries.txt DIGEST'),
  );
}

function digestField() {
  const input = h('input', {
    name: 'digest',
    pattern: '[0-9a-f]{64}',
    spellcheck: 'false',
    autocomplete: 'off',
  });
  return field('Digest you noted before the draw', input, '64 characters. Without it, one step stays open.');
}

async function present(draw, entriesText, digest) {
  const { checkProof, drawCheck } = await import('./proof.js');
  const proof = draw.proof ?? (draw.format === undefined ? undefined : draw);
  if (proof === undefined) throw new Error('There is no proof in it yet: the draw has not taken place.');
  const checked = await checkProof({ proof, entriesText, digest: digest.trim() || undefined }).catch(() => {
    throw new Error('This is not a proof that can be checked: parts of it are missing.');
  });
  outcome.lastChild.replaceWith(drawCheck(checked));
  // On a phone the result is below the forms.
  outcome.scrollIntoView({ block: 'nearest' });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('The proof is not a JSON file. Choose the file that was saved as draw.json.');
  }
}
