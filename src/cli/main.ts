import { commands } from './commands.ts';
import { flush, openConsole } from './console.ts';
import { abortOnInterrupt, interrupted } from './interrupt.ts';
import { parse } from './parse.ts';

/** Wrong call or our own failure; readiness itself answers 0 or 1. */
const failed = 2;

async function main(argv: readonly string[]): Promise<number> {
  const console = openConsole();
  const signal = abortOnInterrupt(() => console.tell('\nStopping …\n'));
  try {
    const call = await parse(argv, commands, console);
    if ('exit' in call) return call.exit;
    const { run } = await call.command.load();
    return await run({ args: call.args, options: call.options, console, signal });
  } catch (error) {
    if (signal.aborted) return interrupted;
    const { harmless } = await import('../report/harmless.ts');
    const message = error instanceof Error ? error.message : String(error);
    console.tell(`seaworthy: ${message.split('\n').map(harmless).join('\n')}\n`);
    return failed;
  }
}

// No top-level await and the only exit: whatever a gatherer left open must not keep the process alive.
void main(process.argv.slice(2)).then(async (code) => {
  await flush();
  process.exit(code);
});
