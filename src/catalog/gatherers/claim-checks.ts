import type { Document, TextLine } from '../../documents/document.ts';
import { readFigures } from '../../documents/figures.ts';
import { readDocument } from '../../documents/read.ts';
import type { GitDriver, RepoDriver } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { compareCount, compareLines, type Counts } from '../claims/counted.ts';
import { countThings } from '../claims/counts.ts';
import { namedIn } from '../claims/named.ts';
import { outsideIn } from '../claims/outside.ts';
import { statedIn } from '../claims/stated.ts';
import { listedIn } from '../documents/listed.ts';
import type { Shelf } from '../documents/look-up.ts';
import { openShelf } from '../documents/shelf.ts';
import claimChecks, { type ClaimCheck } from '../evidence/claim-checks.ts';
import claimedDocuments from '../evidence/claimed-documents.ts';
import compose from '../evidence/compose.ts';
import databaseCatalog from '../evidence/database-catalog.ts';
import migrations from '../evidence/migrations.ts';
import routes from '../evidence/routes.ts';
import suiteRuns from '../evidence/suite-runs.ts';
import testFiles from '../evidence/test-files.ts';
import testReports from '../evidence/test-reports.ts';

const maxChecks = 2_000;
const maxCommits = 50_000;

export default defineGatherer({
  brings: claimChecks,
  uses: ['repo', 'git'],
  needs: { claimed: claimedDocuments },
  wants: { compose, routes, migrations, testFiles, suiteRuns, databaseCatalog, testReports },
  limitMs: 20_000,
  async gather({ given, drivers: { repo, git } }) {
    if (given.claimed.documents.length === 0) return { checks: [] };
    const [shelf, first] = await Promise.all([openShelf(repo, given.compose), firstCommit(git)]);
    const counts = await countThings(repo, given);
    const checks: ClaimCheck[] = [];
    for (const { file, text } of given.claimed.documents) {
      const document = readDocument(file, text);
      const known = shelf.index.files.has(file) ? file : '';
      for (const check of await checksOf(document, known, { shelf, counts, repo }))
        checks.push({ document: file, ...check });
      for (const check of statedIn(file, document, given.testReports?.reports ?? []))
        checks.push({ document: file, ...check });
    }
    return { checks: checks.slice(0, maxChecks), ...(first === undefined ? {} : { firstCommit: first }) };
  },
});

interface Seen {
  readonly shelf: Shelf;
  readonly counts: Counts;
  readonly repo: RepoDriver;
}

async function checksOf(
  document: Document,
  file: string,
  { shelf, counts, repo }: Seen,
): Promise<Omit<ClaimCheck, 'document'>[]> {
  const spans = new Map<number, Document['spans'][number][]>();
  for (const span of document.spans) spans.set(span.line, [...(spans.get(span.line) ?? []), span]);
  const checks: Omit<ClaimCheck, 'document'>[] = [];
  for (const line of document.lines) {
    if (line.form === 'heading' || line.form === 'quote') continue;
    checks.push(...namedIn(line, spans.get(line.line) ?? [], file, shelf), ...outsideIn(line));
    for (const figure of readFigures(line.text)) {
      const compared = compareCount(figure, counts);
      if (compared) checks.push({ line: line.line, kind: 'count', ...compared });
    }
    const lines = await linesOf(line, shelf, repo);
    if (lines) checks.push(lines);
  }
  return checks;
}

async function linesOf(line: TextLine, { index, byName }: Shelf, repo: RepoDriver) {
  const listed = listedIn(line);
  if (listed?.claimedLines === undefined) return undefined;
  const { path, claimedLines } = listed;
  const others = byName.get(path.slice(path.lastIndexOf('/') + 1)) ?? [];
  const found = index.files.has(path) ? path : others.length === 1 ? others[0] : undefined;
  const read = found === undefined ? undefined : await repo.read(found);
  if (found === undefined || !read?.ok) return undefined;
  const lines = read.text.split('\n').length - (read.text.endsWith('\n') ? 1 : 0);
  return {
    line: line.line,
    kind: 'lines' as const,
    named: `${path} (${claimedLines} lines)`,
    holds: compareLines(claimedLines, lines),
    says: `${found} has ${lines} lines`,
    see: `wc -l ${found}`,
  };
}

/** Undefined where nobody can tell: no git, a history cut short, or more commits than are read. */
async function firstCommit(git: GitDriver): Promise<string | undefined> {
  try {
    if (!(await git.present()) || (await git.head()).shallow) return undefined;
    const commits = await git.log({ limit: maxCommits });
    return commits.length < maxCommits ? commits.at(-1)?.date.slice(0, 10) : undefined;
  } catch {
    // A folder without commits has no history to compare with.
    return undefined;
  }
}
