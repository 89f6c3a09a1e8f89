import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import MarkdownIt from 'markdown-it';
import { schemaFiles } from '../scripts/schemas.ts';
import type { Result } from '../src/kit/result.ts';
import { auditPage } from '../src/report/audit-page.ts';
import { render, reportFormats, type ReportFormat } from '../src/report/formats.ts';
import { codeSpan } from '../src/report/markdown-text.ts';
import { resultSchema } from '../src/report/result-schema.ts';
import { renderMarkdownToTerminal } from '../src/report/terminal-markdown.ts';
import { sampleBackground, sampleResult } from './sample-result.ts';

const root = join(import.meta.dirname, '..');
const terminal = { columns: 80, colour: false, all: false };
const rendered = new Map<ReportFormat, string>();
for (const format of reportFormats)
  rendered.set(format, await render(format, sampleResult, sampleBackground, terminal));

describe('the JSON report', () => {
  it('holds to the published schema', () => {
    const validate = new Ajv2020({ strict: true, formats: { 'date-time': true } }).compile(
      readJson('schemas/result.schema.json'),
    );

    assert.ok(validate(JSON.parse(textOf('json'))), JSON.stringify(validate.errors));
  });

  it('is refused by the published schema when a part is missing or wrong', () => {
    const validate = new Ajv2020({ formats: { 'date-time': true } }).compile(
      readJson('schemas/result.schema.json'),
    );
    const { score, ...rest } = sampleResult;

    for (const wrong of [
      rest,
      { ...rest, score: { ...score, proven: 101 } },
      { ...sampleResult, schemaVersion: 2 },
    ])
      assert.equal(validate(wrong), false);
  });

  it('has no key that the schema does not know', () => {
    assert.deepEqual(resultSchema.parse(sampleResult), sampleResult);
  });

  it('is one line that ends', () => {
    assert.equal(textOf('json').indexOf('\n'), textOf('json').length - 1);
  });
});

describe('published schemas', () => {
  it('are what the program itself uses: run "npm run schemas" after a change', async () => {
    for (const [name, text] of await schemaFiles())
      assert.equal(readFileSync(join(root, 'schemas', name), 'utf8'), text, name);
  });
});

describe('the SARIF report', () => {
  // Draft 4, which Ajv reads when told to overlook the name of the draft.
  const { $schema: _draft, id: _id, ...schema } = readJson('fixtures/schemas/sarif-2.1.0-rtm.5.json');
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
  const log = JSON.parse(textOf('sarif'));

  it('holds to the official schema', () => {
    assert.ok(validate(log), JSON.stringify(validate.errors));
  });

  it('would be refused with a wrong level', () => {
    const wrong = structuredClone(log);
    wrong.runs[0].results[0].level = 'blocker';

    assert.equal(validate(wrong), false);
  });

  it('has one result per finding, with a place, a rule and a stable fingerprint', () => {
    const [run] = log.runs;
    const findings = sampleResult.audits.flatMap((audit) => audit.findings);

    assert.equal(run.results.length, findings.length);
    for (const result of run.results) {
      assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
      assert.ok(result.locations[0].physicalLocation.artifactLocation.uri);
      assert.match(result.partialFingerprints['seaworthy/v1'], /^[0-9a-f]{32}$/);
    }
    assert.ok(run.results.some((result: { suppressions?: unknown }) => result.suppressions));
  });

  it('writes file names as addresses', () => {
    const uris: string[] = log.runs[0].results.map(
      (result: { locations: [{ physicalLocation: { artifactLocation: { uri: string } } }] }) =>
        result.locations[0].physicalLocation.artifactLocation.uri,
    );

    for (const uri of uris) assert.match(uri, /^[\w.~%/-]+$/);
  });
});

