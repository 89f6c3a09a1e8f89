import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import suppressions from '../src/catalog/gatherers/suppressions.ts';
import { openDrivers } from '../src/drivers/open.ts';

it('a reason may stand above a suppression, behind it, or go on below it, but not in code further down', async (test) => {
  const root = mkdtempSync(join(tmpdir(), 'seaworthy-reasons-'));
  test.after(() => rmSync(root, { recursive: true, force: true }));
  const ruby = [
    '# rubocop:disable Rails/Unique',
    '# the database cannot index such a long column',
    'validates :url, uniqueness: true',
    'create(note) # rubocop:disable Rails/SaveBang',
    '# sends the note to the moderators',
    'deliver(note)',
    '',
  ];
  writeFileSync(join(root, 'link.rb'), ruby.join('\n'));
  const script = [
    '/* eslint-disable prefer-rest-params */',
    '/* global ga */',
    '// eslint-disable-next-line no-console',
    'log(1); // the banner at start',
    '',
  ];
  writeFileSync(join(root, 'log.js'), script.join('\n'));
  const { drivers, close } = await openDrivers(root, {});

  const { found } = await suppressions.gather({
    given: {},
    drivers,
    traits: [],
    signal: AbortSignal.timeout(20_000),
  });
  await close();

  assert.deepEqual(found.map(({ file, line, reason }) => `${file}:${line} ${reason}`).sort(), [
    'link.rb:1 true',
    'link.rb:4 false',
    'log.js:1 false',
    'log.js:3 false',
  ]);
});
