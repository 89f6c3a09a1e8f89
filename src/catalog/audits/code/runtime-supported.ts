import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import { checkedOn, endOfLife, validForDays } from '../../end-of-life.ts';
import runtimes, { type RuntimePin } from '../../evidence/runtimes.ts';
import { lastDay, linesAllowed, releaseLine } from '../../release-line.ts';

/** Each of these that the repository speaks of must be pinned somewhere before all of them can pass. */
const languages = new Set(['node', 'python', 'go', 'java', 'ruby', 'php', 'dotnet', 'elixir']);

export default defineAudit({
  title: 'Every pinned runtime and base image still gets security fixes',
  failureTitle: 'A pinned runtime or base image no longer gets security fixes',
  why: 'After the end of support, holes in the runtime stay open for good, and attackers know which.',
  fix: 'Move to a release line that is supported for at least another year, in every file that pins it: the version file (`.nvmrc`, `.python-version` …), the manifest, each `FROM` of the Dockerfile, and CI.',
  refs: ['12-factor II', 'OSPS Baseline VM', 'endoflife dates of each project'],
  severity: 'major',
  state: 'stable',
  effortHours: 8,
  claims: [
    'supported runtime',
    'runtime version',
    'end of life',
    'node version',
    'python version',
    'lts version',
    'node.js version',
    'go version',
    'java version',
    'ruby version',
    'php version',
    'runtime up to date',
  ],
  needs: { seen: runtimes },
  judge({ seen }, { today }) {
    // What CI tests on is not what runs: it often tries old releases on purpose.
    const told = seen.pins.filter((pin) => !pin.aside && pin.source !== 'ci');
    const findings = told.flatMap((pin) => problemOf(pin, today));
    if (findings.length > 0) return { looked: told.length, findings: onePerKey(findings) };
    const skipped = seen.skipped[0];
    if (skipped) return unknown(`${skipped.file} could not be read: ${skipped.because}`);
    const judged = told.filter((pin) => pin.form === 'release' && endOfLife[pin.runtime] !== undefined);
    const [first] = judged;
    if (!first)
      return unknown(
        'no file pins one release of a runtime: ranges, moving tags and CI do not tell what runs',
        seen.pins.find((pin) => !pin.aside),
      );
    const known = new Set(judged.map((pin) => pin.runtime));
    const loose = told.find((pin) => languages.has(pin.runtime) && !known.has(pin.runtime));
    if (loose)
      return unknown(
        `nothing pins one release of ${loose.runtime}: ${loose.version} does not tell what runs`,
        loose,
      );
    const unpinned = seen.needed.find(({ runtime }) => !known.has(runtime) && !replaces(runtime, known));
    if (unpinned)
      return unknown(`nothing pins a release of ${unpinned.runtime}, which ${unpinned.file} needs`, first);
    const dark = told.find((pin) => pin.stage === 'final' && pin.runtime === 'image');
    if (dark) return unknown(`the base image ${dark.version} is not one whose end of support is known`, dark);
    if (daysBetween(checkedOn, today) > validForDays)
      return unknown(
        `the ends of support known here were last checked on ${checkedOn}: update Seaworthy`,
        first,
      );
    return { looked: judged.length, findings: [] };
  },
  examples: {
    pass: [
      { given: { seen: pinning([pinOf('node', '24.1.0')], 'node') } },
      {
        name: 'CI tests an old release besides the pinned one',
        given: { seen: pinning([pinOf('node', '24'), { ...pinOf('node', '18'), source: 'ci' }], 'node') },
      },
    ],
    fail: [
      {
        name: 'a version file past its end',
        given: { seen: pinning([pinOf('node', '18.20.1')], 'node') },
        findings: ['ended:node:18:.nvmrc'],
      },
      {
        name: 'the system under a supported language',
        given: { seen: pinning([imagePin('python', '3.12'), imagePin('debian', '10')]) },
        findings: ['ended:debian:10:Dockerfile'],
      },
      {
        name: 'a range that allows only releases past their end',
        given: { seen: pinning([{ ...pinOf('python', '>=3.7,<3.9'), form: 'range', source: 'manifest' }]) },
        findings: ['only-ended:python:.nvmrc'],
      },
    ],
    hollow: [
      {
        name: 'only CI names a release',
        given: { seen: pinning([{ ...pinOf('node', '24'), source: 'ci' }]) },
        outcome: 'unknown',
      },
      {
        name: 'a tag that moves says nothing about what runs',
        given: { seen: pinning([{ ...imagePin('node', 'latest'), form: 'moving' }]) },
        outcome: 'unknown',
      },
      {
        name: 'a lower bound is met by releases past their end too',
        given: { seen: pinning([{ ...pinOf('node', '>=18'), form: 'range' }]) },
        outcome: 'unknown',
      },
      {
        name: 'the tool beside the service is pinned, the service is nowhere',
        given: { seen: pinning([pinOf('node', '24')], 'php') },
        outcome: 'unknown',
      },
      {
        name: 'the front end is pinned, the service has only a lower bound',
        given: { seen: pinning([pinOf('node', '24'), { ...pinOf('go', '>=1.21'), form: 'range' }]) },
        outcome: 'unknown',
      },
      {
        name: 'the language is known, the image that runs it is not',
        given: {
          seen: pinning([pinOf('node', '24'), { ...imagePin('image', 'acme/base:7'), form: 'moving' }]),
        },
        outcome: 'unknown',
      },
      {
        name: 'dates that nobody has checked for more than a year',
        given: { seen: pinning([pinOf('node', '24')]) },
        today: '2027-12-01',
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { seen: pinning([]) }, outcome: 'unknown' }],
  },
});

