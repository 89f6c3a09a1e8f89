import type { Catalog } from '../engine/catalog.ts';
import type { Result } from '../kit/result.ts';

const rule = '# ' + '-'.repeat(76);

/** The text of a first seaworthy.yaml: valid as it stands, every choice in it shown as a comment. */
export function startingConfig(result: Result, catalog: Catalog, startPlan: unknown): string {
  const traits = [...new Set(result.target.traits.map((trait) => trait.name))];
  const finding = result.audits.flatMap((audit) =>
    audit.findings.map((one) => ({ audit: audit.id, key: one.key })),
  )[0];
  return [
    '# yaml-language-server: $schema=./node_modules/seaworthy/schemas/seaworthy.schema.json',
    '# Configuration of Seaworthy. Nothing in it is needed: delete what you do not change.',
    ...(traits.length === 0 ? [] : wrap(`Found here: ${traits.join(', ')}.`)),
    '',
    rule,
    '# Areas and audits: on, off, or another severity (blocker, major, minor, note).',
    '# The report says at its head what was changed. All ids: seaworthy audits',
    '# areas:',
    ...result.areas.slice(0, 3).map((area) => `#   ${area.id}: on`),
    '# audits:',
    ...result.audits.slice(0, 2).map((audit) => `#   ${audit.id}: ${audit.severity}`),
    '',
    rule,
    '# Numbers that audits judge by.',
    '# thresholds:',
    ...limitsOf(catalog, result).flatMap(([id, name, value, unit]) => [
      `#   ${id}:`,
      `#     ${name}: ${value} # ${unit}`,
    ]),
    '',
    rule,
    '# Findings you accept for a time. The audit still runs, and the score counts it.',
    '# waivers:',
    `#   - audit: ${finding?.audit ?? 'security/policy-file'}`,
    `#     finding: ${JSON.stringify(finding?.key ?? 'absent')}`,
    '#     reason: why this is accepted',
    '#     owner: who answers for it',
    `#     until: ${inDays(result.startedAt, 60)}`,
    '',
    rule,
    '# What no machine can see, stated by a person for at most 180 days. Shown beside the score, never in it.',
    '# attestations:',
    `#   - audit: ${attestable(catalog)}`,
    '#     by: name of a person',
    '#     statement: what they state',
    `#     until: ${inDays(result.startedAt, 90)}`,
    '',
    rule,
    '# Lines of readiness documents that are read wrongly, with the audits that answer them, or none.',
    '# claims:',
    `#   - line: ${JSON.stringify('words of the line')}`,
    `#     audits: [${finding?.audit ?? 'security/policy-file'}]`,
    `#   - heading: ${JSON.stringify('Our team')}`,
    '#     notAClaim: true',
    '',
    rule,
    '# How to start the service in the sandbox (seaworthy inspect --start).',
    ...startLines(startPlan),
    '',
    rule,
    '# Your own audits: an HTTP request, an SQL query or a command each.',
    '# checks:',
    '#   - id: catalogue-answers',
    '#     title: The catalogue answers',
    '#     http: { path: /v1/catalogue, expect: { status: 200, body: items } }',
    '',
  ].join('\n');
}

function limitsOf(catalog: Catalog, result: Result): (readonly [string, string, number, string])[] {
  const shown = result.audits.flatMap(({ id }) =>
    Object.entries(catalog.audits.get(id)?.limits ?? {})
      .slice(0, 1)
      .map(([name, limit]) => [id, name, limit.default, `${limit.unit}: ${limit.about}`] as const),
  );
  return shown.slice(0, 4);
}

/** An audit that only a person can answer; any other keeps the example valid. */
function attestable(catalog: Catalog): string {
  const [first = ''] = catalog.audits.keys();
  const asked = [...catalog.audits].find(([, audit]) =>
    Object.values(audit.needs).some((noun) => noun.kind === 'attest'),
  );
  return asked?.[0] ?? first;
}

function startLines(startPlan: unknown): string[] {
  const plan = isRecord(startPlan) && isRecord(startPlan['plan']) ? startPlan['plan'] : undefined;
  const steps: unknown = plan?.['steps'];
  if (!Array.isArray(steps))
    return ['# No way to start it was found. For example:', '# start: node dist/main.js'];
  const lines = steps.flatMap((step) => {
    if (!isRecord(step)) return [];
    const name = step['name'] === 'start' ? 'command' : String(step['name']);
    return [`#   ${name}: ${JSON.stringify(step['command'])} # ${String(step['because'])}`];
  });
  return ['# Found, and used unless you say otherwise:', '# start:', ...lines];
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line.length + word.length > 98) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function inDays(from: string, days: number): string {
  return new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
