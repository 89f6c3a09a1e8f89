import { setTimeout as wait } from 'node:timers/promises';
import type { HttpAnswer, HttpQuestion } from '../kit/http.ts';
import type { AuthPlan, Identity, IdentityPlan, LoginStep } from '../kit/identities.ts';
import type { Dependencies } from '../kit/sandbox.ts';

const mailLimitMs = 5_000;

/** The door that people go through: one running service, and what its sandbox knows, where there is one. */
export interface Door {
  readonly environment: Readonly<Record<string, string>>;
  readonly mail?: Dependencies['mail'];
  ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer>;
  run?(command: string, signal: AbortSignal): Promise<string>;
}

type Entered = Identity | { readonly name: string; readonly because: string };

/** Signs in everybody whom the plan names; one who cannot get in keeps nobody else out. */
export async function enterAll(
  plan: AuthPlan,
  door: Door,
  signal: AbortSignal,
): Promise<{ identities: Identity[]; shutOut: { name: string; because: string }[] }> {
  const identities: Identity[] = [];
  const shutOut: { name: string; because: string }[] = [];
  for (const [name, one] of Object.entries(plan.identities)) {
    const entered = await enter(name, one, door, signal).catch((error: unknown) => ({
      name,
      because: error instanceof Error ? error.message : String(error),
    }));
    if ('because' in entered) shutOut.push(entered);
    else identities.push(entered);
  }
  return { identities, shutOut };
}

async function enter(name: string, plan: IdentityPlan, door: Door, signal: AbortSignal): Promise<Entered> {
  const who = {
    name,
    role: plan.role ?? name,
    ...(plan.tenant === undefined ? {} : { tenant: plan.tenant }),
  };
  const withToken = (token: string, signIn: Identity['signIn'] = []): Identity => {
    const [header = '', form = ''] = splitOnce(plan.header, ':');
    return {
      ...who,
      token,
      signIn,
      headers: { [header.toLowerCase()]: form.trim().replace('{token}', token) },
    };
  };
  if (plan.variable !== undefined) {
    const value = door.environment[plan.variable] ?? process.env[plan.variable];
    return value ? withToken(value) : { name, because: `the variable ${plan.variable} is not set` };
  }
  if (plan.command !== undefined) {
    if (!door.run) return { name, because: 'its command runs in the sandbox only' };
    const token = (await door.run(plan.command, signal)).trim().split('\n').at(-1)?.trim() ?? '';
    return token === ''
      ? { name, because: `the command printed nothing: ${plan.command}` }
      : withToken(token);
  }
  const signIn: { question: HttpQuestion; answer: HttpAnswer }[] = [];
  let before = door.mail?.messages().length ?? 0;
  for (const step of plan.login ?? []) {
    const question = await questionFor(step, door, before, signal);
    before = door.mail?.messages().length ?? 0;
    const answer = await door.ask(question, signal);
    signIn.push({ question: { ...question, body: '' }, answer });
    if (!answer.answered) return { name, because: `${step.request} gave no answer: ${answer.because}` };
    if (answer.status >= 400) return { name, because: `${step.request} answered ${answer.status}` };
  }
  const last = signIn.at(-1)?.answer;
  if (plan.token !== undefined) {
    const token = last?.answered === true ? valueAt(last.body, plan.token) : undefined;
    return token === undefined
      ? { name, because: `no text at ${plan.token} in the last answer` }
      : withToken(token, signIn);
  }
  const cookies = signIn
    .flatMap(({ answer }) => (answer.answered ? answer.headers : []))
    .filter(([header]) => header === 'set-cookie')
    .map(([, value]) => value.split(';', 1)[0] ?? '');
  if (cookies.length === 0)
    return { name, because: 'the answers set no cookie, and no token: says where one is' };
  return { ...who, signIn, headers: { cookie: cookies.join('; ') } };
}

async function questionFor(
  step: LoginStep,
  door: Door,
  before: number,
  signal: AbortSignal,
): Promise<HttpQuestion> {
  const [method = 'POST', path = '/'] = splitOnce(step.request, ' ');
  const text = typeof step.body === 'string';
  const raw = step.body === undefined ? undefined : text ? String(step.body) : JSON.stringify(step.body);
  const mailed =
    step.mailed === undefined ? undefined : await fromMail(step.mailed, raw ?? '', door, before, signal);
  const body = raw
    ?.replaceAll('{mailed}', mailed ?? '')
    .replace(/\{env:(\w+)\}/g, (_, name: string) => JSON.stringify(process.env[name] ?? '').slice(1, -1));
  return {
    method,
    path,
    harm: 'probes',
    headers: {
      ...(text || raw === undefined ? {} : { 'content-type': 'application/json' }),
      ...step.headers,
    },
    ...(body === undefined ? {} : { body }),
  };
}

/** The newest mail to an address that the body names; waits until it has come. */
async function fromMail(
  pattern: string,
  body: string,
  door: Door,
  before: number,
  signal: AbortSignal,
): Promise<string> {
  if (!door.mail) throw new Error('mail can be read in the sandbox only, with mail under start: needs:');
  const deadline = performance.now() + mailLimitMs;
  for (;;) {
    const mails = door.mail.messages();
    const mine = mails.slice(before).findLast(({ to }) => to.some((address) => body.includes(address)));
    const found = mine && new RegExp(pattern).exec(mine.text);
    if (found) return found[1] ?? found[0];
    if (performance.now() > deadline)
      throw new Error(
        mine ? `the mail holds nothing like ${pattern}` : `no mail came within ${mailLimitMs / 1_000} s`,
      );
    await wait(20, undefined, { signal });
  }
}

function valueAt(text: string, pointer: string): string | undefined {
  let here: unknown;
  try {
    here = JSON.parse(text);
  } catch {
    return undefined;
  }
  for (const key of pointer.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = new Map<string, unknown>(Object.entries(here)).get(
      key.replaceAll('~1', '/').replaceAll('~0', '~'),
    );
  }
  return typeof here === 'string' && here !== '' ? here : undefined;
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + at.length)];
}
