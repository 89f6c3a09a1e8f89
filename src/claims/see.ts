import type { ClaimResult } from '../kit/result.ts';
import type { Answer } from './answer.ts';

/** Where the denial stands, and one command, for the folder of the repository, that shows it. */
export function commandToSee({
  audit,
  where,
}: NonNullable<Answer['denied']>): NonNullable<ClaimResult['see']> {
  const { file, line } = where;
  const place = Object.keys(where).length === 0 ? {} : { where };
  if (file !== undefined && line !== undefined && isPlain(file))
    return { ...place, command: `sed -n ${line}p ${file}` };
  // What the audit saw was no line of a file: the audit shows it again, with all it found.
  const start = where.url === undefined ? '' : ' --start';
  return {
    ...place,
    command: audit === undefined ? 'seaworthy inspect' : `seaworthy inspect${start} --audit ${audit}`,
  };
}

/** A name that a shell takes as it stands: somebody will paste the command. */
function isPlain(file: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(file) && !file.startsWith('-');
}
