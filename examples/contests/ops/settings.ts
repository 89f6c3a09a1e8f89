// What the operations programs need to know, with a sentence for each thing that is missing.

import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export class OpsError extends Error {}

export function needed(name: string, meaning: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new OpsError(`${name} is missing: ${meaning}.`);
  return value;
}

/** Runs a program: its one line of success on stdout, its one reason of failure on stderr and exit code 1. */
export async function run(main: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await main()}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Whether this file is the program that was started. (`import.meta.main` is not in Node 22, where it would quietly be false.) */
export function isMain(moduleUrl: string): boolean {
  const [, started] = process.argv;
  return started !== undefined && realpathSync(started) === fileURLToPath(moduleUrl);
}
