import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import jobKills from '../../evidence/job-kills.ts';
import manifests from '../../evidence/manifests.ts';

/** Libraries that run jobs outside of the request. */
const queues =
  /^(?:bull|bullmq|bee-queue|agenda|pg-boss|graphile-worker|celery|rq|dramatiq|huey|arq|sidekiq|resque|delayed_job|good_job|solid_queue|hangfire(?:\..*)?|oban|github\.com\/(?:hibiken\/asynq|riverqueue\/river))$/i;

const job = {
  name: 'send-receipt',
  startedMs: 40,
  killedMs: 300,
  endedMs: 9_000,
  effects: 1,
  countedIn: 'the mail catcher',
};

export default defineAudit({
  title: 'A job whose worker is killed in the middle ends once: it is neither lost nor done twice',
  failureTitle: 'A job whose worker is killed in the middle is lost, stuck or done twice',
  why: 'Every deployment stops workers: some customers get no receipt, others are charged twice.',
  fix: 'Acknowledge a job after its work, not before (`acks_late`, a lock with a time limit), make its effect safe to repeat (a key that is unique in the database, an idempotency key for partners), and give stuck jobs back after a time.',
  refs: ['Release It!: idempotent receivers', 'AWS Well-Architected REL04-BP04'],
  severity: 'major',
  state: 'trial',
  effortHours: 8,
  claims: [
    'background jobs',
    'background jobs processing correctly',
    'background job processing',
    'job queue',
    'job processing',
    'queue workers',
    'queue processing',
    'worker processes',
    'message queue processing',
    'exactly once',
  ],
  needs: { seen: jobKills },
  signs: {
    from: { declared: manifests },
    look: ({ declared }) =>
      declared.manifests
        .filter(({ aside }) => !aside)
        .flatMap(({ file, dependencies }) =>
          dependencies
            .filter(({ name, scope }) => scope === 'runtime' && queues.test(name))
            .map(({ name, line }) => ({ file, line, note: `${name} runs jobs` })),
        ),
  },
  judge({ seen }) {
    const killed = seen.jobs.filter(
      ({ startedMs, killedMs, endedMs }) =>
        startedMs !== undefined &&
        killedMs !== undefined &&
        killedMs >= startedMs &&
        (endedMs === undefined || endedMs > killedMs),
    );
    if (killed.length === 0)
      return { abstains: 'unknown', because: 'No worker was killed while a job was running.' };
    const findings = killed.flatMap(({ name, effects, endedMs, countedIn }): Finding[] => {
      const found = (key: string, says: string) => [{ key: `${key}:${name}`, says, where: { note: name } }];
      if (effects > 1)
        return found('repeated', `The effect of ${name} was seen ${effects} times in ${countedIn}.`);
      if (endedMs === undefined)
        return found(
          effects === 0 ? 'lost' : 'stuck',
          `${name} had not ended ${Math.round(seen.watchedMs / 1_000)} s after its worker was killed; its effect was seen ${effects === 0 ? 'never' : 'once'}.`,
        );
      return effects === 0
        ? found('hollow', `${name} counts as done, and its effect was never seen in ${countedIn}.`)
        : [];
    });
    return { looked: killed.length, findings };
  },
  examples: {
    pass: [{ given: { seen: { watchedMs: 60_000, jobs: [job] } } }],
    fail: [
      {
        given: {
          seen: {
            watchedMs: 60_000,
            jobs: [
              { ...job, effects: 2 },
              { ...job, name: 'draw', endedMs: undefined, effects: 0 },
            ],
          },
        },
        findings: ['repeated:send-receipt', 'lost:draw'],
      },
      {
        name: 'done, and for ever running',
        given: { seen: { watchedMs: 60_000, jobs: [{ ...job, endedMs: undefined }] } },
        findings: ['stuck:send-receipt'],
      },
    ],
    hollow: [
      {
        name: 'marked as done without its effect',
        given: { seen: { watchedMs: 60_000, jobs: [{ ...job, effects: 0 }] } },
        findings: ['hollow:send-receipt'],
      },
      {
        name: 'killed after the job had ended',
        given: { seen: { watchedMs: 60_000, jobs: [{ ...job, endedMs: 200 }] } },
        outcome: 'unknown',
      },
    ],
    absent: [{ name: 'no job', given: { seen: { watchedMs: 60_000, jobs: [] } }, outcome: 'unknown' }],
  },
});
