import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Every process a sandbox starts carries this variable, so that it can be found even outside its group. */
export const marker = 'SEAWORTHY_SANDBOX';
const prefix = 'seaworthy-sandbox-';

/** Folder name of a sandbox: tells its owner by process id and start time, so that a reused id is not mistaken. */
export async function sandboxFolderName(): Promise<string> {
  const random = Math.random().toString(36).slice(2, 8).padEnd(6, '0');
  return join(tmpdir(), `${prefix}${process.pid}-${(await startTime(process.pid)) ?? 0}-${random}`);
}

/** Ends what killed runs left: their processes first, then their folders. */
export async function sweepSandboxes(): Promise<void> {
  const names = await readdir(tmpdir()).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const [pid, began] = name.slice(prefix.length).split('-').map(Number);
    if (pid === undefined || (await startTime(pid)) === began) continue;
    await endSandbox(join(tmpdir(), name));
  }
}

/** Kills every process that carries the marker of this sandbox, then removes its folder. Safe to call twice. */
export async function endSandbox(folder: string): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const pids = await markedProcesses(folder);
    if (pids.length === 0) break;
    for (const pid of pids) killQuietly(pid);
    await new Promise((go) => setTimeout(go, 25));
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

/** Process ids whose environment names the sandbox. Elsewhere than on Linux: those listed in its pids folder. */
export async function markedProcesses(folder: string): Promise<number[]> {
  const entries = await readdir('/proc').catch(() => undefined);
  if (entries === undefined) return listedProcesses(folder);
  const wanted = `${marker}=${folder}\0`;
  const found: number[] = [];
  for (const entry of entries) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (`${environment}\0`.includes(wanted) && !(await isGuard(pid))) found.push(pid);
  }
  return found;
}

async function listedProcesses(folder: string): Promise<number[]> {
  const names = await readdir(join(folder, 'pids')).catch((): string[] => []);
  return names.map(Number).filter((pid) => Number.isInteger(pid) && isAlive(pid));
}

/** The guard cleans up on its own account and ends by itself. */
async function isGuard(pid: number): Promise<boolean> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '');
  return /\0[^\0]*sandbox\/guard\.(ts|js)\0/.test(line);
}

/** Clock ticks since boot at which a process began; undefined when it is gone or the system does not tell. */
async function startTime(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  if (stat === undefined) return process.platform === 'linux' || !isAlive(pid) ? undefined : 0;
  // The command name, in brackets, may hold spaces; the fields after it do not.
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function killQuietly(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Gone already, or no group leader.
    }
  }
}
