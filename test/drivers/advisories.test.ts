import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { advisoriesDriver } from '../../src/drivers/advisories.ts';
import { CannotLook } from '../../src/kit/gatherer.ts';

const signal = new AbortController().signal;
const fastify = (version: string) => ({ ecosystem: 'npm', name: 'fastify', version });
const fixture = join(import.meta.dirname, '../../fixtures/advisories');

describe('a copy of OSV on disk', () => {
  it('finds a version inside the range, with severity and fix, and leaves the others alone', async () => {
    const answers = await advisoriesDriver(fixture).ask(
      [
        fastify('5.2.0'),
        fastify('5.3.1'),
        fastify('4.0.0'),
        { ecosystem: 'npm', name: 'pg', version: '8.0.0' },
      ],
      signal,
    );

    assert.deepEqual(answers.found, [
      {
        index: 0,
        advisories: [
          {
            id: 'GHSA-hvrm-45r6-mjfj',
            aliases: ['CVE-2026-40001'],
            severity: 'high',
            summary: 'Invented for tests: a crafted header stops the server',
            fixedIn: '5.3.1',
          },
        ],
      },
    ]);
    assert.equal(answers.asOf, '2026-11-02');
    assert.deepEqual(answers.notAsked, []);
  });

  it('a package of an ecosystem the copy does not hold was not asked about', async () => {
    const { notAsked } = await advisoriesDriver(fixture).ask(
      [{ ecosystem: 'Go', name: 'x', version: '1.0.0' }],
      signal,
    );

    assert.deepEqual(notAsked, [{ index: 0, because: 'the copy holds no records of Go' }]);
  });

  it('a version that cannot be ordered was not asked about', async () => {
    const { notAsked } = await advisoriesDriver(fixture).ask([fastify('github:acme/fastify')], signal);

    assert.equal(notAsked.length, 1);
  });

  it('reads one file with a record per line; names of PyPI are normal, withdrawn records do not count', async (t) => {
    const record = (id: string, name: string, extra: object = {}) =>
      JSON.stringify({
        id,
        modified: '2026-01-01T00:00:00Z',
        affected: [
          {
            package: { ecosystem: 'PyPI', name },
            ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { last_affected: '2.0' }] }],
          },
        ],
        severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
        ...extra,
      });
    const file = scratchFile(
      t,
      [record('A', 'Ruamel.Yaml'), record('B', 'ruamel-yaml', { withdrawn: '2026-02-01T00:00:00Z' })].join(
        '\n',
      ),
    );

    const { found } = await advisoriesDriver(file).ask(
      [
        { ecosystem: 'PyPI', name: 'ruamel-yaml', version: '2.0' },
        { ecosystem: 'PyPI', name: 'ruamel-yaml', version: '2.0.1' },
      ],
      signal,
    );

    assert.deepEqual(
      found.map(({ index, advisories }) => [
        index,
        advisories.map(({ id, severity, fixedIn }) => [id, severity, fixedIn]),
      ]),
      [[0, [['A', 'critical', undefined]]]],
    );
  });

  it('a folder without records is no answer', async (t) => {
    await assert.rejects(advisoriesDriver(scratchFolder(t)).ask([fastify('5.0.0')], signal), CannotLook);
  });
});

