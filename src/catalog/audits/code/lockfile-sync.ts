import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import lockState, { type LockState } from '../../evidence/lock-state.ts';

/** Ecosystems where a program without a lock file gets other packages tomorrow; Maven and NuGet choose versions without one. */
const needsLock = new Set(['npm', 'PyPI', 'RubyGems', 'Packagist', 'crates.io', 'Hex']);
const mostPerLock = 10;

export default defineAudit({
  title: 'Every manifest has a lock file, and installing exactly what is locked succeeds',
  failureTitle: 'A lock file is missing or does not belong to its manifest',
  why: 'Without a lock file in step, what was tested is not what gets deployed: a package changes overnight, or the frozen install of the release stops.',
  fix: [
    'Run the install once, commit manifest and lock file together, and let CI install frozen:',
    '',
    '- npm: `npm install`, then `npm ci` · pnpm: `pnpm install --frozen-lockfile` · yarn: `yarn install --immutable`',
    '- Python: `uv lock`, then `uv sync --locked` · `poetry lock`, then `poetry install`',
    '- Go: `go mod tidy` · Ruby: `bundle lock`, then `BUNDLE_FROZEN=true bundle install`',
    '- PHP: `composer update --lock` · Rust: `cargo build --locked` · .NET: `dotnet restore --locked-mode`',
  ].join('\n'),
  refs: ['12-factor II', 'OpenSSF Scorecard Pinned-Dependencies', 'SLSA'],
  severity: 'major',
  state: 'trial',
  effortHours: 1,
  claims: [
    'lock file',
    'lockfile',
    'pinned dependencies',
    'reproducible install',
    'dependencies pinned',
    'npm ci',
    'lock files committed',
    'frozen lockfile',
    'package-lock',
  ],
  needs: { seen: lockState },
  judge({ seen }) {
    const findings = [...differences(seen), ...missing(seen), ...failedInstalls(seen)];
    const looked = seen.locks.length + seen.unlocked.length;
    if (findings.length > 0) return { looked, findings };
    const signs = seen.locks.map(({ file, state }) => ({ file, note: state }));
    const unknown = (because: string) => ({ abstains: 'unknown' as const, because, signs });
    const [unread] = seen.unread;
    if (unread) return unknown(`${unread.file}: ${unread.because}`);
    if (seen.manifests === 0) return unknown('no manifest was found that says what the code depends on');
    if (looked === 0)
      return unknown('there is no lock file, and no manifest asks for more than tools of development');
    const [unlocked] = seen.unlocked;
    if (unlocked)
      return unknown(
        `${unlocked.manifest} has no lock file, so nothing shows that two installs bring the same`,
      );
    const loose = seen.locks.find((lock) => !lock.tracked);
    if (loose) return unknown(`${loose.file} is not committed, so a clean checkout does not have it`);
    const proven = new Set(seen.installs?.map((install) => install.lockfile));
    const unproven = seen.locks.find((lock) => !proven.has(lock.file));
    const tried = seen.notInstalled?.find((one) => one.lockfile === unproven?.file);
    if (tried) return unknown(`\`${tried.command}\` showed nothing of ${tried.lockfile}: ${tried.because}`);
    if (unproven)
      return unknown(
        `${unproven.file} is not shown to install: ${unproven.because ?? 'it agrees with its manifest as far as the two files tell'}. To prove it: let Seaworthy run the frozen install in a sandbox (--start)`,
      );
    return { looked, findings: [] };
  },
  examples: {
    pass: [{ given: { seen: state({ installs: [installed(0)] }) } }],
    fail: [
      {
        name: 'a package in the manifest and not in the lock file',
        given: { seen: state({ locks: [disagreeing()] }) },
        findings: ['not-locked:pg:package-lock.json'],
      },
      {
        name: 'a deployed program without a lock file',
        given: { seen: state({ locks: [], unlocked: [unlockedManifest(true)] }) },
        findings: ['no-lock:requirements.txt'],
      },
      {
        name: 'the frozen install refuses',
        given: { seen: state({ installs: [installed(1)] }) },
        findings: ['install-fails:package-lock.json'],
      },
    ],
    hollow: [
      {
        name: 'a lock file that agrees, and nobody installed from it',
        given: { seen: state({}) },
        outcome: 'unknown',
      },
      {
        name: 'an install that had no registry',
        given: {
          seen: state({
            installs: [],
            notInstalled: [
              { lockfile: 'package-lock.json', command: 'npm ci', because: 'it asks hosts outside' },
            ],
          }),
        },
        outcome: 'unknown',
      },
      {
        name: 'a lock file that is not committed',
        given: { seen: state({ locks: [lock({ tracked: false })], installs: [installed(0)] }) },
        outcome: 'unknown',
      },
      {
        name: 'a second, forgotten lock file of another tool beside one that agrees',
        given: { seen: state({ locks: [disagreeing({ file: 'yarn.lock', tool: 'yarn' }), lock()] }) },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: state({ locks: [], manifests: 0 }) }, outcome: 'unknown' },
      { name: 'manifests that ask for nothing', given: { seen: state({ locks: [] }) }, outcome: 'unknown' },
      {
        name: 'a library, which those who use it lock',
        given: { seen: state({ locks: [], unlocked: [unlockedManifest(false)] }) },
        outcome: 'unknown',
      },
    ],
  },
});

