import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import limiters from '../../evidence/limiters.ts';
import scaleOut from '../../evidence/scale-out.ts';
import unreferenced from '../../evidence/unreferenced-modules.ts';

export default defineAudit({
  title: 'Rate limits count in one place for all instances',
  failureTitle: 'Each instance counts its own rate limit',
  why: 'With a counter per process an attacker gets the limit once per process, and after each restart again: ten instances are ten times as many guesses at a password.',
  fix: 'Give the limiter a store that all instances share. Fastify: `app.register(rateLimit, { redis })`; Express: `rateLimit({ store: new RedisStore({ sendCommand }) })`; slowapi: `Limiter(storage_uri="redis://…")`; Go: `redis_rate`.',
  refs: ['OWASP ASVS 5.0 V2.4'],
  severity: 'major',
  state: 'stable',
  effortHours: 4,
  claims: [
    'distributed rate limiting',
    'redis rate limiting',
    'shared rate limit',
    'rate limits shared',
    'rate limiting across instances',
    'rate limit store',
  ],
  needs: { limiters, scale: scaleOut, unreferenced },
  judge({ limiters: seen, scale, unreferenced: unused }) {
    const live = seen.found.filter(
      ({ file, options }) => options['used'] !== false && !unused.files.includes(file),
    );
    const counting = live.filter(({ options }) => options['store'] !== undefined);
    const shared = counting.filter(({ options }) => options['store'] === 'shared');
    const local = counting.filter(({ options }) => options['store'] === 'memory');
    const signs = counting.map(({ file, line, library, options }) => ({
      file,
      line,
      note: `${library}, store: ${String(options['store'])}`,
    }));
    const scaleSigns = scale.found.map(({ file, line, note }) => ({ file, line, note }));
    if (counting.length === 0) {
      const dead = seen.found.map(({ file, line, library }) => ({
        file,
        line,
        note: `${library}, and nothing uses it`,
      }));
      return {
        abstains: 'unknown',
        because:
          dead.length > 0
            ? 'A rate limiter is made in the code and nothing uses it.'
            : 'No rate limiter was recognised in the code; one may stand before the service.',
        signs: dead,
      };
    }
    // A counter in memory beside a shared one is most often what is used while the store is away.
    if (local.length > 0 && shared.length === 0) {
      const findings: Finding[] = local.flatMap(({ file, line, library }) => {
        const several = scale.found.find(({ folder }) => folder !== undefined && isInside(file, folder));
        if (!several) return [];
        return [
          {
            key: `memory:${file}`,
            says: `${library} counts in the memory of one process, and ${several.note} run (${several.file}:${several.line}).`,
            where: { file, line },
          },
        ];
      });
      if (findings.length > 0) return { looked: counting.length, findings: unique(findings) };
      return {
        abstains: 'unknown',
        because:
          'The limiter counts in the memory of one process, and nothing here says how many of them run.',
        signs: [...signs, ...scaleSigns],
      };
    }
    if (local.length > 0 && local.length + shared.length === counting.length) {
      const because =
        'A counter in the memory of one process stands beside a shared one: whether it only stands in for it was not followed.';
      return { abstains: 'unknown', because, signs };
    }
    if (shared.length < counting.length) {
      return { abstains: 'unknown', because: 'Not every limiter shows where it keeps its counts.', signs };
    }
    return { looked: shared.length, findings: [] };
  },
  examples: {
    pass: [
      {
        given: {
          limiters: seenWith(['src/app.ts', 'shared', true]),
          scale: scaleWith(''),
          unreferenced: unusedWith(),
        },
      },
    ],
    fail: [
      {
        name: 'two replicas, each with its own count',
        given: {
          limiters: seenWith(['api/app.ts', 'memory', true]),
          scale: scaleWith('api'),
          unreferenced: unusedWith(),
        },
        findings: ['memory:api/app.ts'],
      },
    ],
    hollow: [
      {
        name: 'a limiter with a shared store that nothing uses',
        given: {
          limiters: seenWith(['src/limit.ts', 'shared', false]),
          scale: scaleWith(''),
          unreferenced: unusedWith(),
        },
        outcome: 'unknown',
      },
      {
        name: 'a limiter in a module that nobody imports',
        given: {
          limiters: seenWith(['src/limit.ts', 'shared', true]),
          scale: scaleWith(''),
          unreferenced: unusedWith('src/limit.ts'),
        },
        outcome: 'unknown',
      },
      {
        name: 'memory as a stand-in for the shared store',
        given: {
          limiters: seenWith(['a.ts', 'shared', true], ['a.ts', 'memory', true]),
          scale: scaleWith(''),
          unreferenced: unusedWith(),
        },
        outcome: 'unknown',
      },
      {
        name: 'the replicas are of another program',
        given: {
          limiters: seenWith(['api/app.ts', 'memory', true]),
          scale: scaleWith('web'),
          unreferenced: unusedWith(),
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { limiters: seenWith(), scale: scaleWith(), unreferenced: unusedWith() }, outcome: 'unknown' },
    ],
  },
});

function isInside(file: string, folder: string): boolean {
  return folder === '' || folder === '.' || file.startsWith(`${folder}/`);
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()];
}

function looked() {
  return { files: 10, skipped: [], notUnderstood: [] };
}

function seenWith(...limits: readonly (readonly [string, string, boolean])[]) {
  return {
    found: limits.map(([file, store, used], index) => ({
      file,
      line: index + 1,
      library: 'express-rate-limit',
      does: 'create',
      options: { store, used },
      complete: true,
    })),
    looked: looked(),
  };
}

function scaleWith(...folders: readonly string[]) {
  return {
    found: folders.map((folder) => ({
      file: 'compose.yaml',
      line: 9,
      kind: 'replicas' as const,
      folder,
      note: '2 replicas of api',
    })),
    skipped: [],
  };
}

function unusedWith(...files: readonly string[]) {
  return { files: [...files], looked: looked() };
}
