// Every error leaves as application/problem+json (RFC 9457), and says what to do; details of ours stay in the log.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReportError } from '../telemetry/errors.ts';
import Type from 'typebox';

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    requestId: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ at: Type.String(), says: Type.String() }))),
  },
  { $id: 'Problem', description: 'What went wrong and what to do (RFC 9457).' },
);

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict with the present state',
  410: 'Gone',
  412: 'Somebody changed it meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'The request cannot be carried out',
  428: 'A condition is needed',
  429: 'Too many requests',
  500: 'Something went wrong on our side',
  503: 'Busy, try again soon',
};

export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

export const notFound = (what: string) =>
  new Problem(404, `There is no such ${what}, or it is not yours to see.`);
export const busy = (detail = 'The service is busy. Try again in a moment.') =>
  new Problem(503, detail, { 'retry-after': '2' });

/** What PostgreSQL's error codes mean to a caller; anything else is a fault of ours. */
const DATABASE_PROBLEMS: Readonly<Record<string, () => Problem>> = {
  '22003': () => new Problem(400, 'A number in the request is out of range.'),
  '22007': () => new Problem(400, 'A date in the request is not valid.'),
  '22021': () => new Problem(400, 'The text holds a character that cannot be stored.'),
  '22P05': () => new Problem(400, 'The text holds a character that cannot be stored.'),
  '22P02': () => new Problem(400, 'A value in the request is not of the expected form.'),
  '23505': () => new Problem(409, 'It exists already.'),
  '23514': () => new Problem(422, 'The values contradict each other or the present state.'),
  '40P01': () => busy(),
  '42501': () => new Problem(403, 'You may not do this.'),
  '53300': () => busy(),
  '55P03': () => busy('Somebody else is changing the same thing. Try again in a moment.'),
  '57014': () => busy('The database took too long. Try again in a moment.'),
  '57P01': () => busy(),
  '57P03': () => busy(),
};
const CONNECTION_TROUBLE =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|timeout exceeded when trying to connect|Connection terminated|Query read timeout|is not queryable/;

export function addProblems(app: FastifyInstance, reportError: ReportError): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = asProblem(error);
    if (problem.status >= 500) {
      request.log[problem.status === 503 ? 'warn' : 'error']({ err: error }, 'request failed');
      if (problem.status === 500)
        reportError(error, { requestId: request.id, route: request.routeOptions.url ?? 'unmatched' });
    }
    return sendProblem(request, reply, problem, validationErrors(error));
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new Problem(404, 'There is nothing at this address.')),
  );
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: Problem,
  errors?: readonly { readonly at: string; readonly says: string }[],
): FastifyReply {
  const body = {
    type: 'about:blank',
    title: TITLES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    requestId: request.id,
    ...(errors === undefined ? {} : { errors }),
  };
  return reply
    .code(problem.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .serializer((value: object) => JSON.stringify(value))
    .send(body);
}

function asProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  if (error.validation !== undefined)
    return new Problem(400, 'Some values are missing or not valid; "errors" lists them.');
  const known = DATABASE_PROBLEMS[error.code];
  if (known !== undefined) return known();
  if (CONNECTION_TROUBLE.test(`${error.code} ${error.message}`))
    return busy('The database cannot be reached. Try again in a moment.');
  const status = error.statusCode ?? 500;
  // Fastify's own refusals (body too large, unknown media type, malformed JSON) are written for callers.
  if (status >= 400 && status < 500) return new Problem(status, error.message);
  return new Problem(500, 'The fault is recorded under the request id. Try again later.');
}

function validationErrors(error: FastifyError) {
  return error.validation?.map((fault) => ({
    at: `${error.validationContext ?? 'body'}${fault.instancePath}`,
    says: fault.message ?? 'is not valid',
  }));
}
