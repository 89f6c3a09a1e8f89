// Moves a contest one step through its workflow. The database writes the audit trail with every change of status.
import { sql } from 'kysely';
import { because, type Db } from '../database/session.ts';
import type { Caller } from '../http/access.ts';
import { Problem } from '../http/problems.ts';
import { contestOrNotFound } from './find.ts';
import type { ContestRow } from './view.ts';
import { mayTake, STEPS, type StepName } from './workflow.ts';

export async function takeStep(
  db: Db,
  caller: Caller,
  contestId: string,
  name: StepName,
  reason?: string,
): Promise<ContestRow> {
  const step = STEPS[name];
  const contest = await contestOrNotFound(db, contestId);
  const who = { owner: contest.sponsor_id === caller.personId, admin: caller.role === 'admin' };
  if (!mayTake(step, who)) throw new Problem(403, refusal(name, who.owner));
  if (!step.from.includes(contest.status)) {
    throw new Problem(409, `A contest that is ${contest.status} has no step "${name}".`);
  }
  if (step.needsReason && reason === undefined) throw new Problem(422, `The step "${name}" needs a reason.`);
  if (name === 'submit' || name === 'approve') {
    if (contest.ends_at.getTime() <= Date.now())
      throw new Problem(422, 'The end of this contest has passed; change it first.');
  }
  await because(db, reason ?? '');
  const changed = await db
    .updateTable('contests')
    .set({
      status: step.to,
      version: sql`version + 1`,
      updated_at: sql`now()`,
      ...(name === 'approve' ? { approved_by: caller.personId } : {}),
    })
    .where('id', '=', contestId)
    // Somebody else may have been quicker since the row was read.
    .where('status', '=', contest.status)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n)
    throw new Problem(409, 'The contest has just been changed by somebody else.');
  return contestOrNotFound(db, contestId);
}

function refusal(name: StepName, owner: boolean): string {
  const { by } = STEPS[name];
  if (by === 'admin' && owner) return 'Nobody decides about their own contest; another admin must.';
  return `Only the ${by === 'owner' ? 'sponsor of this contest' : by.replace('owner', 'sponsor of this contest')} may ${name} it.`;
}
