import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const secret = 'a secret of the test, long enough to sign with';

/** What the little orders service does wrong. */
export type Fault = 'open' | 'any-algorithm' | 'no-expiry' | 'breaks-on-garbage' | 'sql' | 'endless-pages';

const security = [{ bearer: [] }];
const order = { type: 'object', required: ['id'], properties: { id: { type: 'string' } } };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const document = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  paths: {
    '/health': { get: { responses: { 200: { description: 'up' } } } },
    '/v1/orders': {
      get: {
        security,
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
          { name: 'words', in: 'query', schema: { type: 'string' } },
        ],
        responses: { 200: { description: 'orders', ...json({ type: 'array', items: order }) } },
      },
      post: {
        security,
        requestBody: {
          required: true,
          ...json({ type: 'object', required: ['note'], properties: { note: { type: 'string' } } }),
        },
        responses: { 201: { description: 'made', ...json(order) } },
      },
    },
  },
};

/** A real HTTP service on a free port; notes the methods it was asked with. */
export async function startOrders(...faults: readonly Fault[]) {
  const methods: string[] = [];
  const server = createServer((request, response) => {
    methods.push(request.method ?? '');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1').slice(0, 10_000)));
    request.on('end', () => answer(request, response, body, faults));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, methods, close: () => server.close() };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  faults: readonly Fault[],
): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://orders');
  const send = (status: number, value: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const refuse = (status: number) => send(status, { title: 'refused', status });
  if (pathname === '/openapi.json') return void send(200, document);
  if (pathname === '/health') return void send(200, { up: true });
  if (pathname !== '/v1/orders') return void refuse(404);
  if (!faults.includes('open') && !isGood(request.headers.authorization ?? '', faults))
    return void refuse(401);
  if (request.method === 'POST') {
    if (isNote(body)) return void send(201, { id: '7' });
    return void refuse(faults.includes('breaks-on-garbage') ? 500 : 400);
  }
  if (request.method !== 'GET') return void refuse(405);
  const limit = searchParams.get('limit') ?? '2';
  if (!/^\d+$/.test(limit)) return void refuse(400);
  if (Number(limit) > 100 && !faults.includes('endless-pages')) return void refuse(400);
  if (faults.includes('sql') && searchParams.get('words')?.includes("'") === true)
    return void send(500, { says: `syntax error at or near "'"` });
  send(
    200,
    Array.from({ length: Math.min(Number(limit), 5_000) }, (_, index) => ({ id: String(index) })),
  );
}

function isNote(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'note' in value && typeof value.note === 'string';
  } catch {
    return false;
  }
}

export function sign(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function isGood(authorization: string, faults: readonly Fault[]): boolean {
  const [head = '', claims = '', signature = ''] = authorization.replace('Bearer ', '').split('.');
  const read = (part: string): Record<string, unknown> => {
    try {
      return JSON.parse(Buffer.from(part, 'base64url').toString());
    } catch {
      return {};
    }
  };
  if (faults.includes('any-algorithm') && read(head)['alg'] === 'none') return true;
  if (signature !== createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url'))
    return false;
  const { exp, aud } = read(claims);
  return aud === 'orders' && (faults.includes('no-expiry') || Number(exp) > Date.now() / 1_000);
}
