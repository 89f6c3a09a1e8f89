import { readStatedDate } from '../../documents/dates.ts';
import { readStatements } from '../../documents/statements.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { claimOf } from '../documents/claim-of.ts';
import { openDocuments } from '../documents/open.ts';
import { subjectOf } from '../documents/subjects.ts';
import readinessClaims from '../evidence/readiness-claims.ts';

const maxClaims = 3_000;

export default defineGatherer({
  brings: readinessClaims,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo }, signal }) {
    const open = await openDocuments(repo, signal);
    const readiness = open.documents.filter((one) => one.subject === 'readiness');
    return {
      documents: readiness.map(({ file, standing, document }) => {
        const statements = readStatements(document);
        const dates = document.lines.flatMap((line) => readStatedDate(line.text) ?? []);
        const dated = dates
          .filter((date) => date.about === 'updated' || date.about === 'created')
          .map((date) => date.to);
        const newest = dated.sort().at(-1);
        return {
          file,
          standing,
          claims: statements.slice(0, maxClaims).map(claimOf),
          ...(newest === undefined ? {} : { dated: newest }),
        };
      }),
      skipped: open.skipped.filter((one) => subjectOf(one.file, undefined) === 'readiness'),
    };
  },
});
