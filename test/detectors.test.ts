import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryRepository } from '../fixtures/memory-repository.ts';
import { ownCatalog } from '../src/cli/inspection.ts';
import { readCatalog } from '../src/engine/catalog.ts';
import { detect, type Detection } from '../src/engine/detect.ts';
import { gather, gatherersFor } from '../src/engine/gather.ts';
import type { Evidence } from '../src/kit/evidence.ts';
import { compose, file, go, inFolder, npm, type Files } from './detector-files.ts';
import { rows } from './detector-rows.ts';

const catalog = await readCatalog([ownCatalog]);

describe('every detector fires on its technology and not on what looks like it', () => {
  for (const [trait, yes, no] of rows) {
    it(trait, async () => {
      const [shown, absent] = await Promise.all([look(yes), look(no)]);

      assert.deepEqual(
        names(shown).filter((name) => name === trait),
        [trait],
      );
      assert.ok(!names(absent).includes(trait), `${trait} is not in ${Object.keys(no).join(', ')}`);
    });
  }

  it('every detector of the catalog has a row', () => {
    const covered = new Set(rows.map(([trait]) => trait));

    assert.deepEqual(
      [...catalog.detectors.keys()].filter((name) => !covered.has(name)),
      [],
    );
  });
});

describe('a trait says where it holds', () => {
  it('a backend and a front end of one repository are judged as both', async () => {
    const { traits } = await look({
      ...inFolder('backend', { ...npm('fastify') }),
      ...inFolder('web', npm('next')),
    });

    assert.deepEqual(folders(traits, 'fastify'), ['backend']);
    assert.deepEqual(folders(traits, 'frontend'), ['web']);
  });

  it('the place is the line of the dependency, with its scope', async () => {
    const { traits } = await look(go('github.com/jackc/pgx/v5'));

    assert.deepEqual(traits.find(({ name }) => name === 'postgres')?.where, [
      { file: 'go.mod', line: 5, note: 'runtime dependency github.com/jackc/pgx/v5' },
    ]);
  });

  it('an image, an address and a setting count as well as a package', async () => {
    const image = await look(compose('docker.io/library/postgres'));
    const address = await look(file('.env.example', 'DATABASE_URL=postgres://app@db/app\n'));
    const setting = await look(
      file('prisma/schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n'),
    );

    for (const seen of [image, address, setting]) assert.ok(names(seen).includes('postgres'));
  });
});

describe('what could not be ruled out is undetermined, not absent', () => {
  const cases: readonly (readonly [string, Files])[] = [
    ['a manifest that cannot be parsed', file('package.json', '{"dependencies": ')],
    ['an ecosystem that is not understood', file('build.sbt', 'libraryDependencies += x')],
    ['sources without a manifest', file('main.py', 'import psycopg')],
    [
      'a client that another package brought',
      {
        ...npm('pg-wrapper'),
        'package-lock.json': JSON.stringify({
          lockfileVersion: 3,
          packages: {
            'node_modules/pg-wrapper': { version: '1.0.0' },
            'node_modules/pg': { version: '8.0.0' },
          },
        }),
      },
    ],
  ];
  for (const [name, files] of cases) {
    it(name, async () => {
      const { undetermined, traits } = await look(files);

      assert.ok(undetermined.has('postgres'));
      assert.deepEqual(folders(traits, 'postgres'), []);
    });
  }

  it('a readable repository without it rules it out', async () => {
    const { undetermined } = await look(npm('fastify'));

    assert.ok(!undetermined.has('postgres'));
  });
});

async function look(files: Files): Promise<Detection> {
  const needs = [...catalog.detectors.values()].flatMap((detector) =>
    Object.values<Evidence>(detector.needs),
  );
  const evidences = await gather({
    gatherers: gatherersFor(needs, catalog.gatherers),
    drivers: { repo: memoryRepository(files) },
    traits: [],
    before: { kept: new Map(), missing: new Map() },
    redact: (value) => value,
    report: () => undefined,
    signal: new AbortController().signal,
  });
  assert.deepEqual([...evidences.missing.values()], []);
  return detect(catalog.detectors, evidences);
}

function names({ traits }: Detection): string[] {
  return traits.map(({ name }) => name);
}

function folders(traits: Detection['traits'], wanted: string): string[] {
  return traits.filter(({ name }) => name === wanted).map(({ folder }) => folder);
}
