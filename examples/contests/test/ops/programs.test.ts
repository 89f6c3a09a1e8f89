import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('../../ops/', import.meta.url);
const programs = readdirSync(folder).filter(
  (name) => name.endsWith('.ts') && readFileSync(new URL(name, folder), 'utf8').startsWith('// node ops/'),
);

test('every program in ops does something when it is started: without arguments it says what it needs and fails', () => {
  assert.ok(programs.length >= 7, programs.join());
  for (const name of programs) {
    const { status, stderr } = spawnSync(process.execPath, [new URL(name, folder).pathname], {
      env: {},
      encoding: 'utf8',
    });

    assert.notEqual(status, 0, `${name} ended well without doing anything`);
    assert.match(stderr, /Usage: |is missing/, name);
  }
});

test('no program relies on what the oldest supported Node does not have', () => {
  for (const name of programs)
    assert.ok(!readFileSync(new URL(name, folder), 'utf8').includes('import.meta.main'), name);
});
