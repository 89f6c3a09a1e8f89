import { endSandbox } from './lease.ts';

// A process of its own that outlives a kill -9 of Seaworthy: its standard input closes when Seaworthy is gone,
// however that happened, and then it ends the sandbox.
const folder = process.argv[2];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.stdin.resume();
process.stdin.on('error', () => undefined);
process.stdin.on('close', () => {
  const done = folder === undefined ? Promise.resolve() : endSandbox(folder);
  done.then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
