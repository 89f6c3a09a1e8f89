import { writeFileSync } from 'node:fs';

/** Loaded into a measured program with --import: tells its peak memory when it ends. */
const file = process.env['BENCH_MEMORY'];
// maxRSS is in kilobytes on every system.
if (file !== undefined)
  process.on('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS * 1_024)));
