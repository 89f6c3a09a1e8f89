import type { Figure } from '../../documents/figures.ts';
import type { ClaimCheck } from '../evidence/claim-checks.ts';

/** How many of a thing there are, as far as this run saw. */
export interface Counted {
  readonly value: number;
  /** False when there may be more than were seen. */
  readonly complete: boolean;
  /** What was counted: "routes in the code". */
  readonly of: string;
  /** A command that shows them. */
  readonly see?: string;
}

export type Counts = Readonly<Partial<Record<Thing, Counted>>>;
export type Thing = keyof typeof nouns;

const nouns = {
  routes: /^(?:(?:api|rest|http|backend|public|total|all|of) )*(?:endpoints?|routes?)$/,
  migrations: /^(?:(?:database|schema|db|sql|total|all|alembic|prisma|of) )*migrations?$/,
  tests: /^(?:(?:unit|automated|passing|total|all|of|integration|backend|frontend) )*(?:tests?|test cases?)$/,
  testFiles: /^(?:(?:total|all|of) )*(?:test files?|spec files?)$/,
  tables: /^(?:(?:database|sql|postgres\w*|total|all|of) )*tables?$/,
  indexes: /^(?:(?:database|strategic|performance|composite|total|all|of) )*(?:indexes|indices)$/,
  workflows: /^(?:(?:ci|github|actions|ci\/cd|total|all|of) )*workflows?$/,
} as const;

/** How far a number without "+" or "~" may be from what is counted: others count other things under the same name. */
const nearShare = 0.1;
/** Too much is claimed where not even this share of it is there. */
const farShare = 0.8;

/** What was counted, against a figure such as "50+ endpoints"; undefined when nothing here counts that. */
export function compareCount(
  figure: Figure,
  counts: Counts,
): Pick<ClaimCheck, 'holds' | 'says' | 'named' | 'see'> | undefined {
  if (figure.kind !== 'count' || figure.unit === undefined) return undefined;
  const unit = figure.unit.toLowerCase();
  const thing = thingOf(unit);
  const counted = thing && counts[thing];
  if (!counted) return undefined;
  const says = `${counted.value} ${counted.of}${counted.complete ? '' : ', or more'}`;
  const { see } = counted;
  return { named: figure.text, holds: judge(figure, counted), says, ...(see === undefined ? {} : { see }) };
}

function thingOf(unit: string): Thing | undefined {
  // The keys of a constant table are its type.
  return (Object.keys(nouns) as Thing[]).find((name) => nouns[name].test(unit));
}

function judge({ value, bound }: Figure, counted: Counted): ClaimCheck['holds'] {
  if (bound === 'below') return counted.value <= value && counted.complete ? 'yes' : 'cannot-tell';
  if (bound === 'above' && counted.value >= value) return 'yes';
  if (bound !== 'above' && Math.abs(counted.value - value) <= value * nearShare) return 'yes';
  if (counted.complete && counted.value < value * farShare) return 'no';
  return 'cannot-tell';
}

/** "CONTRIBUTING.md (203 lines)". A file that grew or shrank a little is still the same file. */
export function compareLines(claimed: number, lines: number): ClaimCheck['holds'] {
  if (Math.abs(lines - claimed) <= Math.max(claimed * nearShare, 3)) return 'yes';
  return lines < claimed / 2 || lines > claimed * 2 ? 'no' : 'cannot-tell';
}
