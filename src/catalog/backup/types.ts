import type backupsEvidence from '../evidence/backups.ts';

export type Backups = ReturnType<(typeof backupsEvidence)['schema']['parse']>;
export type BackupJob = Backups['jobs'][number];
export type Work = BackupJob['work'];
export type StatefulStore = Backups['stores'][number];

/** One command, wherever it stands. `words` are the program and its arguments. */
export interface Act {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly words: readonly string[];
  /** The whole first line: a shell parser keeps redirections apart from the command. */
  readonly lineText?: string;
  /** Only prints, waits or arranges the shell. */
  readonly idle: boolean;
  /** Its failure is not noticed. */
  readonly lost: boolean;
}

export const noWork: Work = {
  dumps: [],
  destinations: [],
  encrypts: [],
  prunes: [],
  verifies: [],
  restores: [],
  notifies: [],
  swallows: [],
};

export function joinWork(parts: readonly Work[]): Work {
  return {
    dumps: parts.flatMap((part) => part.dumps),
    destinations: parts.flatMap((part) => part.destinations),
    encrypts: parts.flatMap((part) => part.encrypts),
    prunes: parts.flatMap((part) => part.prunes),
    verifies: parts.flatMap((part) => part.verifies),
    restores: parts.flatMap((part) => part.restores),
    notifies: parts.flatMap((part) => part.notifies),
    swallows: parts.flatMap((part) => part.swallows),
  };
}