type Seen = Given<{ seen: typeof runtimes }>['seen'];

/** Bun and Deno run what npm packages are made for. */
function replaces(runtime: string, known: ReadonlySet<string>): boolean {
  return runtime === 'node' && (known.has('bun') || known.has('deno'));
}

function problemOf(pin: RuntimePin, today: string): Finding[] {
  const { runtime, version, file, line, stage } = pin;
  const support = endOfLife[runtime];
  if (!support || pin.form === 'moving') return [];
  const where = { file, line };
  if (pin.form === 'range') {
    const lines = linesAllowed(runtime, version);
    if (!lines || lines.length === 0 || lines.some((one) => !isOver(runtime, one, today))) return [];
    const says = `${file} asks for ${runtime} ${version}, and every release that allows is past its end of support.`;
    return [{ key: `only-ended:${runtime}:${file}`, says, where }];
  }
  const release = releaseLine(runtime, version);
  if (release === undefined || !isOver(runtime, release, today)) return [];
  const day = lastDay(runtime, release);
  const when = day === 'unlisted' ? 'long ago' : `on ${day.day}`;
  const what = `${runtime} ${release}${stage === 'build' ? ' (build stage)' : ''}`;
  return [
    {
      key: `ended:${runtime}:${release}:${file}`,
      says: `${file} pins ${what}, whose support ended ${when} (${support.source}).`,
      where,
    },
  ];
}

/** A line the table does not know is newer than it, or older than any of its lines. */
function isOver(runtime: string, release: string, today: string): boolean {
  const day = lastDay(runtime, release);
  if (day === 'unlisted') {
    const lines = [...(endOfLife[runtime]?.lines.keys() ?? [])].map(Number);
    return lines.length > 0 && Number(release) < Math.min(...lines);
  }
  return day.day !== undefined && day.day < today;
}

function onePerKey(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()];
}

function unknown(because: string, pin?: RuntimePin) {
  const signs = pin === undefined ? {} : { signs: [{ file: pin.file, line: pin.line }] };
  return { abstains: 'unknown' as const, because, ...signs };
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

function pinOf(runtime: string, version: string): RuntimePin {
  return {
    runtime,
    version,
    form: 'release',
    source: 'version-file',
    file: '.nvmrc',
    folder: '',
    line: 1,
    aside: false,
  };
}

function imagePin(runtime: string, version: string): RuntimePin {
  return { ...pinOf(runtime, version), source: 'image', stage: 'final', file: 'Dockerfile' };
}

function pinning(pins: RuntimePin[], ...needed: string[]): Seen {
  return { pins, needed: needed.map((runtime) => ({ runtime, file: 'composer.json' })), skipped: [] };
}
