import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import monitoring from '../../evidence/monitoring.ts';
import scrapeAnswers from '../../evidence/scrape-answers.ts';

const up = { job: 'web', address: 'web:9464', health: 'up' as const, samples: 240 };

export default defineAudit({
  title: 'Every configured scrape target resolves and is up',
  failureTitle: 'A configured scrape target is down, or a job has none',
  why: 'A dashboard without data looks calm, and alerts on it never fire.',
  fix: 'Open Status → Targets of Prometheus, correct host, port and path of what is red, and alert on `up == 0` and on `absent(up{job="…"})`.',
  refs: ['Prometheus, up', 'Pint'],
  severity: 'major',
  state: 'trial',
  effortHours: 1,
  claims: [
    'prometheus metrics exposed',
    'prometheus metric',
    'scrape',
    'metrics collection',
    'prometheus metrics instrumented',
    'enable_metrics',
    'metrics_port',
    'prometheus scrape',
    'scrape targets',
    'prometheus targets',
    'scrape configuration',
  ],
  needs: { seen: scrapeAnswers },
  signs: {
    from: { monitoring },
    look: ({ monitoring: { prometheus } }) =>
      prometheus
        .filter(({ role, loaded }) => role === 'service' && loaded.state !== 'no')
        .flatMap(({ file, jobs }) =>
          jobs.map(({ line, name, targets }) => ({
            file,
            line,
            note: `${name}: ${targets[0]?.address ?? 'found at run time'}`,
          })),
        ),
  },
  judge({ seen }) {
    const findings: Finding[] = [
      ...seen.targets
        .filter(({ health }) => health === 'down')
        .map(({ job, address, lastError }) => ({
          key: `down:${job}:${address}`,
          says: `${address} of job ${job} is down: ${lastError ?? 'no reason given'}.`,
          where: { service: job },
        })),
      ...seen.targets
        .filter(({ health, samples }) => health === 'up' && samples === 0)
        .map(({ job, address }) => ({
          key: `empty:${job}:${address}`,
          says: `${address} of job ${job} answers without a single sample.`,
          where: { service: job },
        })),
      ...seen.emptyJobs.map((job) => ({
        key: `none:${job}`,
        says: `Job ${job} has no target.`,
        where: { service: job },
      })),
    ];
    if (findings.length > 0) return { looked: seen.targets.length, findings };
    const waiting = seen.targets.filter(({ health }) => health === 'unknown');
    if (waiting.length > 0) return { abstains: 'unknown', because: 'Some targets had not been asked yet.' };
    return { looked: seen.targets.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { targets: [up], emptyJobs: [] } } }],
    fail: [
      {
        given: {
          seen: {
            targets: [up, { ...up, address: 'web2:9464', health: 'down', lastError: 'no such host' }],
            emptyJobs: [],
          },
        },
        findings: ['down:web:web2:9464'],
      },
      {
        name: 'a job that finds nobody',
        given: { seen: { targets: [up], emptyJobs: ['worker'] } },
        findings: ['none:worker'],
      },
    ],
    hollow: [
      {
        name: 'an endpoint that answers nothing',
        given: { seen: { targets: [{ ...up, samples: 0 }], emptyJobs: [] } },
        findings: ['empty:web:web:9464'],
      },
    ],
    notApplicable: [{ name: 'nothing is scraped', given: { seen: { targets: [], emptyJobs: [] } } }],
  },
});
