import { join } from 'node:path';
import { toJson } from '../conclusion.ts';
import type { Given } from '../commands.ts';
import { inspect } from '../inspection.ts';

export async function run({ args, options, console, signal }: Given): Promise<number> {
  const path = args[0] ?? '.';
  const store = options.noStore ? undefined : (options.store ?? join(path, '.seaworthy'));
  const { result, background } = await inspect({
    path,
    catalogs: options.catalog,
    only: { audits: options.audit, areas: options.area },
    signal,
    ...(store === undefined ? {} : { store }),
    ...(options.config === undefined ? {} : { configFile: options.config }),
  });
  if (options.format === 'json') console.print(toJson(result));
  else {
    const { renderTerminal } = await import('../../report/terminal.ts');
    console.print(renderTerminal(result, background, console.out));
  }
  return result.score.ready ? 0 : 1;
}
