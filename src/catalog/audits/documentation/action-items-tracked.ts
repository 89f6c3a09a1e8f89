import { defineAudit } from '../../../kit/audit.ts';
import type { Finding } from '../../../kit/where.ts';
import { exampleClaim } from '../../documents/example-documents.ts';
import { actionHeading } from '../../documents/issue-names.ts';
import { unreadDocuments } from '../../documents/unread.ts';
import issueRefs, { type IssueRef } from '../../evidence/issue-refs.ts';
import readinessClaims, { type ReadinessClaim } from '../../evidence/readiness-claims.ts';

const ticket =
  /(?:^|[\s([])#\d{1,6}\b|\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b|\b(?:issues?|pull|merge_requests|browse)\/[\w-]*\d/;
const person =
  /(?:^|[\s(])@[\w-]+|\b(?:owner|assigned(?: to)?|assignee|responsible|who|dri)\s*[:=]\s*\S|\([A-Z][\p{L}'-]+(?: [A-Z][\p{L}'-]+)?\)\s*$/u;
const open = { says: 'open', under: ['Readiness', 'Action items'] } satisfies Partial<ReadinessClaim>;
const replica = exampleClaim(9, 'Second replica #41 (owner: Ada)', open);
const issue: IssueRef = {
  file: 'READINESS.md',
  line: 9,
  number: 41,
  kind: 'either',
  role: 'action',
  wants: 'unsaid',
  says: 'open',
  text: replica.text,
};
const noIssues = { refs: [], skipped: [] };

export default defineAudit({
  title: 'Every open action in the readiness documents has an open issue and an owner',
  failureTitle: 'Open actions in the readiness documents have no issue or no owner',
  why: 'A list of things to do in a document is read once. Nobody is reminded, nobody answers for it, and the gap ships.',
  fix: 'Open an issue for each action, write its number and its owner behind the line, and tick the line when the issue closes.',
  refs: ['Mercari production readiness', 'Google SRE: launch coordination'],
  severity: 'note',
  state: 'trial',
  effortHours: 1,
  claims: ['action items', 'next steps', 'recommended actions', 'remaining work', 'immediate action items'],
  needs: { seen: readinessClaims, issues: issueRefs },
  judge({ seen, issues }) {
    const actions = seen.documents
      .filter((document) => document.standing === 'current')
      .flatMap(({ file, claims }) => claims.flatMap((claim) => actionOf(file, claim)));
    const findings = looseGroups(actions);
    for (const { file, line, number, state } of issues.refs) {
      if (state !== 'absent' && state !== 'closed' && state !== 'merged') continue;
      if (!actions.some((action) => action.file === file && action.line === line)) continue;
      const says = `${file} names #${number} for an open action; it ${state === 'absent' ? 'does not exist' : `is ${state}`}.`;
      findings.push({ key: `${state}:${file}:${number}`, says, where: { file, line } });
    }
    if (findings.length > 0) return { looked: actions.length, findings };
    const unread = unreadDocuments(seen.skipped);
    if (unread) return { abstains: 'unknown', because: unread };
    const known = (action: Action) =>
      issues.refs.some(
        (ref) => ref.file === action.file && ref.line === action.line && ref.state !== undefined,
      );
    const unasked = actions.filter((action) => !known(action));
    if (unasked.length > 0)
      return {
        abstains: 'unknown',
        because: `Every open action names an issue and an owner; whether the issues exist was not asked. To prove it: set GITHUB_TOKEN and pass --forge.`,
        signs: unasked.map(({ file, line }) => ({ file, line })),
      };
    return { looked: actions.length, findings };
  },
  examples: {
    pass: [
      {
        given: {
          seen: documentWith([replica]),
          issues: { ...noIssues, refs: [{ ...issue, state: 'open', is: 'issue' }] },
        },
      },
    ],
    fail: [
      {
        given: {
          seen: documentWith([
            exampleClaim(9, 'Implement rate limiting', open),
            exampleClaim(10, 'Add caching #12', open),
          ]),
          issues: noIssues,
        },
        findings: ['READINESS.md:Action items'],
      },
      {
        name: 'the issue was closed, the action is still open',
        given: {
          seen: documentWith([replica]),
          issues: { ...noIssues, refs: [{ ...issue, state: 'closed', is: 'issue' }] },
        },
        findings: ['closed:READINESS.md:41'],
      },
    ],
    hollow: [
      {
        name: 'an owner, and no issue that reminds him',
        given: { seen: documentWith([exampleClaim(9, 'Add caching (owner: Ada)', open)]), issues: noIssues },
        findings: ['READINESS.md:Action items'],
      },
      {
        name: 'a number that nobody looked up',
        given: { seen: documentWith([replica]), issues: { ...noIssues, refs: [issue] } },
        outcome: 'unknown',
      },
    ],
    absent: [
      { given: { seen: { documents: [], skipped: [] }, issues: noIssues }, outcome: 'not-applicable' },
    ],
  },
});

interface Action {
  readonly file: string;
  readonly line: number;
  readonly heading: string;
  readonly tracked: boolean;
}

function actionOf(file: string, { line, text, says, form, under }: ReadinessClaim): Action[] {
  const heading = under.findLast((one) => actionHeading.test(one));
  if (heading === undefined || says !== 'open' || !/^(?:item|step|row)$/.test(form)) return [];
  return [{ file, line, heading, tracked: ticket.test(text) && person.test(text) }];
}

/** One finding for each list, not for each line of it. */
function looseGroups(actions: readonly Action[]): Finding[] {
  const groups = Map.groupBy(actions, ({ file, heading }) => `${file}:${heading}`);
  return [...groups].flatMap(([key, group]) => {
    const loose = group.filter((action) => !action.tracked);
    const [first] = loose;
    if (!first) return [];
    const says = `${loose.length} of ${group.length} open actions under "${first.heading}" in ${first.file} name no issue or no owner.`;
    return [{ key, says, where: { file: first.file, line: first.line } }];
  });
}

function documentWith(claims: readonly ReadinessClaim[]) {
  return {
    documents: [{ file: 'READINESS.md', standing: 'current' as const, claims: [...claims] }],
    skipped: [],
  };
}
