// What the operations programs need to know, with a sentence for each thing that is missing.

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
