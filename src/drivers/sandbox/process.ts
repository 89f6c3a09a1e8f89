import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ended, StopSignal } from '../../kit/sandbox.ts';
import { marker, markedProcesses } from './lease.ts';

const maxLines = 20_000;
const maxLineLength = 8_000;
/** Of all lines together, per process: some print without end. */
const maxLetters = 8_000_000;

export interface Supervised {
  readonly pid: number;
  logs(): readonly string[];
  ended(): Ended | undefined;
  /** Settles when the process has ended, or rejects when it could not be started. */
  readonly end: Promise<Ended>;
  /** Settles when all it printed has arrived; children that live on can keep it waiting for ever. */
  readonly drained: Promise<void>;
  stop(signal: StopSignal, graceMs: number): Promise<Ended>;
  usage(): Promise<{ readonly memoryBytes: number; readonly cpuMs: number } | undefined>;
}

export interface SpawnOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The folder of the sandbox it belongs to. */
  readonly sandbox: string;
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** Starts a process in a group of its own, keeps the end of its output, and can end the whole group. */
export function supervise(options: SpawnOptions): Supervised {
  const startedAt = performance.now();
  const child = spawn(options.command, [...options.args], {
    cwd: options.cwd,
    env: { ...options.env, [marker]: options.sandbox },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...options.user,
  });
  const output = keepLines(child);
  let ended: Ended | undefined;
  const end = new Promise<Ended>((settle, fail) => {
    child.once('error', (error) => (child.pid === undefined ? fail(error) : undefined));
    child.once('exit', (code, signal) => {
      const tookMs = Math.round(performance.now() - startedAt);
      ended = {
        tookMs,
        ...(code === null ? {} : { exitCode: code }),
        ...(signal === null ? {} : { signal }),
      };
      settle(ended);
    });
  });
  // A start that fails is answered by whoever awaits `end`; without this line Node ends us first.
  end.catch(() => undefined);
  const drained = new Promise<void>((settle) => child.once('close', () => settle()));
  const pid = child.pid ?? -1;
  if (pid > 0) notePid(options.sandbox, pid);

  return {
    pid,
    logs: output,
    ended: () => ended,
    end,
    drained,
    async stop(signal, graceMs) {
      if (!ended) signalGroup(pid, signal);
      const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
      try {
        return await end;
      } finally {
        clearTimeout(late);
        // Children that ignored the signal, or left with a group of their own process tree.
        signalGroup(pid, 'SIGKILL');
      }
    },
    usage: () => usageOf(pid),
  };
}

function notePid(sandbox: string, pid: number): void {
  mkdirSync(join(sandbox, 'pids'), { recursive: true });
  writeFileSync(join(sandbox, 'pids', String(pid)), '');
}

function signalGroup(pid: number, signal: StopSignal): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone.
  }
}

/** Splits output into lines, drops the oldest when there are too many, cuts lines that never end. */
function keepLines(child: ChildProcess): () => readonly string[] {
  let lines: string[] = [];
  let letters = 0;
  const keep = (line: string) => {
    lines.push(line);
    letters += line.length;
    if (lines.length <= maxLines * 2 && letters <= maxLetters * 2) return;
    let dropped = 0;
    while (lines.length - dropped > maxLines || letters > maxLetters)
      letters -= lines[dropped++]?.length ?? 0;
    lines = lines.slice(dropped);
  };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = (parts.pop() ?? '').slice(-maxLineLength);
      for (const part of parts) keep(part.slice(0, maxLineLength));
    });
    stream?.on('close', () => {
      if (rest !== '') keep(rest);
      rest = '';
    });
    stream?.on('error', () => undefined);
  }
  return () => lines.slice(-maxLines);
}

async function usageOf(pid: number): Promise<{ memoryBytes: number; cpuMs: number } | undefined> {
  const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => undefined);
  const sandbox =
    environment === undefined ? undefined : new RegExp(`${marker}=([^\\0]+)`).exec(environment)?.[1];
  if (sandbox === undefined) return undefined;
  let memoryBytes = 0;
  let cpuMs = 0;
  for (const one of await markedProcesses(sandbox)) {
    const stat = await readFile(`/proc/${one}/stat`, 'latin1').catch(() => undefined);
    if (stat === undefined) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) !== pid) continue;
    // utime and stime in ticks of 10 ms, resident pages of 4 KiB.
    cpuMs += (Number(fields[11]) + Number(fields[12])) * 10;
    memoryBytes += Number(fields[21]) * 4_096;
  }
  return memoryBytes === 0 ? undefined : { memoryBytes, cpuMs };
}
