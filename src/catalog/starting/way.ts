import type { PlannedStep } from '../../kit/sandbox.ts';

/** One way to start a service, as the files of one folder tell it. */
export interface Way {
  /** Better known ways are tried first: higher wins. */
  readonly rank: number;
  readonly folder: string;
  readonly steps: readonly PlannedStep[];
  /** Literal variables the way itself brings. */
  readonly environment?: Readonly<Record<string, string>>;
}

export const limitMs: Readonly<Record<PlannedStep['name'], number>> = {
  install: 300_000,
  build: 300_000,
  migrate: 60_000,
  seed: 60_000,
  start: 60_000,
};

export function step(
  name: PlannedStep['name'],
  command: string,
  folder: string,
  because: string,
): PlannedStep {
  return { name, command, folder, because, limitMs: limitMs[name] };
}

export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
