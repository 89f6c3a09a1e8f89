// A self-hosted proof of work (ALTCHA): cheap for one person, dear for a thousand invented ones. Solved once per person.
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import Type, { type Static } from 'typebox';

const LIFE_MS = 10 * 60_000;

export const ChallengeSchema = Type.Object({
  algorithm: Type.String(),
  challenge: Type.String(),
  maxnumber: Type.Optional(Type.Integer()),
  salt: Type.String(),
  signature: Type.String(),
});

export const SolutionSchema = Type.Object(
  {
    algorithm: Type.Literal('SHA-256'),
    challenge: Type.String({ maxLength: 200 }),
    number: Type.Integer({ minimum: 0 }),
    salt: Type.String({ maxLength: 400 }),
    signature: Type.String({ maxLength: 200 }),
  },
  { additionalProperties: false },
);

/** The challenge names the person it was made for, so a solution cannot be handed on. */
export function challengeFor(personId: string, key: Buffer, cost: number) {
  return createChallenge({
    algorithm: 'SHA-256',
    hmacKey: key.toString('hex'),
    maxnumber: cost,
    expires: new Date(Date.now() + LIFE_MS),
    params: { person: personId },
  });
}

export async function solves(
  personId: string,
  key: Buffer,
  solution: Static<typeof SolutionSchema>,
): Promise<boolean> {
  const right = await verifySolution(solution, key.toString('hex'));
  return right && extractParams(solution).person === personId;
}
