// The work that happens without a person asking. Each job may run twice, late, or on any instance without harm.
import type { Queue } from 'pg-boss';

interface QueuePlan {
  readonly name: QueueName;
  readonly cron?: string;
  readonly options: Omit<Queue, 'name'>;
}

export type QueueName = 'contest-clock' | 'channel-recheck' | 'prize-deadlines' | 'retention';

const SAFE = {
  policy: 'standard',
  retryLimit: 3,
  retryDelay: 5,
  retryBackoff: true,
  expireInSeconds: 120,
} as const;

export const QUEUES: readonly QueuePlan[] = [
  { name: 'contest-clock', cron: '* * * * *', options: SAFE },
  { name: 'channel-recheck', cron: '*/5 * * * *', options: SAFE },
  { name: 'prize-deadlines', cron: '7 * * * *', options: SAFE },
  { name: 'retention', cron: '23 3 * * *', options: { ...SAFE, expireInSeconds: 900 } },
];
