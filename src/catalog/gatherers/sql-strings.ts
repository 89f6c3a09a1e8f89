import { defineGatherer } from '../../kit/gatherer.ts';
import sqlStrings from '../evidence/sql-strings.ts';
import { everyLanguage } from '../source/gather-set-ups.ts';
import { describeLook } from '../source/look.ts';
import { sqlIn } from '../source/sql-parts.ts';

type Built = {
  file: string;
  line: number;
  how: 'concatenation' | 'interpolation' | 'format';
  sink: string;
  part: 'request' | 'variable';
  text: string;
};

/** Run by hand or once, with values that the team writes. */
const tooling =
  /(^|\/)(migrations?|migrate|alembic|versions|seeds?|seeders?|scripts?|tools?|fixtures|benchmarks?)\//i;
const mentions =
  /\b(select\s[^;]{1,300}?\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\S{1,80}\s+set\s)|QueryContext|ExecContext|executeQuery|RawUnsafe|\b(pool|client|database|db|sequelize|cur|cursor|conn|connection)\.(query|execute|Query|QueryRow|Exec)\(|DB::|\.(where|order|having|pluck)\(?\s*["'`]|where\w*Raw\(/i;

export default defineGatherer({
  brings: sqlStrings,
  uses: ['repo', 'source'],
  limitMs: 60_000,
  async gather({ drivers: { repo, source }, signal }) {
    const built: Built[] = [];
    const opaque: { file: string; line: number; sink: string }[] = [];
    let constant = 0;
    const report = await source.scan({ languages: everyLanguage, mentions, signal }, (file) => {
      if (tooling.test(file.path)) return;
      for (const { line, sink, built: made, opaque: hidden } of sqlIn(file)) {
        if (hidden) opaque.push({ file: file.path, line, sink });
        else if (made) built.push({ file: file.path, line, sink, ...made });
        else constant += 1;
      }
    });
    built.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    return {
      built: built.slice(0, 1_000),
      constant,
      opaque: opaque.slice(0, 200),
      looked: await describeLook(repo, report),
    };
  },
});
