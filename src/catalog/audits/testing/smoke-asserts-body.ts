import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { exampleCi, exampleJob, noCi, ran, runStep } from '../../ci/example-ci.ts';
import { blindSpot, deedsOf, seatsOf, whereOf, type Seat } from '../../ci/look.ts';
import type { Ci, Command } from '../../ci/model.ts';
import { promises } from '../../ci/name-purposes.ts';
import { isLookedAt } from '../../ci/verifying.ts';
import ci from '../../evidence/ci.ts';

/** Much is verified in tests; only what was brought up or out is smoke-tested. */
const smoke =
  /smoke|health|sanity|post[- ]?deploy|verif.*\b(deploy\w*|release|rollout|production|staging|service|server|app|application|api|site|website|endpoints?|version)\b/i;

export default defineAudit({
  title: 'Smoke tests look at what the service answers and which version it is',
  failureTitle: 'Smoke tests look only at the status code',
  why: 'A proxy, a cached page or the old release answers 200 too. Then the check is green while the new version never came up.',
  fix: `Compare content and version:

\`\`\`sh
set -euo pipefail
curl --fail --silent --show-error "$URL/version" | jq --exit-status --arg v "$VERSION" '.version == $v'
curl --fail --silent --show-error "$URL/health/ready" | jq --exit-status '.status == "ready"'
\`\`\``,
  refs: ['Martin Fowler: Smoke test', 'Google SRE Book: Release Engineering'],
  severity: 'minor',
  state: 'stable',
  effortHours: 1,
  claims: [
    'smoke tests',
    'smoke test',
    'staging smoke test',
    'run smoke tests',
    'e2e smoke tests',
    'make smoke',
    'staging smoke',
    'smoke tested',
    'smoke testing',
    'smoke tests pass',
    'smoke test passed',
  ],
  needs: { seen: ci },
  judge({ seen }) {
    const findings: Finding[] = [];
    const unsure: Where[] = [];
    let looked = 0;
    for (const seat of seatsOf(seen)) {
      if (!isSmoke(seat)) continue;
      const read = readProbes(seen, seat);
      if (read === 'none') continue;
      looked += 1;
      if (read === 'unread')
        unsure.push({ ...whereOf(seat), note: 'what it does with the answer was not followed' });
      else if (read.content === undefined)
        findings.push({
          key: `status-only:${keyOf(seat)}`,
          says: 'The smoke test looks at no content of the answer.',
          where: read.where,
        });
      else if (!read.version)
        findings.push({
          key: `no-version:${keyOf(seat)}`,
          says: 'The smoke test does not ask which version answers.',
          where: read.where,
        });
    }
    if (findings.length > 0) return { looked, findings: onePerPlace(findings) };
    if (unsure.length > 0)
      return {
        abstains: 'unknown',
        because: 'Smoke tests run programs whose comparisons were not followed.',
        signs: unsure,
      };
    if (looked === 0)
      return { abstains: 'unknown', because: `${blindSpot(seen) ?? 'No smoke test was recognised in CI'}.` };
    return { looked, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: smoking(
            ran('curl -fsS https://orders.acme.dev/version', ['verify']),
            ran('jq -e --arg v "$VERSION" ".version==$v"'),
          ),
        },
      },
    ],
    fail: [
      {
        given: { seen: smoking(ran('curl -fsS https://orders.acme.dev/health', ['verify'])) },
        findings: ['status-only:.github/workflows/ci.yml#deploy:Smoke test'],
      },
      {
        given: {
          seen: smoking(ran('curl -fsS https://orders.acme.dev/health', ['verify']), ran('grep -q ready')),
        },
        findings: ['no-version:.github/workflows/ci.yml#deploy:Smoke test'],
      },
    ],
    hollow: [
      {
        name: 'a script that was not followed',
        given: {
          seen: smoking(
            ran('node scripts/smoke.js', ['verify'], {
              calls: [{ kind: 'file', name: 'scripts/smoke.js', folder: '', exists: 'yes' }],
            }),
          ),
        },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: noCi }, outcome: 'unknown' },
      {
        name: 'an end-to-end test of sign-in that expects a refusal',
        given: {
          seen: exampleCi([
            exampleJob('e2e', [
              runStep([ran("curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8001/", ['verify'])], {
                name: 'Verify proxy-auth round-trip',
              }),
            ]),
          ]),
        },
        outcome: 'unknown',
      },
    ],
  },
});

/** Called so; or a look at the health in a job that deploys, or after one. */
function isSmoke({ pipeline, job, step }: Seat): boolean {
  const named = step.name ?? (job.steps.length <= 3 ? (job.name ?? job.id) : undefined);
  if (!promises(named, 'verify') || !smoke.test(named ?? '') || !step.does.includes('verify')) return false;
  if (/smoke|post[- ]?deploy/i.test(named ?? '')) return true;
  const before = [job, ...pipeline.jobs.filter((other) => job.needs.includes(other.id))];
  return before.some((one) => one.steps.some((other) => other.does.includes('deploy')));
}

type Probes =
  | { readonly where: Where; readonly content: Command | undefined; readonly version: boolean }
  | 'none'
  | 'unread';

function readProbes(seen: Ci, seat: Seat): Probes {
  const deeds = deedsOf(seen, seat);
  const commands = deeds.map((deed) => deed.command);
  const probes = deeds.filter(({ command }) => /^(curl|wget|http|https|xh)$/.test(command.program ?? ''));
  const [first] = probes;
  if (first === undefined) return commands.some((command) => command.calls.length > 0) ? 'unread' : 'none';
  const looking = probes.filter(({ command }) => isLookedAt(command, commands) && !isStatusOnly(command));
  const compared = commands.filter(({ program }) => /^(\[|test|grep|egrep|jq|diff|cmp)$/.test(program ?? ''));
  // What the script itself has started is the version it was given.
  const started = commands.some(({ text }) =>
    /^(docker|podman) (run|compose\b.*\bup)\b|^docker-compose\b.*\bup\b/.test(text),
  );
  const version =
    started ||
    [...looking.map(({ command }) => command), ...compared].some(({ text }) =>
      /version|commit|\bsha\b|GITHUB_SHA|digest|revision|build[-_ ]?(id|number)|\brelease\b/i.test(text),
    );
  return { where: first.where, content: looking[0]?.command, version };
}

/** `-o /dev/null -w '%{http_code}'` throws the answer away. */
function isStatusOnly({ text }: Command): boolean {
  return /http_code/.test(text) && /\/dev\/null/.test(text);
}

function keyOf({ job, step }: Seat): string {
  return `${step.file}#${job.id}:${step.name ?? step.id ?? 'step'}`;
}

/** Two jobs that run the same script have one thing to repair. */
function onePerPlace(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.toReversed().map((one) => [`${one.where.file}:${one.where.line}`, one])).values(),
  ].reverse();
}

function smoking(...commands: readonly Command[]) {
  return exampleCi([exampleJob('deploy', [runStep(commands, { name: 'Smoke test' })])]);
}
