import { auditStyle } from './style-audit.ts';
import { claimsStyle } from './style-claims.ts';

/** Colours and the frame; every text colour keeps 4.5:1 on its ground in both themes. */
export const style = `
:root {
  color-scheme: light;
  --ground: #f6f8f9; --paper: #ffffff; --ink: #13222c; --quiet: #52626e; --line: #dde4e8; --sea: #0a6770;
  --good: #0f6e4d; --good-fill: #1c9a6c; --open: #7a5300; --hatch: #c3ced6; --failed: #dd7b70; --bad: #b1271d; --bad-ground: #fdecea;
  --rest-fill: #e4eaee; --code: #eef2f4; --open-ground: #fff6e0;
}
@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) {
  color-scheme: dark;
  --ground: #0e151b; --paper: #141d25; --ink: #e3eaef; --quiet: #9db0bd; --line: #26333d; --sea: #66c7cf;
  --good: #56cd9b; --good-fill: #35a878; --open: #e6b755; --hatch: #43545f; --failed: #b9564d; --bad: #ff9a90; --bad-ground: #33191a;
  --rest-fill: #2a3741; --code: #1c2831; --open-ground: #2c2413;
} }
@media screen { :root[data-theme=dark] {
  color-scheme: dark;
  --ground: #0e151b; --paper: #141d25; --ink: #e3eaef; --quiet: #9db0bd; --line: #26333d; --sea: #66c7cf;
  --good: #56cd9b; --good-fill: #35a878; --open: #e6b755; --hatch: #43545f; --failed: #b9564d; --bad: #ff9a90; --bad-ground: #33191a;
  --rest-fill: #2a3741; --code: #1c2831; --open-ground: #2c2413;
} }
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; overflow-wrap: break-word; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif; -webkit-text-size-adjust: 100%; }
.page { max-width: 72rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
h1, h2, h3, h4, p, ul, ol, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin-bottom: .75rem; }
ul { list-style: none; }
a { color: var(--sea); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
code { font: .875em/1.4 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-weight: inherit; }
.small { font-size: .875rem; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 2; }
:focus-visible { outline: 2px solid var(--sea); outline-offset: 2px; border-radius: 3px; }
button, input, select { font: inherit; font-size: .9375rem; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .7rem; }
button { cursor: pointer; }
button:hover { border-color: var(--quiet); }

.masthead { display: flex; justify-content: space-between; align-items: start; gap: 1rem; margin-bottom: 1.5rem; }
.masthead p { font-size: .9375rem; }

.bar { display: block; width: 100%; height: .5rem; border-radius: .25rem; overflow: hidden; }
.proven { fill: var(--good-fill); }
.failed { fill: var(--failed); }
.gap, .hatch-ground { fill: var(--rest-fill); }
.hatch-line { fill: var(--hatch); }

.verdict { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; display: grid; grid-template-columns: auto 1fr; gap: .25rem 2rem; align-items: center; }
.verdict h2 { grid-column: 1 / -1; margin: 0; font-size: .9375rem; font-weight: 500; }
.interval { font-size: clamp(3rem, 9vw, 5rem); line-height: 1.1; font-weight: 650; letter-spacing: -.03em; font-variant-numeric: tabular-nums; white-space: nowrap; }
.interval .dash { color: var(--quiet); font-weight: 300; padding: 0 .04em; }
.interval .to { color: var(--quiet); font-weight: 300; }
.state { font-size: 1.375rem; font-weight: 650; }
.grade { color: var(--quiet); font-weight: 400; font-size: 1rem; margin-left: .5rem; }
.scale { grid-column: 1 / -1; margin-top: .75rem; }
.scale .bar { height: 1rem; border-radius: .5rem; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: .6rem; font-size: .9375rem; }
.swatch { width: .8rem; height: .8rem; border-radius: 3px; margin-right: .45rem; vertical-align: -.05em; }
.legend b { font-variant-numeric: tabular-nums; }
.notices { grid-column: 1 / -1; margin-top: 1rem; padding: .75rem 1rem; border-radius: 8px; background: var(--open-ground); color: var(--ink); font-size: .9375rem; }
.notices li + li { margin-top: .25rem; }

.overview { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2.5rem; margin: 2rem 0 2.5rem; }
.overview > div > section + section { margin-top: 2rem; }
.overview a { text-decoration: none; }
.overview a:hover { text-decoration: underline; }
.line { display: flex; justify-content: space-between; align-items: baseline; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: middle; font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: .8125rem; white-space: nowrap; }
td.wide { width: 32%; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ol.plain { list-style: none; font-size: .9375rem; }
ol.plain li { padding: .4rem 0; border-bottom: 1px solid var(--line); }
ol.plain + p { margin-top: .5rem; }
.fixes li { display: grid; grid-template-columns: 2.75rem 1fr auto; gap: .5rem; align-items: baseline; }
.gain { color: var(--good); font-variant-numeric: tabular-nums; }
.effort { white-space: nowrap; }
${auditStyle}${claimsStyle}`;
