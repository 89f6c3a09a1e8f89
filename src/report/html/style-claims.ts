/** The documents: line by line, side by side where there is room, one under the other where there is not. */
export const claimsStyle = `
.claims { margin: 2.5rem 0; }
.document { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.5rem; }
.document + .document { margin-top: 1rem; }
.document h3 { font-size: 1.0625rem; overflow-wrap: anywhere; }
.document h4 { font-size: .8125rem; font-weight: 600; color: var(--quiet); margin: 0 0 .3rem; }
.sentence { max-width: 60rem; margin-top: .25rem; }
.tally { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin-top: .75rem; font-size: .9375rem; }
.tally .none { color: var(--quiet); }
.tally b { font-variant-numeric: tabular-nums; }
.tally .bad:not(.none) .mark { color: var(--bad); }
.tally .good:not(.none) .mark { color: var(--good); }
.tally .open:not(.none) .mark { color: var(--open); }
.lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem 2.5rem; margin: 1.25rem 0 1rem; }
.document ol.plain a { color: inherit; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; max-width: 60rem; }
.scroll td, .scroll th { padding-top: .25rem; padding-bottom: .25rem; }
.scroll tbody th { min-width: 9rem; overflow-wrap: anywhere; }
.by-heading { margin: .75rem 0 .25rem; }
.by-heading > summary, .by-line > summary { cursor: pointer; font-weight: 600; padding: .35rem 0; }
.by-line > summary .quiet { font-weight: 400; margin-left: .5rem; }
ol.lines { list-style: none; margin: .5rem -1.5rem -1.25rem; border-top: 1px solid var(--line); font-size: .875rem; padding-bottom: .5rem; }
.lines li { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr) minmax(0, 1fr); column-gap: 1rem; padding: .1rem 1.5rem .1rem 0; border-left: 4px solid transparent; }
.lines .claim { padding-top: .45rem; padding-bottom: .45rem; border-top: 1px solid var(--line); }
.lines .claim + li:not(.claim) { border-top: 1px solid var(--line); }
.lines .claim:target { outline: 2px solid var(--sea); outline-offset: -2px; }
.no { color: var(--quiet); text-align: right; font-variant-numeric: tabular-nums; user-select: none; }
.src { white-space: pre-wrap; overflow-wrap: anywhere; color: var(--quiet); font-size: .8125rem; line-height: 1.6; }
.src.heading { color: var(--ink); font-weight: 700; }
.claim .src { color: var(--ink); }
.answer p { overflow-wrap: anywhere; }
.answer .said { font-weight: 600; }
.answer .dim { color: var(--quiet); }
.answer .open { color: var(--open); }
.command { background: var(--code); padding: .1em .35em; border-radius: 4px; user-select: all; }
.by { font-size: .8125rem; display: flex; flex-wrap: wrap; gap: 0 .75rem; }
.by a { color: var(--quiet); }
.lines .contradicted { border-left-color: var(--bad); background: var(--bad-ground); }
.lines .proven, .lines .unclaimed { border-left-color: var(--good-fill); fill: none; }
.lines .unproven { border-left-color: var(--hatch); }
@media (max-width: 52rem) {
  .document { padding: 1rem; }
  ol.lines { margin: .5rem -1rem -1rem; }
  .lines li { grid-template-columns: 2.5rem minmax(0, 1fr); column-gap: .75rem; padding-right: 1rem; }
  .answer { grid-column: 2; margin-top: .2rem; }
}
@media print {
  .by-line::details-content { content-visibility: visible; display: block; height: auto; }
  .document { border: 0; padding: 0; }
  ol.lines { margin: .25rem 0; }
  .answer { grid-column: 3; margin-top: 0; }
  .lines li { break-inside: avoid; grid-template-columns: 2rem minmax(0, 1fr) minmax(0, 1fr); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
