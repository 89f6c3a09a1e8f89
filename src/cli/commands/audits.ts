import { auditFacts } from '../../report/audit-page.ts';
import { harmless } from '../../report/harmless.ts';
import { fit, padEnd } from '../../report/layout.ts';
import { paint } from '../../report/terminal-paint.ts';
import { areaTitle, counted } from '../../report/words.ts';
import type { Given } from '../commands.ts';
import { openCatalog } from '../open-catalog.ts';
import { refuseUnknown } from '../known-names.ts';
import type { Options } from '../options.ts';

type Facts = ReturnType<typeof auditFacts>;

export async function run({ args, options, console }: Given): Promise<number> {
  const catalog = await openCatalog(options.catalog);
  refuseUnknown({ audits: [], areas: options.area }, catalog);
  const all = [...catalog.audits].map(([id, audit]) => auditFacts(id, audit));
  const chosen = all.filter((facts) => fits(facts, options, args));
  if (options.format === 'json') {
    console.print(`${JSON.stringify(chosen)}\n`);
    return 0;
  }
  const ink = paint(console.out.colour);
  const width = Math.max(0, ...chosen.map(({ id }) => id.length));
  for (const area of new Set(chosen.map((facts) => facts.area))) {
    console.print(`\n${ink.bold(areaTitle(area))}\n`);
    for (const { id, title, severity, state, area: own } of chosen) {
      if (own !== area) continue;
      const facts = `${padEnd(severity, 7)} ${state === 'trial' ? 'trial ' : '      '}`;
      const room = Math.max(20, console.out.columns - width - 20);
      console.print(`  ${padEnd(id, width)}  ${ink.dim(facts)} ${fit(harmless(title), room)}\n`);
    }
  }
  const of = chosen.length === all.length ? '' : ` of ${all.length}`;
  console.print(`\n${counted(chosen.length, 'audit', 'audits')}${of}. Read one: seaworthy explain AUDIT\n`);
  return 0;
}

/** Every filter must hold; within one filter any of its values will do. Words are looked for in all the text. */
function fits(facts: Facts, options: Options, words: readonly string[]): boolean {
  const text = `${JSON.stringify(Object.values(facts))}`.toLowerCase();
  return (
    isAmong(facts.area, options.area) &&
    isAmong(facts.severity, options.severity) &&
    (options.state === undefined || facts.state === options.state) &&
    (options.kind.length === 0 || facts.evidence.some(({ kind }) => options.kind.includes(kind))) &&
    words.every((word) => text.includes(word.toLowerCase()))
  );
}

function isAmong(value: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(value);
}
