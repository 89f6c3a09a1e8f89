import { sql } from 'kysely';
import { contestOrNotFound } from '../contests/find.ts';
import type { Ownership } from '../http/access.ts';
import { Problem } from '../http/problems.ts';

/** Sponsor, judges and admins of a contest see its entries. */
export const seesEntries: Ownership = async (db, caller, params) => {
  const contest = await contestOrNotFound(db, params.contestId ?? '');
  if (contest.sponsor_id === caller.personId || caller.role === 'admin') return;
  const { rows } = await sql<{ judge: boolean }>`SELECT judges(${contest.id}) AS judge`.execute(db);
  if (rows[0]?.judge !== true)
    throw new Problem(403, 'Only the sponsor and the judges of this contest may see this.');
};
