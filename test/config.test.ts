import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readConfig } from '../src/cli/config-file.ts';
import { ownCatalog } from '../src/cli/inspection.ts';
import { readCatalog } from '../src/engine/catalog.ts';

const catalog = await readCatalog([ownCatalog]);
const folder = mkdtempSync(join(tmpdir(), 'seaworthy-config-'));
after(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  writeFileSync(join(folder, 'seaworthy.yaml'), text);
  return readConfig(folder, undefined, catalog);
}

describe('seaworthy.yaml', () => {
  it('an empty file means the defaults', async () => {
    const { config } = await read('# nothing yet\n');

    assert.deepEqual([config.audits, config.waivers], [{}, []]);
  });

  const refused: readonly (readonly [name: string, text: string, message: RegExp])[] = [
    [
      'an unknown key',
      'areas: {}\nwaiver: []\n',
      /seaworthy\.yaml:2: unknown key "waiver"\. Did you mean "waivers"\?/,
    ],
    [
      'an unknown key inside a waiver',
      'waivers:\n  - audit: security/no-secrets\n    finding: a\n    reason: b\n    owner: c\n    util: 2027-01-01\n',
      /:6: unknown key "util"\. Did you mean "until"\?/,
    ],
    [
      'an unknown audit',
      'audits:\n  security/no-secret: off\n',
      /:2: there is no audit "security\/no-secret"\. Did you mean "security\/no-secrets"\?/,
    ],
    [
      'an unknown area',
      'areas:\n  securty: off\n',
      /:2: there is no area "securty"\. Did you mean "security"\?/,
    ],
    [
      'a wrong severity',
      'audits:\n  security/no-secrets: huge\n',
      /:2: audits\.security\/no-secrets: use on, off, blocker/,
    ],
    [
      'a waiver without a reason',
      'waivers:\n  - audit: security/no-secrets\n    finding: a\n    owner: c\n',
      /reason/,
    ],
    ['broken YAML', 'areas: [\n', /not valid YAML/],
    ['a list where keys belong', '- areas\n', /the file: invalid input/],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(',')}]`)
        .join('\n')}\n`,
      /alias/i,
    ],
    [
      'a check that asks nothing',
      'checks:\n  - id: orders-up\n    title: Orders answer\n',
      /needs exactly one of http, sql and command/,
    ],
    [
      'a line pinned to an unknown audit',
      'claims:\n  - line: rate limits\n    audits: [security/rate-limit-life]\n',
      /:3: there is no audit "security\/rate-limit-life"\. Did you mean "security\/rate-limit-live"\?/,
    ],
    ['a pin of nothing', 'claims:\n  - notAClaim: true\n', /:2: needs line or heading/],
    [
      'a pin that says nothing',
      'claims:\n  - line: rate limits\n',
      /:2: "rate limits" needs exactly one of audits and notAClaim/,
    ],
    [
      'an unknown key of a pin',
      'claims:\n  - lines: rate limits\n',
      /:2: unknown key "lines"\. Did you mean "line"\?/,
    ],
    [
      'an identity with no way in',
      'auth:\n  identities:\n    admin: { role: admin }\n',
      /:3: auth\.identities\.admin: needs exactly one of login, variable and command/,
    ],
    [
      'an operation without a method',
      'auth:\n  public: [/health]\n',
      /:2: auth\.public\.0: write a method and a path, such as "GET/,
    ],
    [
      'a restricted operation without a method',
      'auth:\n  restricted:\n    /admin: [admin]\n',
      /:3: auth\.restricted\.\/admin: write a method and a path/,
    ],
    [
      'a role that nobody has',
      'auth:\n  identities:\n    ada: { role: admin, variable: T }\n  restricted:\n    GET /v1/people: [admn]\n',
      /:5: .*no identity has the role "admn" \(known: admin\)/,
    ],
    [
      'a header that carries no token',
      "auth:\n  identities:\n    ada: { variable: T, header: 'X-Key: token' }\n",
      /:3: .*write a header with \{token\} in it/,
    ],
    [
      'an unknown key of an identity',
      'auth:\n  identities:\n    ada: { variabel: T }\n',
      /:3: unknown key "variabel"\. Did you mean "variable"\?/,
    ],
  ];
  for (const [name, text, message] of refused) {
    it(`refuses ${name}, and says where and what instead`, async () => {
      await assert.rejects(read(text), { name: 'ConfigError', message });
    });
  }
});
