import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { startService, type TestService } from '../support/service.ts';

const STYLE = readFileSync(new URL('../../public/style.css', import.meta.url));
let service: TestService;

before(async () => {
  service = await startService();
});
after(() => service.stop());

function fetchStyle(headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') {
  return service.app.inject({ method, url: '/style.css', headers });
}

test('a page goes compressed to whoever takes it, and unpacks to the same bytes', async () => {
  const answer = await fetchStyle({ 'accept-encoding': 'br, gzip;q=0.8' });

  assert.equal(answer.headers['content-encoding'], 'gzip');
  assert.match(String(answer.headers.vary), /accept-encoding/);
  assert.ok(answer.rawPayload.length < STYLE.length / 2);
  assert.deepEqual(gunzipSync(answer.rawPayload), STYLE);
});

test('whoever does not take gzip gets the file as it is', async () => {
  for (const encoding of ['identity', 'br', 'gzip;q=0']) {
    const answer = await fetchStyle({ 'accept-encoding': encoding });
    assert.equal(answer.headers['content-encoding'], undefined, encoding);
    assert.deepEqual(answer.rawPayload, STYLE);
  }
});

test('a page that has not changed is answered 304, and a part is a part', async () => {
  const { headers } = await fetchStyle({ 'accept-encoding': 'gzip' });

  const again = await fetchStyle({ 'accept-encoding': 'gzip', 'if-none-match': String(headers.etag) });
  const part = await fetchStyle({ 'accept-encoding': 'gzip', range: 'bytes=0-9' });
  const head = await fetchStyle({ 'accept-encoding': 'gzip' }, 'HEAD');

  assert.equal(again.statusCode, 304);
  assert.equal(part.statusCode, 206);
  assert.deepEqual(part.rawPayload, STYLE.subarray(0, 10));
  assert.equal(head.statusCode, 200);
  assert.equal(head.rawPayload.length, 0);
});
