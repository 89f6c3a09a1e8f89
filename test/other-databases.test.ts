import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { runCli } from './run-cli.ts';

const audits = [
  'database/primary-keys',
  'database/fk-valid',
  'database/least-privilege',
  'observability/readiness-truthful',
  'resilience/db-restart',
];

it('a service on MySQL is not told that audits of its database do not apply', async (test) => {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-mysql-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  const dependencies = { express: '5.1.0', mysql2: '3.14.1' };
  const packages = {
    '': { name: 'orders', dependencies },
    'node_modules/express': { version: '5.1.0' },
    'node_modules/mysql2': { version: '3.14.1' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'orders', dependencies }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'orders', lockfileVersion: 3, packages }),
  );
  writeFileSync(join(folder, 'app.js'), 'require("express")().listen(3000);\n');

  const { out } = await runCli(['inspect', folder, '--no-store', '--format', 'json']);

  const result: { audits: { id: string; outcome: string }[] } = JSON.parse(out);
  const outcomes = audits.map((id) => result.audits.find((audit) => audit.id === id)?.outcome);
  assert.deepEqual(
    outcomes,
    audits.map(() => 'unknown'),
  );
});
