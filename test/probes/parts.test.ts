import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { collectIds } from '../../src/catalog/probes/ids.ts';
import { readMetrics } from '../../src/catalog/probes/metrics-text.ts';
import { valueFor } from '../../src/catalog/probes/schema-values.ts';
import { enterAll } from '../../src/drivers/identities.ts';
import type { HttpQuestion } from '../../src/kit/http.ts';

describe('values made from schemas', () => {
  const schemas: readonly (readonly [string, object])[] = [
    ['bounds', { type: 'integer', minimum: 3, maximum: 9 }],
    ['an exclusive bound', { type: 'number', exclusiveMinimum: 0 }],
    ['a choice', { oneOf: [{ type: 'null' }, { enum: ['a', 'b'] }] }],
    ['a pattern', { type: 'string', pattern: '^[0-9]{6}$' }],
    ['lengths', { type: 'string', minLength: 40, maxLength: 50 }],
    ['a list', { type: 'array', minItems: 2, items: { type: 'boolean' } }],
    [
      'parts',
      {
        allOf: [
          { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
          { type: 'object', required: ['b'], properties: { b: { const: 7 } } },
        ],
      },
    ],
  ];
  for (const [name, schema] of schemas) {
    it(`fit ${name}`, () => {
      const value = valueFor({}, schema);

      assert.ok(new Ajv({ strict: false }).validate(schema, value), JSON.stringify(value));
    });
  }

  it('end where a schema holds itself', () => {
    const document = {
      components: {
        node: { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/node' } } },
      },
    };

    assert.ok(JSON.stringify(valueFor(document, { $ref: '#/components/node' })).length < 500);
  });

  it('try no pattern that could take for ever', () => {
    assert.equal(valueFor({}, { type: 'string', pattern: '^(0+)+$' }), 'probe');
  });
});

describe('metrics', () => {
  it('are read with types, labels and totals; of a histogram the observations count', () => {
    const text = `# TYPE http_seconds histogram\nhttp_seconds_bucket{route="/a",le="1"} 4\nhttp_seconds_sum{route="/a"} 2.5\nhttp_seconds_count{route="/a"} 4\n# TYPE jobs_total counter\njobs_total{name="x"} 3\njobs_total{name="y"} 2 1700000000\n`;

    assert.deepEqual(readMetrics(text), [
      { name: 'http_seconds', type: 'histogram', labels: ['route'], total: 4 },
      { name: 'jobs_total', type: 'counter', labels: ['name'], total: 5 },
    ]);
  });

  it('are not read out of a page', () => {
    assert.equal(readMetrics('<!doctype html>\n<p>metrics</p>'), undefined);
  });
});

describe('ids', () => {
  it('are found for a parameter by its noun, those of the asker first', () => {
    const ids = collectIds();
    ids.learn('/v1/orders', '{"items":[{"id":"o1","customerId":"c1"}],"nextCursor":"n"}', 'ada');
    ids.learn('/v1/orders', '[{"id":"o2"}]', 'bob');

    assert.deepEqual(ids.find('/v1/orders/{orderId}', 'orderId', 'bob'), ['o2', 'o1']);
    assert.deepEqual(ids.seenBy('/v1/customers/{customerId}', 'customerId', 'ada'), ['c1']);
  });
});

describe('signing in', () => {
  const identity = { header: 'Authorization: Bearer {token}' };
  const signal = new AbortController().signal;
  const answered = { answered: true, headers: [], bodyBytes: 1, tookMs: 1 } as const;

  it('takes the code from the mail to that person and the token from the answer', async () => {
    const mails: { to: string[]; text: string }[] = [{ to: ['ada@orders.invalid'], text: 'code is 000000' }];
    const asked: HttpQuestion[] = [];
    const plan = {
      environment: {},
      restricted: {},
      identities: {
        ada: {
          ...identity,
          token: '/data/token',
          login: [
            { request: 'POST /codes', headers: {}, body: { email: 'ada@orders.invalid' } },
            {
              request: 'POST /sign-in',
              headers: {},
              mailed: 'code is (\\d{6})',
              body: { email: 'ada@orders.invalid', code: '{mailed}' },
            },
          ],
        },
      },
    };

    const { identities, shutOut } = await enterAll(
      plan,
      {
        environment: {},
        mail: { messages: () => mails },
        ask: (question) => {
          asked.push(question);
          mails.push({ to: ['bob@orders.invalid'], text: 'code is 222222' });
          mails.push({ to: ['ada@orders.invalid'], text: 'code is 111111' });
          return Promise.resolve({ ...answered, status: 200, body: '{"data":{"token":"t-1"}}' });
        },
      },
      signal,
    );

    assert.deepEqual(shutOut, []);
    assert.match(asked[1]?.body ?? '', /"code":"111111"/);
    assert.deepEqual(identities[0]?.headers, { authorization: 'Bearer t-1' });
  });

  it('says who was shut out and why, and lets the others in', async () => {
    const plan = {
      environment: {},
      restricted: {},
      identities: {
        ada: { ...identity, variable: 'KEY' },
        bob: { ...identity, login: [{ request: 'POST /sign-in', headers: {} }] },
      },
    };

    const { identities, shutOut } = await enterAll(
      plan,
      { environment: { KEY: 'k-1' }, ask: () => Promise.resolve({ ...answered, status: 403, body: '' }) },
      signal,
    );

    assert.deepEqual(
      identities.map(({ name }) => name),
      ['ada'],
    );
    assert.deepEqual(shutOut, [{ name: 'bob', because: 'POST /sign-in answered 403' }]);
  });
});
