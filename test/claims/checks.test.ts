import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { resultSchema } from '../../src/report/result-schema.ts';
import { runCli } from '../run-cli.ts';

const lines = {
  '- [x] `scripts/backup.sh`': 'proven',
  '- [x] `scripts/restore.sh`': 'contradicted',
  '- [x] The moon is watched by `scripts/backup.sh`': 'partly',
  '- [x] The moon is watched by scripts/moon.sh': 'contradicted',
  '- [ ] The moon is watched by scripts/moon.sh': 'unproven',
  '- [x] The moon is watched by `/var/lib/moon.sh`': 'unproven',
  '- [x] The moon will be watched by `scripts/moon.sh`': 'unproven',
  '- [x] The moon is watched: `npm run watch:moon`': 'contradicted',
  '- [x] The stars are watched: `npm run watch:stars`': 'partly',
  '- ✅ GUIDE.md (4 lines)': 'proven',
  '- GUIDE.md (400 lines)': 'contradicted',
  '- [x] 12 migrations': 'contradicted',
  '- [x] 2+ migrations': 'proven',
  '- [x] 200 workflows': 'contradicted',
  '- [x] Moon #14 merged': 'unproven',
  '**Last updated**: 2099-01-01': 'contradicted',
  '- ✅ Test coverage: 95%': 'contradicted',
  '- ✅ Moon score: 90/100': 'not-checkable',
  '- ✅ Moon score: 70/100': 'contradicted',
} as const;
const sums = [
  '| Part | Score |',
  '| --- | --- |',
  '| Moon | 20/25 |',
  '| Stars | 10/25 |',
  '| Sun | 25/50 |',
  '| Total | 95/100 |',
];

describe('what lines of a readiness document name and count', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-named-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  it('is looked up in the repository, and contradicted only where it must be there', async () => {
    const text = `# Moon\n\n${Object.keys(lines).join('\n')}\n\n${sums.join('\n')}\n`;
    file('READINESS.md', text);
    file('coverage/lcov.info', 'TN:\nSF:moon.js\nDA:1,1\nDA:2,0\nLF:2\nLH:1\nend_of_record\n');
    file('GUIDE.md', '1\n2\n3\n4\n');
    file('scripts/backup.sh', 'pg_dump moon > moon.sql\n');
    file('package.json', '{ "name": "moon", "scripts": { "watch:stars": "node stars.js" } }');
    for (const name of ['001_moon', '002_stars', '003_sun'])
      file(`migrations/${name}.sql`, `create table ${name} (id int primary key);\n`);

    const { out, err } = await runCli([
      'claims',
      join(folder, 'READINESS.md'),
      '--dir',
      folder,
      '--format',
      'json',
    ]);

    const { claims = [] } = resultSchema.parse(JSON.parse(out || err));
    const source = text.split('\n');
    const seen = Object.fromEntries(claims.map(({ line, verdict }) => [source[line - 1], verdict]));
    for (const [line, verdict] of Object.entries(lines)) assert.equal(seen[line], verdict, line);
    assert.equal(seen['| Total | 95/100 |'], 'contradicted');
    const script = claims.find(({ text: said }) => said === 'scripts/restore.sh');
    assert.equal(script?.see?.command, 'ls -d scripts/restore.sh');
  });
});
