import type { ClaimResult, ClaimStanding, ClaimVerdict, ClaimedDocument, Result } from '../kit/result.ts';

/** The quadrants as they are titled, the most urgent first; never told apart by colour alone. */
export const standings: readonly {
  readonly standing: ClaimStanding;
  readonly mark: string;
  readonly title: string;
  readonly tone: 'bad' | 'good' | 'open' | 'dim';
}[] = [
  { standing: 'contradicted', mark: '✗', title: 'Claimed and contradicted', tone: 'bad' },
  { standing: 'proven', mark: '✓', title: 'Claimed and proven', tone: 'good' },
  { standing: 'unproven', mark: '?', title: 'Claimed and not shown yet', tone: 'open' },
  { standing: 'unclaimed', mark: '✓', title: 'Not claimed, yet proven', tone: 'good' },
  { standing: 'honest', mark: '·', title: 'Declared open, honestly', tone: 'dim' },
  { standing: 'unmapped', mark: '–', title: 'No audit looks at it', tone: 'dim' },
  { standing: 'not-checkable', mark: '–', title: 'Nobody can check it', tone: 'dim' },
];

/** The parts of one document, with its claims in the order of its lines. */
export interface AnsweredFile {
  readonly document: ClaimedDocument;
  readonly claims: readonly ClaimResult[];
}

export function answeredFiles({ documents, claims }: Pick<Result, 'documents' | 'claims'>): AnsweredFile[] {
  return (documents ?? []).map((document) => ({
    document,
    claims: (claims ?? []).filter((claim) => claim.document === document.file),
  }));
}

/** "READINESS.md claims 95/100; proven 12, possible 41; of 64 ticked lines 18 proven, 3 contradicted, …" */
export function summarySentence(
  name: string,
  { document: { score: claimed }, claims }: AnsweredFile,
  { score }: Pick<Result, 'score'>,
): string {
  const ticked = claims.filter(({ box }) => box === 'ticked');
  const lines = ticked.length > 0 ? ticked : claims.filter((claim) => claim.claimed === 'done');
  const kind = ticked.length > 0 ? 'ticked' : 'said to be done';
  const says = claimed === undefined ? 'names no score' : `claims ${claimed}`;
  const count = `${lines.length} ${lines.length === 1 ? 'line is' : 'lines are'} ${kind}`;
  const of = lines.length === 0 ? `no line is ${kind}` : `${count}: ${tallyOf(lines)}`;
  const glad = claims.filter(({ standing }) => standing === 'unclaimed').length;
  const more = glad === 0 ? '' : ` ${glad} declared open ${glad === 1 ? 'is' : 'are'} in fact done.`;
  return `${name} ${says}; proven ${score.proven}, possible ${score.possible}; ${of}.${more}`;
}

const tallyOrder: readonly (readonly [string, (claim: ClaimResult) => boolean])[] = [
  ['contradicted', ({ verdict }) => verdict === 'contradicted'],
  ['proven', ({ verdict }) => verdict === 'proven'],
  ['partly', ({ verdict }) => verdict === 'partly'],
  ['attested', ({ verdict }) => verdict === 'attested'],
  ['not shown yet', ({ verdict, standing }) => verdict === 'unproven' && standing !== 'unmapped'],
  ['looked at by no audit', ({ standing }) => standing === 'unmapped'],
  ['cannot be checked by anybody', ({ verdict }) => verdict === 'not-checkable'],
];

/** Contradicted and proven are always told, the others where there are some. */
function tallyOf(lines: readonly ClaimResult[]): string {
  const counts = tallyOrder.map(([name, belongs]) => ({ name, count: lines.filter(belongs).length }));
  return counts
    .filter(({ count }, index) => count > 0 || index < 2)
    .map(({ name, count }) => `${count} ${name}`)
    .join(', ');
}

export interface HeadingRow {
  readonly heading: string;
  readonly claims: number;
  readonly counts: Readonly<Record<HeadingColumn, number>>;
}

export const headingColumns = [
  'contradicted',
  'proven',
  'partly',
  'not shown',
  'no audit',
  'uncheckable',
] as const;
export type HeadingColumn = (typeof headingColumns)[number];

const columnOf: Readonly<Record<ClaimVerdict, HeadingColumn>> = {
  contradicted: 'contradicted',
  proven: 'proven',
  partly: 'partly',
  attested: 'not shown',
  unproven: 'not shown',
  'not-checkable': 'uncheckable',
};

/** One row per heading that claims stand under, in the order of the document. */
export function headingRows(claims: readonly ClaimResult[]): HeadingRow[] {
  const groups = new Map<string, ClaimResult[]>();
  for (const claim of claims) {
    const key = claim.heading ?? '';
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  return [...groups].map(([key, group]) => {
    const columns = group.map(({ standing, verdict }) =>
      standing === 'unmapped' ? 'no audit' : columnOf[verdict],
    );
    const count = (name: HeadingColumn) => columns.filter((column) => column === name).length;
    return {
      heading: key,
      claims: group.length,
      counts: {
        contradicted: count('contradicted'),
        proven: count('proven'),
        partly: count('partly'),
        'not shown': count('not shown'),
        'no audit': count('no audit'),
        uncheckable: count('uncheckable'),
      },
    };
  });
}
