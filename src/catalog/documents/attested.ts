import { z } from 'zod';

/** What a named person states about something that no machine can see; the statement has a date and a holder. */
export const attested = z.object({
  statements: z.array(
    z.object({
      /** YYYY-MM-DD. */
      on: z.string(),
      by: z.string(),
      text: z.string(),
      /** The record it rests on: minutes, a ticket, a file. */
      record: z.string().optional(),
    }),
  ),
});
export type Attested = z.infer<typeof attested>;

/** Statements with a record that are not older than `days`, and why the others do not count. */
export function fresh(
  { statements }: Attested,
  today: string,
  days: number,
): { good: number; because: string | undefined } {
  const oldest = new Date(Date.parse(today) - days * 24 * 3_600_000).toISOString().slice(0, 10);
  const young = statements.filter((one) => one.on >= oldest && one.on <= today);
  const good = young.filter((one) => one.record !== undefined && one.record !== '').length;
  if (good > 0) return { good, because: undefined };
  if (statements.length === 0) return { good, because: 'Nobody has stated it.' };
  return {
    good,
    because:
      young.length === 0
        ? `The newest statement is older than ${days} days.`
        : 'The statement names no record.',
  };
}
