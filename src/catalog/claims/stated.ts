import { readStatements } from '../../documents/statements.ts';
import type { Document } from '../../documents/document.ts';
import { claimOf } from '../documents/claim-of.ts';
import { contradictingNumbers } from '../documents/contradicting-numbers.ts';
import { disagreements } from '../documents/reports-against-claims.ts';
import type { ClaimCheck } from '../evidence/claim-checks.ts';
import type { TestReport } from '../evidence/test-reports.ts';

type Check = Omit<ClaimCheck, 'document'>;

/** Lines that another line of the document, or a report beside it, contradicts. */
export function statedIn(file: string, document: Document, reports: readonly TestReport[]): Check[] {
  const claims = readStatements(document).map(claimOf);
  const against = contradictingNumbers({ file, claims }).flatMap(({ says, where }): Check[] => {
    if (where.line === undefined) return [];
    const lines = [...says.matchAll(/\bline (\d+)/gi)].map(([, line]) => `${line}p`);
    const see = `sed -n '${lines.join(';')}' ${file}`;
    return [{ line: where.line, kind: 'stated', named: `line ${where.line}`, holds: 'no', says, see }];
  });
  const measured = claims.flatMap((claim): Check[] => {
    const [finding] = disagreements([{ file, claims: [claim] }], reports).findings;
    const report = finding?.where.file;
    if (!finding || report === undefined) return [];
    return [
      {
        line: claim.line,
        kind: 'report',
        named: report,
        holds: 'no',
        says: finding.says,
        see: `less ${report}`,
      },
    ];
  });
  return [...against, ...measured];
}