describe('the JUnit report', () => {
  const text = textOf('junit');
  const attributes = {
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name: string) => /^test(suite|case)$/.test(name),
  };
  const { testsuites } = new XMLParser(attributes).parse(text);

  it('is well-formed XML, whatever the names in it', () => {
    assert.equal(XMLValidator.validate(text), true);
    // oxlint-disable-next-line no-control-regex -- XML 1.0 forbids them
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
  });

  it('counts every audit once, and only decided ones as passed', () => {
    const cases = testsuites.testsuite.flatMap((suite: { testcase: object[] }) => suite.testcase);
    const bare = cases.filter((one: object) => !('failure' in one || 'error' in one || 'skipped' in one));

    assert.equal(cases.length, sampleResult.audits.length);
    assert.equal(Number(testsuites.tests), sampleResult.audits.length);
    assert.equal(bare.length, sampleResult.audits.filter(({ outcome }) => outcome === 'pass').length);
  });

  it('does not fail a pipeline for trial audits and waived findings', () => {
    const failing = sampleResult.audits.filter(
      ({ outcome, state, waived }) => outcome === 'fail' && state === 'stable' && !waived,
    );

    assert.equal(Number(testsuites.failures), failing.length);
  });
});

describe('the Markdown report', () => {
  const text = textOf('markdown');
  const page = new MarkdownIt({ html: false }).enable('table').render(text);

  it('shows names of files and findings as text, never as markup or as a call to people', () => {
    assert.doesNotMatch(page, /<img/);
    assert.doesNotMatch(page.replaceAll(/<code>.*?<\/code>/g, ''), /@everyone/);
    assert.match(page, /&lt;img src=x onerror/);
  });

  it('has a row for every area that counts', () => {
    assert.equal(page.match(/<tr>/g)?.length, sampleResult.areas.length + 1);
  });

  it('links places to the lines as committed', () => {
    assert.match(
      text,
      /\]\(https:\/\/github\.com\/acme\/orders\/blob\/3f2a91cbb0e4d1a2b3c4d5e6f708192a3b4c5d6e\/deploy\/app\.ts\)/,
    );
  });

  it('stays below what a comment may hold', async () => {
    const audits = Array.from({ length: 3_000 }, (_, index) => ({
      ...sampleResult.audits[0],
      id: `security/x-${index}`,
    }));
    const huge = { ...sampleResult, audits } as Result;

    const long = await render('markdown', huge, sampleBackground, terminal);
    assert.ok(long.length < 65_536, `${long.length} characters`);
    assert.match(long, /more audits: see the whole report/);
  });

  it('keeps backticks inside code', () => {
    assert.equal(codeSpan('a`b'), '`` a`b ``');
    assert.equal(new MarkdownIt().renderInline(codeSpan('a``b`')), '<code>a``b`</code>');
  });
});

describe('the badge', () => {
  it('is an SVG that says the interval, also to those who cannot see it', () => {
    const svg = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(
      textOf('badge'),
    ).svg;
    const { proven, possible } = sampleResult.score;

    assert.equal(svg['aria-label'], `Readiness ${proven}–${possible}, not ready`);
    assert.equal(svg.text ?? svg.g[1].text[1]['#text'], `${proven}–${possible}`);
  });

  it('is green only when ready', async () => {
    const high = { ...sampleResult, score: { ...sampleResult.score, proven: 99, possible: 99 } };
    const ready = { ...high, score: { ...high.score, ready: true, because: [] } };

    assert.doesNotMatch(await render('badge', high, sampleBackground, terminal), /#1a7f37/);
    assert.match(await render('badge', ready, sampleBackground, terminal), /#1a7f37/);
  });
});

describe('the page of an audit', () => {
  it('tells all it knows, in Markdown and on a terminal', () => {
    for (const [id, audit] of sampleBackground.audits) {
      const page = auditPage(id, audit);
      const shown = renderMarkdownToTerminal(page, { columns: 80, colour: false });

      for (const part of [audit.title, audit.why, id, 'OpenSSF Scorecard CI-Tests', 'run: ./deploy.sh']) {
        assert.ok(page.includes(part), part);
        assert.ok(shown.replaceAll(/\s+/g, ' ').includes(part), part);
      }
    }
  });
});

function textOf(format: ReportFormat): string {
  const text = rendered.get(format);
  assert.ok(text !== undefined);
  return text;
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
