import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import type { Result } from '../src/kit/result.ts';
import { renderHtml } from '../src/report/html/document.ts';
import { html } from '../src/report/html/markup.ts';
import { sampleBackground, sampleResult } from './sample-result.ts';

const page = renderHtml(sampleResult, sampleBackground);
const visible = page.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<script>[\s\S]*?<\/script>/, '');

describe('the HTML report', () => {
  it('is one file that asks the network for nothing', () => {
    assert.doesNotMatch(page, /<link[^>]*href="(?!data:)/);
    assert.doesNotMatch(page, /<(?:script|img|iframe|object|embed)[^>]*\ssrc=/);
    assert.doesNotMatch(page, /@import|url\((?!#)/);
  });

  it('allows its own style and script by their hashes and nothing else', () => {
    const policy = /Content-Security-Policy"[^>]*content="([^"]+)"/.exec(page)?.[1] ?? '';

    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    for (const element of ['style', 'script']) {
      const text = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(page)?.[1] ?? '';
      const hash = createHash('sha256').update(text).digest('base64');
      assert.ok(policy.includes(`${element}-src 'sha256-${hash}'`), element);
    }
    assert.equal(page.match(/<script/g)?.length, 1);
    assert.doesNotMatch(visible, /\sstyle="|\son\w+="/);
  });

  it('shows what the target wrote as text', () => {
    assert.doesNotMatch(visible, /<img|<script/i);
    assert.doesNotMatch(visible, /href="(?!https:|#|data:image)/);
    assert.match(visible, /&lt;img src=x onerror=alert\(1\)&gt;/);
    assert.match(visible, /&lt;script&gt;alert\(2\)&lt;\/script&gt;/);
    // oxlint-disable-next-line no-control-regex -- looking for them is the purpose
    assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  it('tells of every audit its outcome, why, fix, places, evidence and when it was seen', () => {
    for (const audit of sampleResult.audits) {
      const start = page.indexOf(`id="${audit.id}"`);
      const own = page.slice(start, page.indexOf('</details', start));

      assert.ok(start > 0, audit.id);
      for (const part of [
        'Why it matters',
        'How to fix it',
        'ci-workflows',
        'a'.repeat(64),
        '2026-11-20',
        audit.id,
      ])
        assert.ok(own.includes(part), `${audit.id}: ${part}`);
      if (audit.findings.length > 0)
        assert.ok(own.includes('blob/3f2a91cbb0e4d1a2b3c4d5e6f708192a3b4c5d6e/deploy/app.ts'));
      if (audit.signs) assert.ok(own.includes('src/app.ts#L14') && own.includes('helmet is registered'));
      if (audit.waived) assert.ok(own.includes('Waived until 2027-01-31 by ada: The host backs up.'));
    }
  });

  it('shows the score as an interval, and notices at its head', () => {
    const { proven, possible } = sampleResult.score;
    const head = visible.slice(0, visible.indexOf('id="areas"')).replaceAll(/<[^>]+>\s*/g, '');

    assert.ok(head.includes(`${proven}–${possible}`), head);
    assert.ok(head.includes('security/asserts-1 counts as major, not minor.'));
  });

  it('names files plainly where the code host is not known', () => {
    const text = renderHtml(sampleResult, {
      ...sampleBackground,
      origin: { host: 'git.example', slug: 'a/b' },
    });

    assert.match(text, /<code>deploy\/app\.ts<\/code>/);
    assert.doesNotMatch(text, /git\.example/);
  });

  it('never says where on the machine the repository stood', () => {
    assert.doesNotMatch(page, /\/home\/ada/);
  });

  it('opens and closes every element', () => {
    // Without void elements, which XML does not know, the page is well-formed.
    const body = visible
      .slice(visible.indexOf('<body'))
      .replaceAll(/<(input|meta|link)\b[^>]*>/g, '')
      .replaceAll(/\s(hidden)(?=[\s>])/g, ' hidden=""');

    assert.doesNotThrow(() => new XMLParser().parse(body.slice(0, body.indexOf('</html')), true));
  });

  it('shows a hundred findings of an audit and says how many more there are', () => {
    const [audit] = sampleResult.audits;
    const [finding] = audit?.findings ?? [];
    assert.ok(audit && finding);
    const findings = Array.from({ length: 5_000 }, (_, index) => ({ ...finding, key: `key-${index}` }));
    const text = renderHtml({ ...sampleResult, audits: [{ ...audit, findings }] }, sampleBackground);

    assert.match(text, /key-99</);
    assert.doesNotMatch(text, /key-100</);
    assert.match(text, /and 4,900 more: see the JSON report/);
  });

  it('stands up to a result with nothing in it', () => {
    const empty: Result = { ...sampleResult, areas: [], audits: [], notices: [], target: { traits: [] } };

    assert.match(renderHtml(empty, { audits: new Map(), evidence: new Map() }), /Readiness/);
  });
});

describe('markup', () => {
  it('escapes whatever is not markup already', () => {
    const inner = html`<b>${'<&>"\''}</b>`;

    assert.equal(
      html`<p title="${'"'}">${inner}${undefined}${3}${[inner]}</p>`.html,
      `<p title="&quot;">${inner.html}3${inner.html}</p>`,
    );
    assert.equal(inner.html, '<b>&lt;&amp;&gt;&quot;&#39;</b>');
  });
});
