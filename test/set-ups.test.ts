import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { setUpsIn, type SetUpRule, type SetUpSearch } from '../src/catalog/source/gather-set-ups.ts';
import type { SourceLanguage } from '../src/kit/drivers.ts';
import { parsed } from './parsed.ts';

/** [path, code, what must be found as "library does option=value …", in order]. One file per gatherer. */
export type Sample = readonly [string, string, readonly string[]];

const gatherers = join(import.meta.dirname, '../src/catalog/gatherers');
const samples = join(import.meta.dirname, 'set-ups');

for (const name of readdirSync(gatherers).filter((file) => file.endsWith('.ts'))) {
  const gatherer: { search?: SetUpSearch } = await import(pathToFileURL(join(gatherers, name)).href);
  const search = gatherer.search;
  if (!search) continue;
  const given: { default: readonly Sample[] } = await import(pathToFileURL(join(samples, name)).href);
  const rulesHit = new Set<string>();

  describe(name.replace('.ts', ''), () => {
    for (const [path, code, expected] of given.default) {
      it(`${path}: ${code.slice(0, 90)}`, async () => {
        const file = await parsed(path, code);
        const mentioned = search.mentions.test(code);
        const found = mentioned ? setUpsIn(file, search.rules) : [];
        for (const rule of search.rules) {
          if (mentioned && setUpsIn(file, [rule]).length > 0)
            rulesHit.add(keyOf(rule, search, file.language));
        }

        const told = found.map(({ library, does, options }) =>
          [library, does, ...Object.entries(options).map(([key, value]) => `${key}=${value}`)].join(' '),
        );
        assert.deepEqual(told, expected);
      });
    }

    it('every rule was seen to find something in each of its languages', () => {
      const missing = search.rules.flatMap((rule) =>
        [...new Set(rule.languages.map(family))]
          .map((language) => keyOf(rule, search, language))
          .filter((key) => !rulesHit.has(key)),
      );

      assert.deepEqual(missing, []);
    });
  });
}

function keyOf(rule: SetUpRule, search: SetUpSearch, language: SourceLanguage): string {
  return `rule ${search.rules.indexOf(rule)} (${rule.library}, ${String(rule.call ?? rule.setting)}) in ${family(language)}`;
}

function family(language: SourceLanguage): SourceLanguage {
  return language === 'typescript' || language === 'tsx' ? 'javascript' : language;
}
