import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Given } from '../commands.ts';
import { inspect } from '../inspection.ts';
import { startingConfig } from '../starting-config.ts';
import { writeWhole } from '../write-whole.ts';

/** Writes a commented seaworthy.yaml from what the repository is made of. Never over an existing one. */
export async function run({ args, console, signal }: Given): Promise<number> {
  const path = args[0] ?? '.';
  const file = join(path, 'seaworthy.yaml');
  const existing = [file, join(path, 'seaworthy.yml')].find((one) => existsSync(one));
  if (existing !== undefined) throw new Error(`${existing} exists already. Edit it, or remove it first.`);
  const { result, catalog, evidences } = await inspect({ path, signal, also: ['start-plan'] });
  await writeWhole(file, startingConfig(result, catalog, evidences.kept.get('start-plan')?.value));
  console.print(`Wrote ${file}. Everything in it is optional; seaworthy inspect reads it from now on.\n`);
  return 0;
}
