import type { Probe } from '../evidence/probe-answers.ts';
import type { Desk } from './desk.ts';

/** How everybody got in: what the answers set, without the tokens and values in them. */
export function signInsOf({ identities, service }: Desk): Probe[] {
  const failed = service.shutOut.map(({ name, because }): Probe => ({
    purpose: 'sign-in',
    as: name,
    method: 'POST',
    route: 'auth',
    because,
    tookMs: 0,
    headers: [],
    body: '',
  }));
  const entered = identities.flatMap(({ name, signIn }) =>
    signIn.flatMap(({ question, answer }): Probe[] =>
      answer.answered
        ? [
            {
              purpose: 'sign-in',
              as: name,
              method: question.method,
              route: question.path,
              status: answer.status,
              tookMs: answer.tookMs,
              headers: answer.headers.map(([header, value]) => [
                header,
                header === 'set-cookie' ? value.replace(/=[^;]*/, '=[redacted]') : value,
              ]),
              body: '',
            },
          ]
        : [],
    ),
  );
  return [...failed, ...entered];
}
