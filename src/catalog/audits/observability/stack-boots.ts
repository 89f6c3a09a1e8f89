import { defineAudit } from '../../../kit/audit.ts';
import type { Finding, Where } from '../../../kit/where.ts';
import { missingMounts } from '../../compose/missing-mounts.ts';
import { aComposeFile, aService, noCompose } from '../../compose/samples.ts';
import compose from '../../evidence/compose.ts';
import monitoring from '../../evidence/monitoring.ts';
import { aPrometheus, aRule, noMonitoring, theseRules } from '../../monitoring/samples.ts';
import type { Loaded } from '../../monitoring/types.ts';

const stack = [
  { file: 'compose.yaml', line: 9, service: 'prometheus', program: 'prometheus', role: 'service' as const },
];
const running = aComposeFile({ services: [aService({ name: 'prometheus', image: 'prom/prometheus:v3' })] });

export default defineAudit({
  title: 'The configuration of the monitoring stack is valid, and every file it reads is there',
  failureTitle: 'The monitoring stack cannot start, or leaves out files, as it is configured',
  why: 'Prometheus refuses its whole configuration for one bad line, and a pattern that matches no file is silently an empty set of alerts.',
  fix: 'Run `promtool check config`, `promtool check rules` and `amtool check-config` in CI, mount every file that the configuration names, and look at Status → Rules after the start.',
  refs: ['Prometheus configuration', 'promtool check'],
  severity: 'major',
  state: 'stable',
  effortHours: 1,
  claims: [
    'monitoring stack',
    'monitoring framework',
    'docker-compose.monitoring',
    'grafana dashboards imported',
    'dashboards',
    'prometheus metrics exposed',
    'monitoring strategy',
    'prometheus and grafana',
    'monitoring infrastructure',
    'observability stack',
    'observability platform',
  ],
  needs: { monitoring, compose },
  judge(given) {
    const files: readonly {
      file: string;
      role: string;
      loaded: Loaded;
      problems: readonly { line?: number | undefined; says: string }[];
    }[] = [...given.monitoring.prometheus, ...given.monitoring.rules, ...given.monitoring.alertmanager];
    const used = files.filter(({ role, loaded }) => role === 'service' && loaded.state !== 'no');
    const stackServices = new Set(
      given.monitoring.stack
        .filter(({ role }) => role === 'service')
        .map(({ file, service }) => `${file} ${service}`),
    );
    const mounts = given.compose.files
      .filter(({ role }) => role === 'service')
      .map((file) =>
        missingMounts({
          ...file,
          services: file.services.filter(({ name }) => stackServices.has(`${file.file} ${name}`)),
        }),
      );
    const patterns = given.monitoring.prometheus
      .filter(({ role, loaded }) => role === 'service' && loaded.state === 'yes')
      .flatMap(({ file, ruleFiles }) => ruleFiles.map((one) => ({ file, ...one })));
    const findings: Finding[] = [
      ...used.flatMap(({ file, problems }) =>
        problems.map(({ line, says }, index): Finding => ({
          key: `form:${file}:${index}`,
          says: `${file}: ${says}.`,
          where: line === undefined ? { file } : { file, line },
        })),
      ),
      ...mounts.flatMap((one) => one.findings),
      ...patterns
        .filter(({ state }) => state === 'missing')
        .map(({ file, line, pattern }): Finding => ({
          key: `rules:${file}:${pattern}`,
          says: `${file} reads the rules ${pattern}, and no mounted file is called so.`,
          where: { file, line },
        })),
    ];
    const looked = used.length + mounts.reduce((sum, one) => sum + one.looked, 0);
    if (findings.length > 0) return { looked, findings };
    const doubts: Where[] = [
      ...used
        .filter(({ loaded }) => loaded.state === 'unknown')
        .map(({ file, loaded }) => ({ file, note: loaded.because ?? 'not known to be loaded' })),
      ...patterns
        .filter(({ state }) => state === 'unknown')
        .map(({ file, line, pattern }) => ({
          file,
          line,
          note: `what ${pattern} matches is not known here`,
        })),
      ...given.monitoring.skipped.map(({ file, because }) => ({ file, note: because })),
    ];
    if (doubts.length > 0)
      return {
        abstains: 'unknown',
        because:
          'Files are valid as far as they are known here; what the running stack reads shows when it starts.',
        signs: doubts,
      };
    if (used.length > 0) return { looked, findings };
    return {
      abstains: 'unknown',
      because: 'No configuration of a monitoring stack is in the repository; it may be run elsewhere.',
    };
  },
  examples: {
    pass: [{ given: { compose: running, monitoring: { ...theseRules([aRule('Down', 'up == 0')]), stack } } }],
    fail: [
      {
        name: 'an expression that does not parse',
        given: {
          compose: running,
          monitoring: {
            ...theseRules([], {
              problems: [{ line: 4, says: 'the expression of Down does not parse as PromQL' }],
            }),
            stack,
          },
        },
        findings: ['form:monitoring/rules.yml:0'],
      },
      {
        name: 'a mounted file that is not there',
        given: {
          compose: aComposeFile({
            services: [
              aService({
                name: 'prometheus',
                mounts: [
                  {
                    line: 12,
                    kind: 'bind',
                    source: 'monitoring/prometheus.yml',
                    target: '/etc/prometheus/prometheus.yml',
                    readOnly: true,
                    exists: 'no',
                  },
                ],
              }),
            ],
          }),
          monitoring: { ...noMonitoring, stack },
        },
        findings: ['mount:compose.yaml:prometheus:monitoring/prometheus.yml'],
      },
    ],
    hollow: [
      {
        name: 'a pattern that matches nothing',
        given: {
          compose: running,
          monitoring: {
            ...noMonitoring,
            stack,
            prometheus: [
              aPrometheus({ ruleFiles: [{ pattern: 'alerts/*.yml', line: 3, files: [], state: 'missing' }] }),
            ],
          },
        },
        findings: ['rules:monitoring/prometheus.yml:alerts/*.yml'],
      },
      {
        name: 'a configuration that nothing is known to start',
        given: {
          compose: noCompose,
          monitoring: { ...noMonitoring, prometheus: [aPrometheus({ loaded: { state: 'unknown' } })] },
        },
        outcome: 'unknown',
      },
    ],
    absent: [{ given: { compose: noCompose, monitoring: noMonitoring }, outcome: 'unknown' }],
  },
});
