// node ops/watch.ts BASE_URL --seconds N: looks at a fresh release for a while. Exits 1 as soon as it is clearly worse than allowed:
// more than one look in fifty fails, or one in twenty is slower than a second. With fewer than 100 looks it says nothing and exits 1.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { percentile } from './load/open-loop.ts';
import { OpsError, isMain, run } from './settings.ts';

export interface Look {
  readonly ok: boolean;
  readonly tookMs: number;
}

const PATHS = ['/health/ready', '/v1/contests?limit=1'] as const;
const EVERY_MS = 1_000;
const LOOK_LIMIT_MS = 5_000;
const MOST_FAILURES = 0.02;
const P95_LIMIT_MS = 1_000;
const FEWEST_LOOKS = 100;

/** Says why the release must not stay, or undefined. */
export function watchFault(looks: readonly Look[]): string | undefined {
  if (looks.length < FEWEST_LOOKS)
    return `Only ${looks.length} looks: too few to say anything; ${FEWEST_LOOKS} are needed.`;
  const failed = looks.filter((look) => !look.ok).length;
  if (failed / looks.length > MOST_FAILURES)
    return `${failed} of ${looks.length} looks failed; ${MOST_FAILURES * 100} % are allowed.`;
  const p95Ms = percentile(
    looks.map((look) => look.tookMs),
    95,
  );
  if (p95Ms > P95_LIMIT_MS)
    return `The 95th percentile is ${p95Ms.toFixed(0)} ms; ${P95_LIMIT_MS} are allowed.`;
  return undefined;
}

async function look(url: URL): Promise<Look> {
  const startedAt = performance.now();
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(LOOK_LIMIT_MS) });
    await response.arrayBuffer();
    return { ok: response.status === 200, tookMs: performance.now() - startedAt };
  } catch {
    return { ok: false, tookMs: performance.now() - startedAt };
  }
}

if (isMain(import.meta.url)) {
  await run(async () => {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { seconds: { type: 'string', default: '300' } },
    });
    const [base] = positionals;
    if (base === undefined) throw new OpsError('Usage: node ops/watch.ts BASE_URL --seconds N');
    const looks: Look[] = [];
    const endsAt = Date.now() + Number(values.seconds) * 1000;
    while (Date.now() < endsAt) {
      looks.push(...(await Promise.all(PATHS.map((path) => look(new URL(path, base))))));
      const fault = looks.length >= FEWEST_LOOKS ? watchFault(looks) : undefined;
      if (fault !== undefined) throw new OpsError(fault);
      await wait(EVERY_MS);
    }
    const fault = watchFault(looks);
    if (fault !== undefined) throw new OpsError(fault);
    return `${looks.length} looks in ${values.seconds} s: within the limits.`;
  });
}
