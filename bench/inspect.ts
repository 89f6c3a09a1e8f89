import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRepository } from './make-repository.ts';

/**
 * node bench/inspect.ts [DIR …]    times the built program (npm run build) as ratios in one run.
 * Without folders two repositories are made, of about 2,000 and 20,000 files.
 */
const root = join(import.meta.dirname, '..');
const program = join(root, 'bin/seaworthy.js');
const runs = { help: 15, small: 5, large: 3 } as const;
const aims = { helpRatio: 3, secondsBelow5000Files: 3, seconds: 10, peakMegabytes: 500 } as const;

/**
 * Loaded into the measured program: tells its peak memory when it ends (maxRSS is in kilobytes on every system). Plain
 * JavaScript, because what Node loads to read TypeScript would count as ours.
 */
const preload = `--import=data:text/javascript,${encodeURIComponent(
  `import { writeFileSync } from 'node:fs';
   process.on('exit', () => writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS * 1_024)));`,
)}`;

if (!existsSync(join(root, 'dist/cli/main.js'))) {
  process.stderr.write('Build first: npm run build\n');
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-bench-'));
let missed = 0;
try {
  process.stdout.write(`Node ${process.versions.node}, ${availableParallelism()} cores\n\n`);
  measureHelp();
  const given = process.argv.slice(2);
  const folders = given.length > 0 ? given : [2_000, 20_000].map(made);
  for (const folder of folders) measureInspection(folder);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = missed > 0 ? 1 : 0;

function made(files: number): string {
  const folder = join(scratch, `files-${files}`);
  makeRepository(folder, files);
  return folder;
}

function measureHelp(): void {
  const bare: number[] = [];
  const help: number[] = [];
  for (let run = 0; run < runs.help; run += 1) {
    bare.push(time(['-e', '0']).ms);
    help.push(time([program, '--help']).ms);
  }
  const ratio = median(help) / median(bare);
  line('seaworthy --help', `${show(help)} against node -e 0 ${show(bare)}: ${ratio.toFixed(2)} ×`);
  judge(ratio < aims.helpRatio, `below ${aims.helpRatio} ×`);
}

function measureInspection(folder: string): void {
  const { out } = time([join(import.meta.dirname, 'read-all.ts'), folder]);
  const { files, bytes }: { files: number; bytes: number } = JSON.parse(out);
  const times = files < 5_000 ? runs.small : runs.large;
  const reads: number[] = [];
  const inspections: number[] = [];
  let peakBytes = 0;
  const memory = join(scratch, 'memory');
  for (let run = 0; run < times; run += 1) {
    reads.push(time([join(import.meta.dirname, 'read-all.ts'), folder]).ms);
    inspections.push(
      time([preload, program, 'inspect', folder, '--quiet', '--store', join(scratch, 'store')], {
        BENCH_MEMORY: memory,
      }).ms,
    );
    peakBytes = Math.max(peakBytes, Number(readFileSync(memory, 'utf8')));
  }
  const ratio = median(inspections) / median(reads);
  const seconds = files < 5_000 ? aims.secondsBelow5000Files : aims.seconds;
  line(`${files.toLocaleString('en')} files, ${(bytes / 1e6).toFixed(1)} MB`, '');
  line('  reading every tracked file', show(reads));
  line('  whole inspection', `${show(inspections)}: ${ratio.toFixed(1)} ×`);
  judge(median(inspections) < seconds * 1_000, `below ${seconds} s`);
  line('  peak memory', `${Math.round(peakBytes / 1e6)} MB`);
  judge(peakBytes < aims.peakMegabytes * 1e6, `below ${aims.peakMegabytes} MB`);
}

function time(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { ms: number; out: string } {
  // An extra certificate store costs every start some 30 ms that are not ours.
  const { NODE_EXTRA_CA_CERTS: _certificates, ...inherited } = process.env;
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...inherited, ...env },
    maxBuffer: 64_000_000,
  });
  const ms = performance.now() - began;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms, out: stdout };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] =
    sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]];
  return (low + high) / 2;
}

/** Median and spread: one number alone says too little. */
function show(values: readonly number[]): string {
  return `${Math.round(median(values))} ms (${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}, ${values.length} runs)`;
}

function line(what: string, says: string): void {
  process.stdout.write(`${what.padEnd(30)} ${says}\n`.replace(/ +\n$/, '\n'));
}

function judge(holds: boolean, aim: string): void {
  if (!holds) missed += 1;
  process.stdout.write(`${' '.repeat(30)} ${holds ? 'meets' : 'misses'} the aim: ${aim}\n`);
}
