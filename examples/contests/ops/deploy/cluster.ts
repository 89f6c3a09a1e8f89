// kubectl, with the limits and the questions that a deployment needs.
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { OpsError } from '../settings.ts';

const CALL_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 2_000;

export interface Cluster {
  readonly namespace: string;
  readonly lookEveryMs?: number;
}

export async function kubectl(
  cluster: Cluster,
  args: readonly string[],
  input = '',
  limitMs = CALL_LIMIT_MS,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'kubectl',
      ['--namespace', cluster.namespace, ...args],
      { timeout: limitMs, maxBuffer: 2 ** 24 },
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const why =
          error.killed === true ? `took longer than ${limitMs / 1000} s` : stderr.trim() || error.message;
        reject(new OpsError(`kubectl ${args[0] ?? ''} ${args[1] ?? ''}: ${why}`));
      },
    );
    child.stdin?.on('error', () => undefined); // it ended before it read; its exit code says why
    child.stdin?.end(input);
  });
}

export async function exists(cluster: Cluster, kind: string, name: string): Promise<boolean> {
  return (await kubectl(cluster, ['get', kind, name, '--ignore-not-found', '--output=name'])).trim() !== '';
}

/** `kubectl wait` waits for one condition only: it would sit out its whole time-out when a job fails. */
export async function jobEnds(cluster: Cluster, name: string, limitMs: number): Promise<void> {
  const endsAt = Date.now() + limitMs;
  while (Date.now() < endsAt) {
    const state = await kubectl(cluster, [
      'get',
      'job',
      name,
      '--output=jsonpath={.status.conditions[?(@.status=="True")].type}',
    ]);
    if (/\bComplete\b/.test(state)) return;
    if (/\bFailed\b/.test(state)) {
      const logs = await kubectl(cluster, ['logs', `job/${name}`, '--all-containers', '--tail=50']).catch(
        () => '(no log)',
      );
      throw new OpsError(`Job ${name} failed:\n${logs.trim()}`);
    }
    await wait(cluster.lookEveryMs ?? LOOK_EVERY_MS);
  }
  throw new OpsError(`Job ${name} did not end within ${limitMs / 1000} s.`);
}
