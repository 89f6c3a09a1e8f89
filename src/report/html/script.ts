/** Filter, search, theme, printing. Plain DOM, no dependency; the page reads well without it. */
export const script = `
'use strict';
const $ = (id) => document.getElementById(id);
const root = document.documentElement;

const themeButton = $('theme');
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const stored = (() => { try { return localStorage.getItem('seaworthy-theme'); } catch { return null; } })();
function showTheme(theme) {
  if (theme) root.dataset.theme = theme;
  const dark = theme ? theme === 'dark' : systemDark.matches;
  themeButton.textContent = dark ? 'Light' : 'Dark';
}
themeButton.hidden = false;
themeButton.addEventListener('click', () => {
  const theme = themeButton.textContent.toLowerCase();
  try { localStorage.setItem('seaworthy-theme', theme); } catch {}
  showTheme(theme);
});
systemDark.addEventListener('change', () => showTheme(root.dataset.theme));
showTheme(stored === 'dark' || stored === 'light' ? stored : undefined);

const audits = [...document.querySelectorAll('details.audit')].map((node) => ({
  node, outcome: node.dataset.outcome, severity: node.dataset.severity,
  text: (node.id + ' ' + node.textContent).toLowerCase(),
}));
const areas = [...document.querySelectorAll('section.area')];
const chips = [...document.querySelectorAll('[data-filter]')];
const toolbar = document.querySelector('.toolbar');
toolbar.hidden = false;
toolbar.addEventListener('submit', (event) => event.preventDefault());

function apply() {
  const words = $('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
  const outcomes = chips.filter((chip) => chip.getAttribute('aria-pressed') === 'true').map((chip) => chip.dataset.filter);
  const severity = $('severity').value;
  let shown = 0;
  for (const audit of audits) {
    const fits = (outcomes.length === 0 || outcomes.includes(audit.outcome))
      && (severity === '' || severity === audit.severity)
      && words.every((word) => audit.text.includes(word));
    audit.node.hidden = !fits;
    if (fits) shown += 1;
  }
  for (const area of areas) area.hidden = !area.querySelector('details.audit:not([hidden])');
  $('nothing').hidden = shown > 0;
  $('count').textContent = shown === audits.length ? shown + ' audits' : shown + ' of ' + audits.length + ' audits';
}
function reset() {
  $('search').value = '';
  $('severity').value = '';
  for (const chip of chips) chip.setAttribute('aria-pressed', 'false');
  apply();
}
$('search').addEventListener('input', apply);
$('severity').addEventListener('change', apply);
$('reset').addEventListener('click', () => { reset(); $('search').focus(); });
for (const chip of chips) chip.addEventListener('click', () => {
  chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
  apply();
});
$('expand').addEventListener('click', () => {
  const open = $('expand').getAttribute('aria-pressed') !== 'true';
  $('expand').setAttribute('aria-pressed', String(open));
  $('expand').textContent = open ? 'Close all' : 'Open all';
  for (const { node } of audits) if (!node.hidden) node.open = open;
});

function openTarget() {
  const node = $(decodeURIComponent(location.hash.slice(1)));
  const lines = node && node.closest('details.by-line');
  if (lines && !lines.open) {
    lines.open = true;
    node.scrollIntoView({ block: 'start' });
  }
  if (!node || !node.classList.contains('audit')) return;
  if (node.hidden) reset();
  node.open = true;
  node.scrollIntoView({ block: 'start' });
  node.querySelector('summary').focus({ preventScroll: true });
}
addEventListener('hashchange', openTarget);
openTarget();

addEventListener('keydown', (event) => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    $('search').focus();
  }
});

let opened = [];
addEventListener('beforeprint', () => {
  opened = audits.filter(({ node, outcome }) => outcome === 'fail' && !node.open && !node.hidden);
  for (const node of document.querySelectorAll('details.by-line:not([open])')) opened.push({ node });
  for (const { node } of opened) node.open = true;
});
addEventListener('afterprint', () => { for (const { node } of opened) node.open = false; });
`;
