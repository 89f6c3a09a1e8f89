// Starts and ends contests when their time has come. Safe to run twice and on several instances: each row is
// moved by whoever locks it first, and only from the state it must be in.
import { sql } from 'kysely';
import type { Database } from '../database/connect.ts';
import { asSystem, because, type Db } from '../database/session.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { STEPS } from './workflow.ts';

const MOST_AT_ONCE = 500;

export async function runClock(
  database: Database,
  metrics: Metrics,
): Promise<{ started: number; ended: number }> {
  const started = await asSystem(database, 'job:contest-clock', (db) => move(db, 'start', 'starts_at'));
  const ended = await asSystem(database, 'job:contest-clock', (db) => move(db, 'end', 'ends_at'));
  metrics.transitions.inc({ to: 'active' }, started);
  metrics.transitions.inc({ to: 'ended' }, ended);
  return { started, ended };
}

async function move(db: Db, name: 'start' | 'end', due: 'starts_at' | 'ends_at'): Promise<number> {
  const { from, to } = STEPS[name];
  await because(db, `${due.replace('_', ' ')} has come`);
  const moved = await db
    .updateTable('contests')
    .set({ status: to, version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', 'in', (rows) =>
      rows
        .selectFrom('contests')
        .select('id')
        .where('status', 'in', from)
        .where(due, '<=', sql<Date>`now()`)
        .limit(MOST_AT_ONCE)
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirst();
  return Number(moved.numUpdatedRows);
}
