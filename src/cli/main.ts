import { setFlagsFromString } from 'node:v8';
import { harmless } from '../report/harmless.ts';
import { commands } from './commands.ts';
import { flush, openConsole } from './console.ts';
import { abortOnInterrupt, interrupted } from './interrupt.ts';
import { parse } from './parse.ts';

// The optimizing compiler takes 500 MB for the one huge function of PostgreSQL's parser, which runs for milliseconds;
// and a heap that may grow by half between collections instead of fourfold keeps a big repository below 500 MB.
for (const flag of ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering', '--heap-growing-percent=50'])
  setFlagsFromString(flag);

/** Wrong call or our own failure; readiness itself answers 0 or 1. */
const failed = 2;

async function main(argv: readonly string[]): Promise<number> {
  const console = openConsole();
  const signal = abortOnInterrupt(() => console.tell('\nStopping …\n'));
  process.on('unhandledRejection', (reason) => {
    // A promise that a unit forgot to await must not take the run with it; stopping leaves many behind.
    if (!signal.aborted)
      console.tell(`seaworthy: a unit failed unseen, please report it: ${wordsOf(reason)}\n`);
  });
  try {
    const call = await parse(argv, commands, console);
    if ('exit' in call) return call.exit;
    const { run } = await call.command.load();
    const code = await run({ args: call.args, options: call.options, console, signal });
    return signal.aborted ? interrupted : code;
  } catch (error) {
    if (signal.aborted) return interrupted;
    console.tell(`seaworthy: ${wordsOf(error)}\n`);
    return failed;
  }
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n').map(harmless).join('\n');
}

// No top-level await and the only exit: whatever a gatherer left open must not keep the process alive.
void main(process.argv.slice(2)).then(async (code) => {
  await flush();
  process.exit(code);
});
