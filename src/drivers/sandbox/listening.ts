import { readdir, readFile, readlink } from 'node:fs/promises';
import { markedProcesses } from './lease.ts';

const listenState = '0A';

/** TCP ports on which processes of the group `pid` in this sandbox listen. Linux only; elsewhere none are known. */
export async function listeningPorts(sandbox: string, pid: number): Promise<number[]> {
  const inodes = new Set<string>();
  for (const one of await markedProcesses(sandbox)) {
    if ((await groupOf(one)) !== pid) continue;
    const files = await readdir(`/proc/${one}/fd`).catch((): string[] => []);
    const links = await Promise.all(files.map((file) => readlink(`/proc/${one}/fd/${file}`).catch(() => '')));
    for (const link of links) {
      const inode = /^socket:\[(\d+)\]$/.exec(link)?.[1];
      if (inode !== undefined) inodes.add(inode);
    }
  }
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((path) => readFile(path, 'latin1').catch(() => '')),
  );
  const ports = tables
    .flatMap((table) => table.split('\n').slice(1))
    .flatMap((line) => {
      const fields = line.trim().split(/\s+/);
      const port = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16);
      return fields[3] === listenState && inodes.has(fields[9] ?? '') ? [port] : [];
    });
  return [...new Set(ports)].sort((a, b) => a - b);
}

async function groupOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}
