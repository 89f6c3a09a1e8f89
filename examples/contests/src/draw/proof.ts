import { createHash } from 'node:crypto';
import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { commitmentTo, entriesDigest, entriesFault, seedOf, select } from './selection.ts';

const Hex = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Line = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000-\\u001f\\u007f]+$' });
const Id = Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' });
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z$' });
const closed = { additionalProperties: false };

/** Published when entries close, before anyone can know the public input. */
export const AnnouncementSchema = Type.Object(
  {
    draw: Id,
    contest: Id,
    entryCount: Type.Integer({ minimum: 1 }),
    entriesDigest: Hex,
    commitment: Hex,
    publicInputSource: Line,
    winnerCount: Type.Integer({ minimum: 1 }),
    announcedAt: Instant,
  },
  closed,
);
export type Announcement = Static<typeof AnnouncementSchema>;

const DisqualificationSchema = Type.Object({ entry: Id, reason: Line, decidedAt: Instant }, closed);
export type Disqualification = Static<typeof DisqualificationSchema>;

const PickSchema = Type.Object(
  { place: Type.Integer({ minimum: 1 }), line: Type.Integer({ minimum: 1 }), entry: Id },
  closed,
);

export const ProofSchema = Type.Object(
  {
    format: Type.Literal('contests-draw-v1'),
    announcement: AnnouncementSchema,
    secret: Hex,
    publicInput: Line,
    disqualified: Type.Array(DisqualificationSchema),
    picks: Type.Array(PickSchema),
    winners: Type.Array(Id),
  },
  closed,
);
export type Proof = Static<typeof ProofSchema>;

export type ProofStep =
  | 'format'
  | 'announcement'
  | 'entries-order'
  | 'entries-digest'
  | 'commitment'
  | 'picks'
  | 'disqualified'
  | 'winners';
export type ProofVerdict =
  | { readonly ok: true; readonly compared: boolean }
  | { readonly ok: false; readonly step: ProofStep; readonly says: string };

export function announce(
  given: Omit<Announcement, 'entryCount' | 'entriesDigest' | 'commitment'>,
  entries: readonly string[],
  secret: string,
): Announcement {
  const fault = entriesFault(entries);
  if (fault !== undefined) throw new Error(fault);
  const announcement = {
    ...given,
    entryCount: entries.length,
    entriesDigest: entriesDigest(entries),
    commitment: commitmentTo(secret),
  };
  return Value.Parse(AnnouncementSchema, announcement);
}

/** Plain lines instead of JSON: no two programs need to agree on how to write JSON down. */
export function announcementText(announcement: Announcement): string {
  const lines = [
    'contests-draw-v1',
    `draw: ${announcement.draw}`,
    `contest: ${announcement.contest}`,
    `entries: ${announcement.entryCount} ${announcement.entriesDigest}`,
    `commitment: ${announcement.commitment}`,
    `public input source: ${announcement.publicInputSource}`,
    `winners: ${announcement.winnerCount}`,
    `announced: ${announcement.announcedAt}`,
  ];
  return `${lines.join('\n')}\n`;
}

export function announcementDigest(announcement: Announcement): string {
  return createHash('sha256').update(announcementText(announcement)).digest('hex');
}

/** The draw itself. Called again with one disqualification more, it gives the same picks and one further. */
export function drawProof(
  announcement: Announcement,
  entries: readonly string[],
  secret: string,
  publicInput: string,
  disqualified: readonly Disqualification[] = [],
): Proof {
  const picks = picksOf(announcement, entries, secret, publicInput, disqualified.length);
  const out = new Set(disqualified.map((one) => one.entry));
  const winners = picks.filter((pick) => !out.has(pick.entry)).map((pick) => pick.entry);
  const proof = {
    format: 'contests-draw-v1',
    announcement,
    secret,
    publicInput,
    disqualified,
    picks,
    winners,
  };
  const verdict = verifyProof(proof, entries);
  if (!verdict.ok) throw new Error(`The draw cannot be proven (${verdict.step}): ${verdict.says}`);
  return Value.Parse(ProofSchema, proof);
}

/** With `publishedDigest`, also proves that this is the announcement which was published before the draw. */
export function verifyProof(
  given: unknown,
  entries: readonly string[],
  publishedDigest?: string,
): ProofVerdict {
  if (!Value.Check(ProofSchema, given)) return failed('format', formatFault(given));
  const { announcement, secret, publicInput, disqualified } = given;
  if (publishedDigest !== undefined && announcementDigest(announcement) !== publishedDigest) {
    return failed(
      'announcement',
      'The announcement in the proof is not the one that was published before the draw.',
    );
  }
  const fault = entriesFault(entries);
  if (fault !== undefined) return failed('entries-order', fault);
  if (entries.length !== announcement.entryCount || entriesDigest(entries) !== announcement.entriesDigest) {
    return failed('entries-digest', 'The list of entries is not the one whose digest was announced.');
  }
  if (commitmentTo(secret) !== announcement.commitment) {
    return failed('commitment', 'The secret is not the one that was committed to.');
  }
  const picks = picksOf(announcement, entries, secret, publicInput, disqualified.length);
  const wrong = picks.findIndex((pick, index) => !Value.Equal(pick, given.picks[index]));
  if (wrong !== -1 || picks.length !== given.picks.length) {
    return failed(
      'picks',
      `Place ${(wrong === -1 ? picks.length : wrong) + 1} is not what secret and public input give.`,
    );
  }
  const outcome = outcomeFault(given);
  if (outcome !== undefined) return outcome;
  return { ok: true, compared: publishedDigest !== undefined };
}

function outcomeFault(proof: Proof): ProofVerdict | undefined {
  const { announcement, disqualified, picks } = proof;
  const out = new Set<string>();
  for (const [index, { entry }] of disqualified.entries()) {
    // Each one must have been a winner at its moment: nobody is disqualified "in advance".
    const drawnByThen = picks.slice(0, announcement.winnerCount + index);
    if (out.has(entry) || !drawnByThen.some((pick) => pick.entry === entry)) {
      return failed(
        'disqualified',
        `Disqualification ${index + 1} (${entry}) names no winner of that moment.`,
      );
    }
    out.add(entry);
  }
  const winners = picks.filter((pick) => !out.has(pick.entry)).map((pick) => pick.entry);
  if (!Value.Equal(winners, proof.winners))
    return failed('winners', 'The winners are not the picks that still count.');
  return undefined;
}

function picksOf(
  announcement: Announcement,
  entries: readonly string[],
  secret: string,
  publicInput: string,
  redraws: number,
): Proof['picks'] {
  const seed = seedOf(secret, announcementText(announcement), publicInput);
  const indexes = select(seed, entries.length, announcement.winnerCount + redraws);
  return indexes.map((index, at) => ({ place: at + 1, line: index + 1, entry: entries[index] ?? '' }));
}

function failed(step: ProofStep, says: string): ProofVerdict {
  return { ok: false, step, says };
}

function formatFault(given: unknown): string {
  const [first] = Value.Errors(ProofSchema, given);
  return `The proof is not a contests-draw-v1 document: ${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}.`;
}
