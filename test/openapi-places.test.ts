import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import openapiDocuments from '../src/catalog/gatherers/openapi-documents.ts';
import { readOpenApi } from '../src/catalog/openapi/document.ts';
import { openDrivers } from '../src/drivers/open.ts';

const document = [
  "openapi: '3.0.0'",
  'info: { title: Orders, version: 1.0.0 }',
  'paths:',
  '  /orders:',
  "    get: { responses: { '200': { description: all } } }",
  '',
].join('\n');

it('an OpenAPI document is found by the folder or name people give it, and by what it says', async (test) => {
  const root = mkdtempSync(join(tmpdir(), 'seaworthy-openapi-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, text] of [
    ['api-docs/orders.yaml', document],
    ['web/api.yml', document],
    ['deploy/api.yaml', 'services: { api: { image: orders } }\n'],
  ] as const) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const { drivers, close } = await openDrivers(root, {});

  const { documents } = await openapiDocuments.gather({
    given: {},
    drivers,
    traits: [],
    signal: AbortSignal.timeout(20_000),
  });
  await close();

  assert.deepEqual(documents.map(({ file }) => file).sort(), ['api-docs/orders.yaml', 'web/api.yml']);
});

it('a path parameter that lacks `required` is said to lack that, and nothing else', async () => {
  const path = '/orders/{id}';
  const text = document.replace(
    '  /orders:',
    `  ${path}:\n    parameters: [{ name: id, in: path, schema: { type: integer } }]`,
  );

  const read = await readOpenApi('openapi.yaml', text);

  assert.deepEqual(
    read?.problems.map(({ says }) => says),
    ["/paths/~1orders~1{id}/parameters/0: must have required property 'required'"],
  );
});
