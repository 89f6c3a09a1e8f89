/** The list of audits, small screens and paper. */
export const auditStyle = `
.toolbar { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; padding: .6rem 0; background: var(--ground); border-bottom: 1px solid var(--line); }
.toolbar[hidden] { display: none; }
.toolbar fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem; min-width: 0; }
.search { flex: 1 1 14rem; }
.search input { width: 100%; }
.chip { border-radius: 99px; padding: .25rem .7rem; font-size: .875rem; }
.chip b { font-variant-numeric: tabular-nums; font-weight: 600; }
.chip.fail span, .chip.error span { color: var(--bad); }
.chip.pass span { color: var(--good); }
.chip.unknown span { color: var(--open); }
button[aria-pressed=true] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
button[aria-pressed=true] span { color: inherit; }
output { color: var(--quiet); font-size: .875rem; font-variant-numeric: tabular-nums; }

.area { margin-top: 2rem; }
.area h3 { font-size: 1.0625rem; display: grid; grid-template-columns: auto 8rem auto 1fr; gap: .9rem; align-items: center; padding-bottom: .5rem; }
.area h3 .number { font-weight: 400; color: var(--quiet); }
.audit { background: var(--paper); border: 1px solid var(--line); border-bottom-width: 0; }
.audit:last-of-type { border-bottom-width: 1px; border-radius: 0 0 10px 10px; }
h3 + .audit { border-radius: 10px 10px 0 0; }
h3 + .audit:last-of-type { border-radius: 10px; }
.audit > summary { list-style: none; display: grid; grid-template-columns: 1.25rem 1fr auto; gap: .75rem; align-items: baseline; padding: .6rem 1rem; cursor: pointer; }
.audit > summary::-webkit-details-marker { display: none; }
.audit > summary:hover .title { text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .2em; }
.audit[open] > summary { font-weight: 600; }
.mark { font-weight: 700; text-align: center; }
.fail > summary .mark, .error > summary .mark { color: var(--bad); }
.pass > summary .mark { color: var(--good); }
.unknown > summary .mark { color: var(--open); }
.not-applicable > summary { color: var(--quiet); }
.title { overflow-wrap: anywhere; }
.tags { display: flex; gap: .35rem; font-weight: 400; }
.tag { font-size: .75rem; line-height: 1.5; color: var(--quiet); border: 1px solid var(--line); border-radius: 99px; padding: 0 .55rem; white-space: nowrap; }
.severity { font-size: .8125rem; color: var(--quiet); }
.tag.blocker { color: var(--bad); border-color: currentColor; }
.body { display: grid; grid-template-columns: minmax(0, 1fr) 15rem; gap: 2rem; padding: .25rem 1rem 1.25rem 3rem; font-size: .9375rem; }
.story { max-width: 44rem; }
.story h4 { font-size: .8125rem; font-weight: 600; color: var(--quiet); margin: 1.1rem 0 .3rem; }
.story > :first-child { margin-top: 0; }
.because { color: var(--ink); }
.findings li { padding: .35rem 0 .35rem .9rem; border-left: 3px solid var(--line); }
.fail .findings li { border-color: var(--bad); }
.findings li + li { margin-top: .35rem; }
.findings p { overflow-wrap: anywhere; }
.where { font-size: .9375rem; display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline; }
.key { font-size: .8125rem; overflow-wrap: anywhere; }
.waived { font-size: .875rem; background: var(--open-ground); padding: .3rem .6rem; border-radius: 6px; margin-top: .3rem; }
.fix p + *, .fix ul + *, .fix ol + *, .fix pre + * { margin-top: .6rem; }
.fix ul { list-style: disc; padding-left: 1.25rem; }
.fix ol { padding-left: 1.25rem; }
.fix code { background: var(--code); padding: .1em .35em; border-radius: 4px; }
.fix pre { background: var(--code); padding: .75rem 1rem; border-radius: 8px; overflow-x: auto; }
.fix pre code { background: none; padding: 0; overflow-wrap: normal; }
.facts { font-size: .875rem; }
.facts dt { color: var(--quiet); font-size: .8125rem; }
.facts dd { margin-bottom: .7rem; overflow-wrap: anywhere; }

.explain { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: 1rem; }
.explain summary { cursor: pointer; font-weight: 600; }
.explain p, .explain table { margin-top: .75rem; max-width: 50rem; }

@media (max-width: 52rem) {
  .page { padding: 1.25rem 1rem 3rem; }
  .overview { grid-template-columns: minmax(0, 1fr); gap: 2rem; }
  .body { grid-template-columns: minmax(0, 1fr); gap: 1rem; padding-left: 1rem; }
}
@media (max-width: 34rem) {
  .verdict { grid-template-columns: minmax(0, 1fr); padding: 1.1rem; }
  .toolbar { position: static; }
  .audit > summary { grid-template-columns: 1.25rem 1fr; gap: .5rem; padding: .6rem .75rem; }
  .tags { grid-column: 2; }
  .area h3 { grid-template-columns: 1fr 5rem auto; }
  td.wide, th.wide { display: none; }
}
@media print {
  :root { --ground: #fff; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --sea: #000; --good: #0f6e4d; --bad: #a01c12; --open: #6b4800; --code: #f2f2f2; --rest-fill: #ddd; --good-fill: #1c9a6c; --hatch: #999; --failed: #dd7b70; --open-ground: #f7f2e6; }
  body { font-size: 10pt; }
  .page { max-width: none; padding: 0; }
  .toolbar, #theme, .skip, #nothing { display: none !important; }
  .verdict { border-color: #bbb; }
  .bar, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .area h3, h2, .line { break-after: avoid; }
  .areas { break-inside: avoid; }
  th, td { padding-top: .2rem; padding-bottom: .2rem; }
  .audit > summary, .findings li, tr, .fix pre { break-inside: avoid; }
  .body { grid-template-columns: minmax(0, 1fr) 11rem; padding-left: 2.5rem; }
  a { text-decoration: none; }
}
`;
