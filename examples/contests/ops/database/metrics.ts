// What the newest backup tells Prometheus, as a textfile for node-exporter.
import { rename, writeFile } from 'node:fs/promises';
import type { Manifest } from './manifest.ts';

export async function writeMetrics(file: string, manifest: Manifest): Promise<void> {
  const [startedS, finishedS] = [manifest.startedAt, manifest.finishedAt].map(
    (at) => new Date(at).getTime() / 1000,
  );
  if (startedS === undefined || finishedS === undefined) throw new Error('The manifest names no moments.');
  const lines = [
    '# HELP contests_backup_last_success_timestamp_seconds When the newest verified backup was begun.',
    '# TYPE contests_backup_last_success_timestamp_seconds gauge',
    `contests_backup_last_success_timestamp_seconds ${Math.floor(startedS)}`,
    '# HELP contests_backup_size_bytes Size of the newest backup.',
    '# TYPE contests_backup_size_bytes gauge',
    `contests_backup_size_bytes ${manifest.sizeBytes}`,
    '# HELP contests_backup_duration_seconds How long the newest backup took.',
    '# TYPE contests_backup_duration_seconds gauge',
    `contests_backup_duration_seconds ${(finishedS - startedS).toFixed(3)}`,
  ];
  // node-exporter may read at any moment: it must never see half a file.
  await writeFile(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o644 });
  await rename(`${file}.new`, file);
}
