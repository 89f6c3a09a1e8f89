import type { Finding } from '../../kit/where.ts';
import type { ReadinessClaim } from '../evidence/readiness-claims.ts';
import type { TestReport } from '../evidence/test-reports.ts';
import type { ClaimingDocument } from './contradictions.ts';

/** Rounding, and the difference between counting lines, statements and branches. */
const tolerancePoints = 2;
const wish =
  /\b(?:target|goal|minimum|required|requirements?|threshold|fail-under|phase|deadline|foundation|aim|will|should)\b|→|->/i;
const part =
  /\b(?:backend|frontend|api|unit|integration|e2e|mobile|web|services?|models?|utility|core|component|security|database|endpoints?|critical|new code|branch(?:es)?|functions?)\b/i;
const allPass =
  /\b(?:all|100 ?%(?: of)?|every)\s+(?:\w+\s+){0,3}tests?\s+(?:are\s+)?(?:pass|green)|\btests?\b.{0,20}\b(?:all )?pass(?:ing|ed)\b/i;

/** Numbers of documents beside what committed reports measured; only lines that speak of the whole are compared. */
export function disagreements(
  documents: readonly ClaimingDocument[],
  reports: readonly TestReport[],
): { compared: number; findings: Finding[] } {
  const findings: Finding[] = [];
  let compared = 0;
  for (const { file, claims } of documents) {
    for (const claim of claims) {
      if (claim.says === 'open' || wish.test(claim.text)) continue;
      const stated = coverageOf(claim);
      for (const report of reports) {
        const percent = report.coverage?.lines?.percent ?? report.coverage?.statements?.percent;
        if (stated !== undefined && percent !== undefined) {
          compared += 1;
          if (percent + tolerancePoints >= stated) continue;
          const says = `Line ${claim.line} of ${file} says ${stated} % coverage; ${report.file} measured ${round(percent)} %.`;
          findings.push({
            key: `coverage:${file}:${claim.line}:${report.file}`,
            says,
            where: { file: report.file, note: `${round(percent)} %` },
          });
        }
        if (report.tests && claim.says === 'done' && allPass.test(claim.text) && !part.test(claim.text)) {
          compared += 1;
          const { executed, failed, errors } = report.tests;
          if (executed > 0 && failed + errors === 0) continue;
          const what =
            executed === 0 ? 'holds no test' : `has ${failed + errors} of ${executed} tests failing`;
          findings.push({
            key: `tests:${file}:${claim.line}:${report.file}`,
            says: `Line ${claim.line} of ${file} says "${claim.text.slice(0, 80)}"; ${report.file} ${what}.`,
            where: { file: report.file },
          });
        }
      }
    }
  }
  return { compared, findings };
}

/** The coverage of the whole that a line says was reached. */
function coverageOf(claim: ReadinessClaim): number | undefined {
  if (
    !/\bcoverage\b/i.test(claim.text) ||
    part.test(claim.text) ||
    claim.under.slice(1).some((text) => part.test(text) || wish.test(text))
  )
    return undefined;
  const share = claim.figures.find((figure) => figure.kind === 'share' && figure.bound !== 'below');
  return share === undefined || claim.figures.filter((figure) => figure.kind === 'share').length > 1
    ? undefined
    : share.value;
}

function round(percent: number): number {
  return Math.round(percent * 10) / 10;
}
