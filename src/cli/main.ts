import { Command, CommanderError } from 'commander';
import { version } from './version.ts';

/** Wrong call or our own failure; readiness itself answers 0 or 1. */
const failed = 2;

/** One line per command; its code is loaded only when it is called, so that --help stays quick. */
const commands = [() => import('./commands/inspect.ts')] as const;

export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('seaworthy');
  let exitCode = 0;
  program
    .description('Lighthouse for production readiness: evidence, verdicts, score.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError();
  for (const load of commands) (await load()).register(program, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failed;
    process.stderr.write(`seaworthy: ${error instanceof Error ? error.message : String(error)}\n`);
    return failed;
  }
}

process.exitCode = await main(process.argv.slice(2));
