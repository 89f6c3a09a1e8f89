import semver from 'semver';
import { satisfies, validRange } from '@renovatebot/pep440';
import { endOfLife } from './end-of-life.ts';

/** The release line of an exact version: 20 of `20.11.1` for node, 3.12 of `3.12.4` for python; undefined if unclear. */
export function releaseLine(runtime: string, version: string): string | undefined {
  const support = Object.hasOwn(endOfLife, runtime) ? endOfLife[runtime] : undefined;
  const parts = /^v?(\d+)(?:\.(\d+))?/.exec(normal(runtime, version));
  if (!support || !parts?.[1]) return undefined;
  const major = parts[1];
  const minor = parts[2] === undefined ? undefined : `${major}.${parts[2]}`;
  if (minor !== undefined && support.lines.has(minor)) return minor;
  return support.step === 'major' ? major : minor;
}

/** The last day of a release line, `unlisted` for a line the table does not know. */
export function lastDay(runtime: string, line: string): { day?: string } | 'unlisted' {
  const lines = endOfLife[runtime]?.lines;
  if (!lines?.has(line)) return 'unlisted';
  const day = lines.get(line);
  return day === undefined ? {} : { day };
}

/** Lines of a runtime that a range allows; undefined when the range cannot be read. */
export function linesAllowed(runtime: string, range: string): readonly string[] | undefined {
  const support = Object.hasOwn(endOfLife, runtime) ? endOfLife[runtime] : undefined;
  if (!support) return undefined;
  const python = runtime === 'python';
  const text = python ? poetryToPep440(range) : composerToSemver(range);
  if (python ? !validRange(text) : semver.validRange(text) === null) return undefined;
  const allows = (version: string) => (python ? satisfies(version, text) : semver.satisfies(version, text));
  return [...support.lines.keys()].filter((line) => {
    const start = line.includes('.') ? `${line}.` : `${line}.0.`;
    // A range may start or end inside a line, so that its first patch alone would not tell.
    const samples = ['0', '1', '5', '10', '20', '99'].map((patch) => `${start}${patch}`);
    if (support.step === 'major' && !line.includes('.')) samples.push(...minors(line));
    return samples.some(allows);
  });
}

function minors(line: string): string[] {
  return [1, 2, 5, 9, 11, 13, 15, 17, 19, 20, 25].map((minor) => `${line}.${minor}.99`);
}

/** Old Java is 1.8, old .NET netcoreapp3.1. */
function normal(runtime: string, version: string): string {
  if (runtime === 'java') return version.replace(/^1\.(?=[5-8])/, '');
  return version;
}

/** Poetry's carets and tildes: `^3.9` is `>=3.9,<4`, `~3.9` is `~=3.9.0`. */
function poetryToPep440(range: string): string {
  return range
    .split(',')
    .map((part) => part.trim())
    .map((part) => {
      const caret = /^\^\s*(\d+)(\.[\d.]+)?$/.exec(part);
      if (caret?.[1]) return `>=${caret[1]}${caret[2] ?? ''},<${Number(caret[1]) + 1}`;
      const tilde = /^~\s*(\d+)\.(\d+)/.exec(part);
      if (tilde?.[1] && tilde[2]) return `>=${tilde[1]}.${tilde[2]},<${tilde[1]}.${Number(tilde[2]) + 1}`;
      return /^\d/.test(part) ? `==${part}` : part;
    })
    .join(',');
}

/** Composer writes `^8.1|^8.2` and `~8.1`, Bundler `~> 3.2.0`; npm ranges are as they should be. */
function composerToSemver(range: string): string {
  return range
    .replace(/\s*\|\|?\s*/g, ' || ')
    .replace(/~>\s*(\d+)\.(\d+)(?!\.)/g, '>=$1.$2 <$1.999')
    .replace(/~>\s*/g, '~')
    .replace(/,/g, ' ');
}
