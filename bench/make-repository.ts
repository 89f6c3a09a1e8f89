import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const healthy = join(import.meta.dirname, '../fixtures/apps/healthy');
const commits = 40;

/**
 * A monorepo of about so many files: a service that has everything (the healthy app), and packages in four languages
 * with code, tests, styles, texts and data, committed in several steps.
 */
export function makeRepository(folder: string, files: number): void {
  cpSync(healthy, folder, { recursive: true, filter: (source) => basename(source) !== '.seaworthy' });
  git(folder, ['init', '--quiet', '--initial-branch=main']);
  const perCommit = Math.ceil(files / commits);
  for (let index = 0; index < files; index += 1) {
    const [path, text] = fileAt(index);
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    if (index % perCommit === perCommit - 1 || index === files - 1) commit(folder, index);
  }
}

function fileAt(index: number): readonly [string, string] {
  const folder = `packages/part-${Math.floor(index / 100)}`;
  const make = makers[index % makers.length] ?? typescript;
  return make(folder, index);
}

type Maker = (folder: string, index: number) => readonly [string, string];

const makers: readonly Maker[] = [
  typescript,
  (folder, index) => [
    `${folder}/src/part-${index}.test.ts`,
    `import { it } from 'node:test';\n${typescript(folder, index)[1]}`,
  ],
  typescript,
  (folder, index) => [
    `${folder}/jobs/job_${index}.py`,
    repeat(
      30,
      (line) =>
        `def step_${line}(rows):\n    total = sum(row["amount"] for row in rows)\n    return {"total": total, "rate": ${index % 40 === 3 ? `float(os.environ.get("RATE_${line}", "1"))` : line}}\n`,
      'import os\n',
    ),
  ],
  typescript,
  (folder, index) => [
    `${folder}/internal/part_${index}.go`,
    repeat(
      25,
      (line) =>
        `func Step${line}(ctx context.Context, rows []Row) (int, error) {\n\tif len(rows) == 0 {\n\t\treturn 0, errors.New("no rows")\n\t}\n\treturn rows[0].Amount * ${line}, nil\n}\n`,
      'package part\n\nimport (\n\t"context"\n\t"errors"\n)\n',
    ),
  ],
  (folder, index) => [
    `${folder}/docs/part-${index}.md`,
    repeat(
      40,
      (line) => `## Part ${line}\n\nHow orders of kind ${line} are kept, and what to do when they are not.\n`,
    ),
  ],
  (folder, index) => [
    `${folder}/data/part-${index}.json`,
    JSON.stringify(
      Array.from({ length: 60 }, (_, row) => ({ id: row, kind: index, amount: row * 7 })),
      undefined,
      2,
    ),
  ],
  (folder, index) => [
    `${folder}/web/part-${index}.css`,
    repeat(
      50,
      (line) => `.part-${index}-${line} { margin: ${line}px; color: rgb(${line} ${line} ${line}); }\n`,
    ),
  ],
  (folder, index) =>
    index % 100 === 9 ? [`${folder}/package.json`, manifest(index)] : typescript(folder, index),
];

function typescript(folder: string, index: number): readonly [string, string] {
  const body = (line: number) =>
    `/** Adds up the orders of one kind. */\nexport async function sumOf${line}(rows: readonly Row[]): Promise<number> {\n  const rate = ${index % 40 === 0 ? `Number(process.env['RATE_${line}'] ?? '1')` : 1 + (line % 3)};\n  let sum = 0;\n  for (const row of rows) if (row.kind === ${line}) sum += row.amount * rate;\n  return sum;\n}\n`;
  return [
    `${folder}/src/part-${index}.ts`,
    repeat(15, body, `interface Row {\n  readonly kind: number;\n  readonly amount: number;\n}\n`),
  ];
}

function manifest(index: number): string {
  return `${JSON.stringify({ name: `@acme/part-${index}`, version: '1.0.0', private: true, type: 'module', dependencies: { fastify: '5.6.1' } }, undefined, 2)}\n`;
}

function repeat(times: number, line: (index: number) => string, head = ''): string {
  return head + Array.from({ length: times }, (_, index) => line(index)).join('\n');
}

function commit(folder: string, index: number): void {
  git(folder, ['add', '--all', '--force']);
  git(folder, ['commit', '--quiet', '--no-verify', '-m', `feat: parts up to ${index}`]);
}

function git(folder: string, args: readonly string[]): void {
  const person = { NAME: 'Ada', EMAIL: 'ada@acme.example', DATE: '2026-11-01T09:00:00Z' };
  const named = Object.entries(person).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ]);
  execFileSync('git', ['-c', 'commit.gpgsign=false', '-c', 'gc.auto=0', ...args], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(named),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
