import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export const mainFile = join(import.meta.dirname, '../src/cli/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a user would, with pipes for streams. */
export function runCli(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly file?: string;
    readonly started?: (child: ChildProcess) => void;
  } = {},
): Promise<Ended> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, NODE_TEST_CONTEXT: _test, ...env } = process.env;
  const child = spawn(process.execPath, [options.file ?? mainFile, ...args], {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  options.started?.(child);
  return new Promise((done, fail) => {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.on('error', fail);
    child.on('close', (code) => done({ code, out, err }));
  });
}
