import type { SourceFile } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import envRead from '../evidence/env-read.ts';
import { readConfigurationEnv } from '../source/env/configuration.ts';
import { readJavaScriptEnv } from '../source/env/javascript.ts';
import { readGoEnv, readJavaEnv, readPhpEnv, readRubyEnv } from '../source/env/others.ts';
import { readPythonEnv } from '../source/env/python.ts';
import type { EnvReads } from '../source/env/read.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';

const readers: Partial<Record<SourceFile['language'], (file: SourceFile, into: EnvReads) => void>> = {
  typescript: readJavaScriptEnv,
  tsx: readJavaScriptEnv,
  javascript: readJavaScriptEnv,
  python: readPythonEnv,
  go: readGoEnv,
  java: readJavaEnv,
  ruby: readRubyEnv,
  php: readPhpEnv,
};
const maxReads = 5_000;

export default defineGatherer({
  brings: envRead,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const found: EnvReads = { reads: [], dynamic: [] };
    const report = await source.scan(
      {
        languages: everyLanguage,
        mentions: /\benv|env\b|Env|ENV\b|environ|BaseSettings|decouple|ConfigService|\$\{[A-Z]/,
        signal,
      },
      (file) => readers[file.language]?.(file, found),
    );
    await readConfigurationEnv(repo, found);
    found.reads.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    return {
      reads: found.reads.slice(0, maxReads),
      dynamic: found.dynamic.slice(0, 200),
      looked: await describeLook(repo, report),
    };
  },
});
