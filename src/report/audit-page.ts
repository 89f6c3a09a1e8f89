import type { Audit, Example } from '../kit/audit.ts';
import type { Evidence, Needs } from '../kit/evidence.ts';

/** The page of one audit, in Markdown, made from the audit itself. */
export function auditPage(id: string, audit: Audit): string {
  const nouns = Object.values<Evidence>(audit.needs);
  const parts = [
    `# ${audit.title}`,
    `\`${id}\`, ${audit.severity}, ${audit.state}${audit.state === 'trial' ? ' (shown, not scored)' : ''}, about ${audit.effortHours} h to fix`,
    `When it fails: ${audit.failureTitle}.`,
    '## Why it matters',
    audit.why,
    '## How to fix it',
    audit.fix,
    '## What it looks at',
    nouns
      .map((noun) => `- \`${noun.name}\` (${noun.kind}): ${noun.about}. To get it: ${noun.howToGet}.`)
      .join('\n'),
    ...(audit.when && audit.when.length > 0
      ? [`It applies when the target uses ${audit.when.join(' or ')}.`]
      : []),
    ...limits(id, audit),
    '## How it decides',
    examples(audit),
    ...(audit.claims.length > 0 ? ['## How documents claim it', `${audit.claims.join(', ')}.`] : []),
    ...(audit.refs.length > 0 ? ['## Standards', audit.refs.map((ref) => `- ${ref}`).join('\n')] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The same facts for programs. */
export function auditFacts(id: string, audit: Audit) {
  const {
    title,
    failureTitle,
    why,
    fix,
    refs,
    severity,
    state,
    effortHours,
    claims,
    when,
    limits: numbers,
  } = audit;
  return {
    id,
    area: id.slice(0, id.indexOf('/')),
    title,
    failureTitle,
    severity,
    state,
    effortHours,
    why,
    fix,
    refs,
    claims,
    when: when ?? [],
    limits: numbers ?? {},
    evidence: Object.values<Evidence>(audit.needs).map(({ name, kind, about, howToGet }) => ({
      name,
      kind,
      about,
      howToGet,
    })),
  };
}

function limits(id: string, audit: Audit): string[] {
  const entries = Object.entries(audit.limits ?? {});
  if (entries.length === 0) return [];
  const lines = entries.map(
    ([name, { default: value, unit, about }]) =>
      `- \`${name}\`: ${about}; ${value} ${unit} unless you say otherwise`,
  );
  const [first] = entries;
  const snippet = [
    '```yaml',
    'thresholds:',
    `  ${id}:`,
    `    ${first?.[0]}: ${first?.[1].default}`,
    '```',
  ].join('\n');
  return ['## Numbers you can set', lines.join('\n'), `In \`seaworthy.yaml\`:\n\n${snippet}`];
}

const kinds = [
  ['pass', 'Passes'],
  ['fail', 'Fails'],
  ['hollow', 'Looks right and does nothing'],
  ['absent', 'Nothing there to look at'],
  ['notApplicable', 'Does not apply'],
] as const;

const decided = { fail: 'fails', unknown: 'unknown', 'not-applicable': 'does not apply' } as const;

/** The examples that the tests run, in words. */
function examples(audit: Audit): string {
  const lines = kinds.flatMap(([kind, title]) => {
    const all: readonly Example<Needs>[] = audit.examples[kind] ?? [];
    return all.flatMap((example) => {
      const comes = outcomeOf(kind, example);
      const name = example.name ?? (all.length === 1 || kind === 'absent' ? undefined : comes);
      const words = [name, comes === name ? undefined : comes].filter(
        (text) => text !== undefined && text !== '',
      );
      return words.length === 0 ? [] : [`- ${title}: ${words.join(' → ')}`];
    });
  });
  return [...new Set(lines)].join('\n') || 'By the evidence above.';
}

function outcomeOf(
  kind: (typeof kinds)[number][0],
  { findings, outcome }: Example<Needs>,
): string | undefined {
  if (kind === 'pass' || kind === 'notApplicable') return undefined;
  const keys = findings && findings.length > 0 ? ` (${findings.map((key) => `\`${key}\``).join(', ')})` : '';
  if (kind === 'fail') return keys === '' ? undefined : `fails${keys}`;
  return `${decided[outcome ?? 'fail']}${keys}`;
}
