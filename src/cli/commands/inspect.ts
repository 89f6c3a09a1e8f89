import { join } from 'node:path';
import type { Command } from 'commander';

export function register(program: Command, exit: (code: number) => void): void {
  program
    .command('inspect')
    .description('Say what is proven, failed and not yet shown about a repository.')
    .argument('[dir]', 'the repository', '.')
    .option('--format <format>', 'terminal or json', 'terminal')
    .option('--catalog <dir>', 'a folder with your own audits (may be repeated)', collect, [])
    .action(async (path: string, options: { format: string; catalog: readonly string[] }) => {
      const { inspect } = await import('../inspection.ts');
      const { result } = await inspect({ path, catalogs: options.catalog, store: join(path, '.seaworthy') });
      if (options.format === 'json') process.stdout.write(`${JSON.stringify(result)}\n`);
      else {
        const { renderTerminal } = await import('../../report/terminal.ts');
        process.stdout.write(renderTerminal(result));
      }
      exit(result.score.ready ? 0 : 1);
    });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
