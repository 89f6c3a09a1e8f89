// The whole service on a database of its own, called through real HTTP messages.
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { PassThrough } from 'node:stream';
import { buildApp, type Running } from '../../src/app.ts';
import { readConfig, type Config } from '../../src/config.ts';
import type { Role } from '../../src/database/tables.ts';
import { createTokens } from '../../src/people/tokens.ts';
import type { Address, Sender } from '../../src/people/senders/sender.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createDatabase, type TestDatabase } from './database.ts';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  call(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply>;
}

export interface Reply {
  readonly status: number;
  readonly headers: LightMyRequestResponse['headers'];
  // Tests look into answers of many shapes; what they expect is in their assertions.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly text: string;
}

export interface TestService extends Running {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly sent: { readonly to: Address; readonly code: string }[];
  logLines(): readonly Record<string, unknown>[];
  call: Person['call'];
  person(role?: Role, name?: string): Promise<Person>;
  stop(): Promise<void>;
}

const GENEROUS = {
  RATE_LIMIT_AUTH_PER_MINUTE: '100000',
  RATE_LIMIT_ADMIN_PER_MINUTE: '100000',
  RATE_LIMIT_API_PER_MINUTE: '100000',
  RATE_LIMIT_UPLOADS_PER_HOUR: '100000',
  // A machine that is busy with other work must not fail tests that are not about overload.
  MAX_EVENT_LOOP_DELAY_MS: '0',
};

export async function startService(env: Readonly<Record<string, string>> = {}): Promise<TestService> {
  const database = await createDatabase();
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    DATABASE_POOL_SIZE: '5',
    CAPTCHA_COST: '100',
    ...GENEROUS,
    ...env,
  });
  const output = new PassThrough();
  let logged = '';
  output.on('data', (chunk) => {
    logged += String(chunk);
  });
  const sent: { to: Address; code: string }[] = [];
  const sender: Sender = {
    carries: ['email', 'phone'],
    send: async (to, code) => void sent.push({ to, code }),
  };
  const running = await buildApp(config, createLog(config, output), { sender });
  try {
    await running.app.ready();
  } catch (error) {
    await running.app.close();
    throw error;
  }
  const tokens = createTokens(config);

  function caller(authorization: Record<string, string>): Person['call'] {
    return async (method = 'GET', url, body, headers = {}) => {
      const response = await running.app.inject({
        method,
        url,
        headers: { ...authorization, ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      const json = String(response.headers['content-type'] ?? '').includes('json');
      return {
        status: response.statusCode,
        headers: response.headers,
        body: json && response.payload !== '' ? JSON.parse(response.payload) : undefined,
        text: response.payload,
      };
    };
  }

  return {
    ...running,
    config,
    database,
    sent,
    logLines: () =>
      logged
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    call: caller({}),
    async person(role = 'user', name = '') {
      const email = `${crypto.randomUUID()}@people.test`;
      const [row] = await database.owner(
        `WITH person AS (INSERT INTO people (email, name, role) VALUES ($1, $2, $3) RETURNING id)
         INSERT INTO sessions (person_id, refresh_digest, expires_at)
         SELECT id, sha256(id::text::bytea), now() + interval '1 day' FROM person RETURNING id, person_id`,
        [email, name, role],
      );
      const id = String(row?.person_id);
      const token = await tokens.sign({ personId: id, sessionId: String(row?.id), role });
      return { id, email, role, call: caller({ authorization: `Bearer ${token}` }) };
    },
    async stop() {
      await running.app.close();
      await database.drop();
    },
  };
}
