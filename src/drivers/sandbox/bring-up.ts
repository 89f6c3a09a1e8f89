import type { Instance, Launched } from '../../kit/sandbox.ts';
import { askOver } from '../http.ts';
import { redact } from '../redact.ts';
import { supervise } from './process.ts';
import { untilReady } from './readiness.ts';

export interface StartRun {
  readonly command: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly sandbox: string;
  readonly port: number;
}

type Brought =
  { readonly ready: true; readonly instance: Instance } | Extract<Launched, { readonly ready: false }>;

/** One process of the service, from spawn to the first answer; ended again when that does not come. */
export async function bringUp(
  { command, cwd, env, sandbox, port }: StartRun,
  { limitMs, readyPath }: { readonly limitMs: number; readonly readyPath: string | undefined },
  signal: AbortSignal,
): Promise<Brought> {
  const child = supervise({
    command: '/bin/sh',
    args: ['-c', isPlain(command) ? `exec ${command}` : command],
    cwd,
    env,
    sandbox,
  });
  const wish = { port, limitMs, sandbox, signal, ...(readyPath === undefined ? {} : { path: readyPath }) };
  const readiness = await untilReady(child, wish);
  if (!readiness.ready) {
    await child.stop('SIGKILL', 0);
    return {
      ready: false,
      ran: true,
      because: readiness.because,
      logs: child.logs().slice(-200).map(redact),
      ...(readiness.ended ? { ended: readiness.ended } : {}),
    };
  }
  const url = `http://127.0.0.1:${readiness.port}`;
  const instance: Instance = {
    url,
    pid: child.pid,
    readyMs: readiness.tookMs,
    logs: child.logs,
    ended: child.ended,
    stop: child.stop,
    ask: (question, stopped) => askOver(url, question, stopped),
    usage: child.usage,
  };
  return { ready: true, instance };
}

function isPlain(command: string): boolean {
  return /^[\w./-]+(\s|$)/.test(command) && !/[;&|<>]/.test(command) && !command.startsWith('cd ');
}
