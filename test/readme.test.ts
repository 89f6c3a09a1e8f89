import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { commands } from '../src/cli/commands.ts';
import { readConfig } from '../src/cli/config-file.ts';
import { ownCatalog } from '../src/cli/inspection.ts';
import { options } from '../src/cli/options.ts';
import { readCatalog } from '../src/engine/catalog.ts';

const root = join(import.meta.dirname, '..');
const documents = ['README.md', 'docs/how-it-works.md', 'docs/add-an-audit.md'];
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
).scripts;
const scratch = mkdtempSync(join(tmpdir(), 'seaworthy-readme-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('what the documents say is so', () => {
  for (const document of documents) {
    const text = readFileSync(join(root, document), 'utf8');

    it(`${document} links to files that are there`, () => {
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, link = '']) => link);

      for (const link of links) assert.ok(existsSync(join(root, dirname(document), link)), link);
    });

    it(`${document} names commands and options that exist`, () => {
      for (const [, line = ''] of text.matchAll(/(?:^ {4}|`)(?:npx )?seaworthy (.+?)(?:#|\||`|$)/gm)) {
        const [name = '', ...words] = line.replaceAll(/[[\]]/g, '').trim().split(/\s+/);
        const command = commands.find((one) => one.name === name);

        assert.ok(command, `seaworthy ${name}`);
        const known = command.options.map((option) => options[option].flags.split(' ')[0]);
        for (const word of words)
          if (word.startsWith('--')) assert.ok(known.includes(word), `${word} of ${name}`);
      }
      for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) assert.ok(scripts[script], script);
    });
  }

  it('every command stands in the README', () => {
    for (const { name } of commands) assert.match(readme, new RegExp(`\`seaworthy ${name}\\b`), name);
  });

  it('the configuration in the README is accepted as it stands', async () => {
    const [, block = ''] = /## Configuration[\s\S]+?```yaml\n([\s\S]+?)```/.exec(readme) ?? [];
    writeFileSync(join(scratch, 'seaworthy.yaml'), block);

    const { config } = await readConfig(scratch, undefined, await readCatalog([ownCatalog]));
    assert.equal(config.waivers.length, 1);
  });

  it('the pins in the README are accepted as they stand', async () => {
    const [, block = ''] = /## Readiness documents[\s\S]+?```yaml\n([\s\S]+?)```/.exec(readme) ?? [];
    writeFileSync(join(scratch, 'seaworthy.yaml'), block);

    const { config } = await readConfig(scratch, undefined, await readCatalog([ownCatalog]));
    assert.equal(config.claims.length, 2);
  });

  it('the workflow in the README uses inputs that the action has', () => {
    const [, block = ''] = /## In CI[\s\S]+?```yaml\n([\s\S]+?)```/.exec(readme) ?? [];
    const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8'));

    for (const step of parse(block).steps)
      if (step.uses.includes('seaworthy'))
        for (const name of Object.keys(step.with)) assert.ok(name in inputs, name);
  });
});
