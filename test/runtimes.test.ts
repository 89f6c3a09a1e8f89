import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../fixtures/gather.ts';
import { endOfLife } from '../src/catalog/end-of-life.ts';
import runtimes from '../src/catalog/evidence/runtimes.ts';
import { linesAllowed, releaseLine } from '../src/catalog/release-line.ts';
import { runtimesOfImage } from '../src/catalog/runtimes/image-runtimes.ts';

describe('release lines', () => {
  const lines: readonly (readonly [string, string, string | undefined])[] = [
    ['node', '20.11.1', '20'],
    ['node', 'v22', '22'],
    ['node', 'lts/iron', undefined],
    ['python', '3.9-slim', '3.9'],
    ['python', '3', undefined],
    ['java', '1.8.0_392', '8'],
    ['java', '17.0.9+9', '17'],
    ['dotnet', '8.0.100', '8'],
    ['dotnet', '3.1', '3.1'],
    ['ubuntu', '22.04', '22.04'],
    ['perl', '5.36', undefined],
  ];
  for (const [runtime, version, line] of lines)
    it(`${runtime} ${version} is ${line ?? 'not clear'}`, () =>
      assert.equal(releaseLine(runtime, version), line));

  const ranges: readonly (readonly [string, string, string, boolean])[] = [
    ['node', '>=18', '24', true],
    ['node', '>=20 <21', '24', false],
    ['node', '16.x || 18.x', '18', true],
    ['python', '>=3.8,<3.10', '3.12', false],
    ['python', '^3.9', '3.12', true],
    ['python', '~3.9', '3.10', false],
    ['ruby', '~> 3.2.0', '3.3', false],
    ['ruby', '~> 3.1', '3.4', true],
    ['php', '^8.1|^8.2', '8.4', true],
    ['go', '>=1.21', '1.26', true],
  ];
  for (const [runtime, range, line, allowed] of ranges)
    it(`${runtime} ${range} ${allowed ? 'allows' : 'forbids'} ${line}`, () =>
      assert.equal(linesAllowed(runtime, range)?.includes(line), allowed));
});

describe('what images bring', () => {
  const images: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['node:20.11-bullseye-slim', ['node 20.11', 'debian 11']],
    ['node:22-alpine3.19', ['node 22', 'alpine 3.19']],
    ['docker.io/library/python:3.12', ['python 3.12']],
    ['mcr.microsoft.com/dotnet/aspnet:8.0-jammy', ['dotnet 8.0', 'ubuntu 22.04']],
    ['eclipse-temurin:21-jre', ['java 21']],
    ['gcr.io/distroless/nodejs20-debian12', ['node 20', 'debian 12']],
    ['ghcr.io/astral-sh/uv:0.5-python3.12-bookworm', ['python 3.12', 'debian 12']],
    ['debian:bookworm-slim', ['debian 12']],
    ['nginx:1.27', []],
    ['registry.acme.dev/base:7', undefined],
  ];
  for (const [image, brings] of images)
    it(image, () =>
      assert.deepEqual(
        runtimesOfImage(image)?.map(({ runtime, version }) => `${runtime} ${version}`),
        brings,
      ),
    );
});

describe('pins of a repository', () => {
  it('come from version files, manifests, every stage of a Dockerfile and CI', async () => {
    const { pins } = await gatherFrom(runtimes, {
      '.nvmrc': 'v22.11.0\n',
      '.tool-versions': '# tools\npython 3.12.1\n',
      'package.json': '{"engines": {"node": ">=20"}}',
      'global.json': '{"sdk": {"version": "9.0.100"}}',
      'go.mod': 'module a\n\ngo 1.22\n',
      Dockerfile: 'FROM node:18-slim AS build\nFROM node:20-slim AS base\nFROM base\nCMD ["node"]\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/setup-node@v4\n        with:\n          node-version: 16\n',
    });

    assert.deepEqual(
      pins
        .map(({ runtime, version, form, source, stage }) =>
          [runtime, version, form, source, stage].filter(Boolean).join(' '),
        )
        .sort(),
      [
        'dotnet 9.0.100 release version-file',
        'go >=1.22 range manifest',
        'node 16 release ci',
        'node 18 release image build',
        'node 20 release image final',
        'node 22.11.0 release version-file',
        'node >=20 range manifest',
        'python 3.12.1 release version-file',
      ],
    );
  });
});

it('every end of support is a day, and every runtime names its source', () => {
  for (const [runtime, { lines, source }] of Object.entries(endOfLife)) {
    assert.match(source, /^https:\/\//, runtime);
    for (const [line, day] of lines)
      assert.match(day ?? '2000-01-01', /^\d{4}-\d\d-\d\d$/, `${runtime} ${line}`);
  }
});
