import assert from 'node:assert/strict';
import { solveChallenge } from 'altcha-lib/v1';
import type { Person } from './service.ts';

export async function solution(person: Person) {
  const { body } = await person.call('GET', '/v1/captcha');
  const { algorithm, challenge, salt, signature, maxnumber } = body;
  const solved = await solveChallenge(challenge, salt, algorithm, maxnumber).promise;
  return { algorithm, challenge, salt, signature, number: solved?.number };
}

export async function solveCaptcha(person: Person): Promise<void> {
  const answer = await person.call('POST', '/v1/captcha', await solution(person));
  assert.equal(answer.status, 204, answer.text);
}