describe('a service that speaks the OSV API', () => {
  it('asks for every package, follows pages, fetches each record once', async (t) => {
    const paths: string[] = [];
    const url = await serve(t, async (request, response) => {
      paths.push(`${request.method} ${request.url}`);
      if (request.url === '/v1/querybatch') {
        const { queries } = JSON.parse(await bodyOf(request)) as {
          queries: { page_token?: string; package: { name: string } }[];
        };
        const results = queries.map(({ page_token: token, package: { name } }) => {
          if (name !== 'fastify') return {};
          return token === undefined
            ? { vulns: [{ id: 'OSV-1' }], next_page_token: 'more' }
            : { vulns: [{ id: 'OSV-2' }] };
        });
        return send(response, { results });
      }
      const id = request.url?.split('/').at(-1);
      send(response, {
        id,
        summary: `about ${id}`,
        affected: [
          {
            package: { ecosystem: 'npm', name: 'fastify' },
            ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '5.9.0' }] }],
          },
        ],
        database_specific: { severity: id === 'OSV-1' ? 'CRITICAL' : 'LOW' },
      });
    });

    const answers = await advisoriesDriver(url).ask(
      [
        fastify('5.0.0'),
        { ecosystem: 'npm', name: 'pg', version: '8.0.0' },
        { ecosystem: 'Debian', name: 'x', version: '1' },
      ],
      signal,
    );

    assert.deepEqual(
      answers.found.map(({ index, advisories }) => [
        index,
        advisories.map((one) => [one.id, one.severity, one.fixedIn]),
      ]),
      [
        [
          0,
          [
            ['OSV-1', 'critical', '5.9.0'],
            ['OSV-2', 'low', '5.9.0'],
          ],
        ],
      ],
    );
    assert.deepEqual(
      answers.notAsked.map(({ index }) => index),
      [2],
    );
    assert.equal(paths.filter((path) => path === 'GET /v1/vulns/OSV-1').length, 1);
  });

  const refusals: readonly (readonly [string, (response: ServerResponse) => void, RegExp])[] = [
    ['405', (response) => response.writeHead(405).end('{}'), /answered 405/],
    ['500', (response) => response.writeHead(500).end(), /answered 500/],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      /could not be asked/,
    ],
    ['HTML', (response) => response.end('<html>'), /did not answer with JSON/],
    ['another shape', (response) => send(response, { results: [] }), /does not answer like an OSV API/],
    ['a cut connection', (response) => response.destroy(), /could not be asked/],
  ];
  for (const [name, answer, because] of refusals) {
    it(`${name} is "could not ask", not "nothing known"`, async (t) => {
      const url = await serve(t, (_, response) => answer(response));

      await assert.rejects(advisoriesDriver(url).ask([fastify('5.0.0')], signal), (error) => {
        assert.ok(error instanceof CannotLook);
        assert.match(error.message, because);
        return true;
      });
    });
  }

  it('silence ends with the time that is given', async (t) => {
    const url = await serve(t, () => undefined);

    await assert.rejects(advisoriesDriver(url).ask([fastify('5.0.0')], AbortSignal.timeout(100)), CannotLook);
  });
});

describe('the bulk endpoint of an npm registry', () => {
  it('matches ranges and reads the fix from them', async (t) => {
    const url = await serve(t, async (request, response) => {
      assert.equal(request.url, '/-/npm/v1/security/advisories/bulk');
      assert.deepEqual(JSON.parse(await bodyOf(request)), { fastify: ['5.2.0', '5.4.0'] });
      send(response, {
        fastify: [
          {
            id: 1099,
            url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
            title: 'Made up',
            severity: 'high',
            vulnerable_versions: '>=4.0.0 <4.9.1 || >=5.0.0 <5.3.1',
          },
        ],
      });
    });

    const answers = await advisoriesDriver(`npm:${url}`).ask(
      [fastify('5.2.0'), fastify('5.4.0'), { ...fastify('1.0.0'), ecosystem: 'PyPI' }],
      signal,
    );

    assert.deepEqual(answers.found, [
      {
        index: 0,
        advisories: [
          { id: 'GHSA-aaaa-bbbb-cccc', aliases: [], severity: 'high', summary: 'Made up', fixedIn: '5.3.1' },
        ],
      },
    ]);
    assert.deepEqual(
      answers.notAsked.map(({ index }) => index),
      [2],
    );
  });

  it('405, as a mirror without audits answers, is "could not ask"', async (t) => {
    const url = await serve(t, (_, response) => response.writeHead(405).end());

    await assert.rejects(advisoriesDriver(`npm:${url}`).ask([fastify('5.0.0')], signal), CannotLook);
  });
});

it('with no source named, nobody is asked', async () => {
  await assert.rejects(advisoriesDriver(undefined).ask([fastify('5.0.0')], signal), CannotLook);
  await assert.rejects(advisoriesDriver('/no/such/folder').ask([fastify('5.0.0')], signal), CannotLook);
});

async function serve(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown,
): Promise<string> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function send(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

function scratchFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-osv-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function scratchFile(t: TestContext, text: string): string {
  const file = join(scratchFolder(t), 'all.jsonl');
  writeFileSync(file, text);
  return file;
}
