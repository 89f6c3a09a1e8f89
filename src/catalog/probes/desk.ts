import type { Harm } from '../../kit/gatherer.ts';
import type { HttpAnswer } from '../../kit/http.ts';
import type { Identity, ProbedService } from '../../kit/identities.ts';
import type { Probe } from '../evidence/probe-answers.ts';
import { collectIds, nobodysId, type Ids } from './ids.ts';
import type { JsonRecord } from './json.ts';
import { nameOf, type Operation } from './operations.ts';
import { valueFor } from './schema-values.ts';

const mostKept = 4_000;
const mostRequests = { ours: 2_500, theirs: 300 };
const atOnce = { ours: 6, theirs: 1 };

export interface Letter {
  readonly purpose: Probe['purpose'];
  readonly operation: Pick<Operation, 'method' | 'route' | 'parameters'>;
  readonly as?: Identity | undefined;
  /** Instead of the identity's name. */
  readonly called?: string;
  /** Values of parameters by name; what is missing is made up. */
  readonly values?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly harm?: Harm;
  readonly note?: string;
  readonly keepBytes?: number;
  readonly limitMs?: number;
  /** Texts that are taken out of the answer before it is kept: what was sent, where answers are compared. */
  readonly hides?: readonly string[];
  /** False for a question that only helps another: it is not filed. */
  readonly filed?: false;
}

export interface Desk {
  readonly operations: readonly Operation[];
  readonly document: JsonRecord;
  readonly service: ProbedService;
  readonly identities: readonly Identity[];
  readonly ids: Ids;
  /** True in our own sandbox, where things may be made and broken. */
  readonly ours: boolean;
  /** Operations that the team, or its document, declares open to everybody. */
  isPublic(operation: Operation): boolean;
  /** Who may call this operation, as far as it is known; the best guess first. */
  callersOf(operation: Operation): readonly Identity[];
  /** Files an answer that was asked for unfiled. */
  file(probe: Probe): void;
  send(letter: Letter): Promise<{ readonly probe: Probe; readonly answer: HttpAnswer }>;
  /** Does one thing for each, several at a time. */
  each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void>;
  readonly sent: readonly Probe[];
}

/** The place where probes are written, sent and filed. */
export function openDesk(
  service: ProbedService,
  operations: readonly Operation[],
  document: JsonRecord,
  signal: AbortSignal,
): Desk {
  const ours = service.ours !== undefined;
  const sent: Probe[] = [];
  const ids = collectIds();
  const { identities, auth } = service;
  const hidden = identities.flatMap(({ token, headers }) => [token ?? '', ...Object.values(headers)]);
  let requests = 0;

  async function send(letter: Letter) {
    const { operation, as, purpose } = letter;
    requests += 1;
    if (requests > (ours ? mostRequests.ours : mostRequests.theirs))
      throw new Error('too many requests were planned');
    const answer = await service.ask(
      {
        method: operation.method,
        path: pathOf(letter),
        headers: { ...as?.headers, ...letter.headers },
        harm: letter.harm ?? 'probes',
        ...(letter.body === undefined ? {} : { body: letter.body }),
        ...(letter.keepBytes === undefined ? {} : { keepBytes: letter.keepBytes }),
        ...(letter.limitMs === undefined ? {} : { limitMs: letter.limitMs }),
      },
      signal,
    );
    const probe: Probe = {
      purpose,
      as: letter.called ?? as?.name ?? 'anonymous',
      method: operation.method,
      route: operation.route,
      tookMs: answer.tookMs,
      ...(letter.note === undefined ? {} : { note: letter.note }),
      ...(answer.answered
        ? {
            status: answer.status,
            headers: headersOf(answer.headers),
            body: hide(answer.body, [...hidden, ...(letter.hides ?? [])]),
          }
        : { because: answer.because, headers: [], body: '' }),
    };
    if (letter.filed !== false) sent.push(probe);
    return { probe, answer };
  }

  function pathOf({ operation, values = {}, as }: Letter): string {
    const path = operation.route.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(values[name] ?? ids.find(operation.route, name, as?.name)[0] ?? nobodysId),
    );
    const query = operation.parameters.flatMap(
      ({ name, in: where, required, schema }): [string, string][] => {
        if (where !== 'query' || (!required && values[name] === undefined)) return [];
        return [[name, values[name] ?? String(valueFor(document, schema, name))]];
      },
    );
    return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`;
  }

  function isPublic(operation: Operation): boolean {
    return auth.public === undefined ? operation.open === 'open' : auth.public.includes(nameOf(operation));
  }

  function callersOf(operation: Operation): readonly Identity[] {
    const roles = auth.restricted[nameOf(operation)];
    return roles === undefined ? identities : identities.filter(({ role }) => roles.includes(role));
  }

  async function each<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
    const queue = [...all];
    const work = async () => {
      for (let one = queue.shift(); one !== undefined && !signal.aborted; one = queue.shift()) await act(one);
    };
    await Promise.all(Array.from({ length: ours ? atOnce.ours : atOnce.theirs }, work));
  }

  const file = (probe: Probe) => void sent.push(probe);
  return {
    operations,
    document,
    service,
    identities,
    ids,
    ours,
    isPublic,
    callersOf,
    send,
    file,
    each,
    sent,
  };
}

/** The attributes of a cookie are evidence; its value is nobody's business. */
function headersOf(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [
    name,
    name === 'set-cookie' ? value.replace(/=[^;]*/, '=[redacted]') : value,
  ]);
}

function hide(body: string, hidden: readonly string[]): string {
  let text = body.slice(0, mostKept);
  for (const secret of hidden) if (secret.length > 7) text = text.replaceAll(secret, '[redacted]');
  return text;
}