type Seen = Given<{ seen: typeof lockState }>['seen'];

function differences({ locks }: Seen): Finding[] {
  return locks
    .filter((lock) => lock.state === 'disagrees' && !hasBetter(lock, locks))
    .flatMap((lock) =>
      lock.differences.slice(0, mostPerLock).map(({ name, kind, says, manifest, line }) => ({
        key: `${kind}:${name}:${lock.file}`,
        says,
        where: { file: manifest, line },
      })),
    );
}

/** Two lock files side by side: the one in step is in use. */
function hasBetter(lock: LockState, all: readonly LockState[]): boolean {
  return all.some(
    (other) =>
      other !== lock &&
      other.folder === lock.folder &&
      other.ecosystem === lock.ecosystem &&
      other.state === 'agrees',
  );
}

function missing({ unlocked }: Seen): Finding[] {
  return unlocked
    .filter(({ serves, exact, ecosystem }) => serves && !exact && needsLock.has(ecosystem))
    .map(({ manifest, line }) => ({
      key: `no-lock:${manifest}`,
      says: `${manifest} has no lock file: every install may bring other versions than the last.`,
      where: { file: manifest, line },
    }));
}

function failedInstalls({ installs = [] }: Seen): Finding[] {
  return installs.flatMap(({ lockfile, command, exitCode, changed, tail }): Finding[] => {
    if (exitCode !== 0) {
      const says = `\`${command}\` ended with ${exitCode}: ${tail.at(-1) ?? 'it printed nothing'}`;
      return [{ key: `install-fails:${lockfile}`, says, where: { file: lockfile } }];
    }
    if (!changed.includes(lockfile)) return [];
    return [
      {
        key: `install-changes:${lockfile}`,
        says: `\`${command}\` rewrote ${lockfile}.`,
        where: { file: lockfile },
      },
    ];
  });
}

function lock(change: Partial<LockState> = {}): LockState {
  const place = {
    file: 'package-lock.json',
    folder: '',
    ecosystem: 'npm' as const,
    tool: 'npm',
    tracked: true,
  };
  return { ...place, packages: 240, state: 'agrees', differences: [], ...change };
}

function disagreeing(change: Partial<LockState> = {}): LockState {
  const says = 'package.json asks for pg ^8.0.0, and package-lock.json does not have it.';
  const difference = { name: 'pg', kind: 'not-locked', says, manifest: 'package.json', line: 9 };
  return lock({ state: 'disagrees', differences: [difference], ...change });
}

function state(change: Partial<Seen>): Seen {
  return { locks: [lock()], unlocked: [], manifests: 1, unread: [], ...change };
}

function unlockedManifest(serves: boolean): Seen['unlocked'][number] {
  return { manifest: 'requirements.txt', ecosystem: 'PyPI', line: 1, serves, exact: false };
}

function installed(exitCode: number): NonNullable<Seen['installs']>[number] {
  const tail = exitCode === 0 ? [] : ['npm error Missing: pg@8.0.0 from lock file'];
  return {
    lockfile: 'package-lock.json',
    command: 'npm ci',
    exitCode,
    changed: [],
    installed: 240,
    tookMs: 9_000,
    tail,
  };
}
