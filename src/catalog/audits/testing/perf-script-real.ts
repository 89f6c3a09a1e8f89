import { defineAudit } from '../../../kit/audit.ts';
import type { Given } from '../../../kit/evidence.ts';
import type { Finding } from '../../../kit/where.ts';
import loadScriptRuns from '../../evidence/load-script-runs.ts';
import manifests from '../../evidence/manifests.ts';
import testFiles from '../../evidence/test-files.ts';
import { scriptsThat, testsOfKind } from '../../tests/test-signs.ts';

export default defineAudit({
  title: 'The load script has thresholds and goes red when the service is slow',
  failureTitle: 'The load script makes no load, or stays green when the service is slow',
  why: 'A load test that cannot fail is a screen saver: the release is slow, and the pipeline says all is well.',
  fix: 'Give the script limits and let it end with another code than 0 when they are broken: k6 `thresholds`, Artillery `ensure`, Gatling `assertions`, Locust with an exit code from `environment.stats`.',
  refs: ['k6 thresholds'],
  severity: 'minor',
  state: 'trial',
  effortHours: 8,
  claims: [
    'load testing',
    'performance tests',
    'stress testing',
    'load test',
    'performance validation',
    'stress test',
    'benchmark compliance',
    'load tests',
    'load tests run',
    'k6',
    'performance testing',
    'perf smoke',
    'jmeter',
    'load test completed',
    'performance tested',
    'locust',
    'load test report',
    'perf test',
    'stress tested',
    'load testing completed',
    'artillery',
    'capacity test',
  ],
  when: ['service'],
  needs: { seen: loadScriptRuns },
  signs: {
    from: { t: testFiles, m: manifests },
    look: ({ t, m }) => [
      ...testsOfKind(t, ['performance']),
      ...scriptsThat(m, /\b(k6 run|artillery run|autocannon|locust|gatling|wrk2?|vegeta|hey|oha)\b/),
    ],
  },
  judge({ seen }) {
    const findings = seen.scripts.flatMap(
      ({ file, command, thresholds, requests, exitHealthy, exitSlowed }): Finding[] => {
        const where = { file };
        if (requests === 0)
          return [
            { key: `no-load:${file}`, says: `\`${command}\` sent not one request to the service.`, where },
          ];
        if (exitHealthy !== 0)
          return [
            {
              key: `red-when-healthy:${file}`,
              says: `\`${command}\` ended with ${exitHealthy} against a healthy service.`,
              where,
            },
          ];
        if (exitSlowed !== 0) return [];
        const says = thresholds === 0 ? 'has no limits' : `has ${thresholds} limits and`;
        return [
          {
            key: `cannot-fail:${file}`,
            says: `\`${command}\` ${says} ended with 0 although every answer was slowed far past them.`,
            where,
          },
        ];
      },
    );
    return seen.scripts.length === 0
      ? { abstains: 'unknown', because: 'no load script was run' }
      : { looked: seen.scripts.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { scripts: [script({})] } } }],
    fail: [
      {
        name: 'green however slow',
        given: { seen: { scripts: [script({ exitSlowed: 0 })] } },
        findings: ['cannot-fail:perf/load.js'],
      },
      {
        name: 'it only prints',
        given: { seen: { scripts: [script({ requests: 0, exitSlowed: 0 })] } },
        findings: ['no-load:perf/load.js'],
      },
    ],
    absent: [{ given: { seen: { scripts: [] } }, outcome: 'unknown' }],
  },
});

type Script = Given<{ seen: typeof loadScriptRuns }>['seen']['scripts'][number];

function script(change: Partial<Script>): Script {
  return {
    file: 'perf/load.js',
    command: 'k6 run perf/load.js',
    thresholds: 2,
    requests: 3_000,
    exitHealthy: 0,
    exitSlowed: 99,
    ...change,
  };
}
