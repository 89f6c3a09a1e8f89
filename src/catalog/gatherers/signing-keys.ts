import { defineGatherer } from '../../kit/gatherer.ts';
import signingKeys from '../evidence/signing-keys.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';
import { isKeyName, keysIn, mentionsKeys, type KeySource } from '../source/secret-defaults.ts';
import { springProperties } from '../source/spring-properties.ts';

/** Run by hand or by a pipeline: their keys sign nothing for users. */
const tooling =
  /(^|\/)(scripts?|tools?|hack|ci|\.github|lang|locales?|i18n|translations?)\/|(^|\/)knexfile\.\w+$/;

export default defineGatherer({
  brings: signingKeys,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const found: KeySource[] = [];
    const report = await source.scan({ languages: everyLanguage, mentions: mentionsKeys, signal }, (file) => {
      if (!tooling.test(file.path)) found.push(...keysIn(file));
    });
    for (const { name, value, file, line } of await springProperties(repo)) {
      const key = name.replace(/^.*\.(?=[\w-]+\.[\w-]+$)/, '').replace(/[.-]/g, '_');
      if (!isKeyName(key) || typeof value === 'boolean') continue;
      const text = String(value);
      const from = text.startsWith('<env') ? 'environment' : 'literal';
      found.push({
        file,
        line,
        name,
        purpose: 'token',
        from,
        developmentOnly: false,
        ...(from === 'literal' ? { literalLength: text.length } : {}),
      });
    }
    const unique = new Map(found.map((key) => [`${key.file}:${key.line}:${key.name}`, key]));
    return { keys: [...unique.values()].slice(0, 500), looked: await describeLook(repo, report) };
  },
});
