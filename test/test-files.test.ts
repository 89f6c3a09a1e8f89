import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatherFrom } from '../fixtures/gather.ts';
import testFiles from '../src/catalog/evidence/test-files.ts';

/** Per language: a file of two cases, one of which is skipped and one of which asserts; counts expected. */
const rows: readonly (readonly [
  file: string,
  text: string,
  expected: readonly [cases: number, skipped: number, silent: number, kind: string],
])[] = [
  [
    'src/a.test.ts',
    "import { it } from 'vitest';\nit('adds', () => { expect(1).toBe(1); });\nit.skip('later', () => {});\nit('is silent', () => { run(); });\ntest.each([1, 2])('n %d', (n) => { expect(n).toBe(n); });\n// expect(1) in a comment asserts nothing\n",
    [4, 1, 1, 'unit'],
  ],
  [
    'e2e/order.spec.ts',
    "import { test, expect } from '@playwright/test';\ntest.describe('orders', () => {\n  test.beforeEach(async () => {});\n  test('buys', async ({ page }) => { await expect(page).toHaveTitle('x'); });\n});\n",
    [1, 0, 0, 'e2e'],
  ],
  [
    'src/Order.test.tsx',
    "import { render } from '@testing-library/react';\ndescribe.skip('old', () => { it('a', () => { expect(1).toBe(1); }); });\nit('b', () => { render(<Order />).getByText('x'); });\n",
    [2, 1, 0, 'component'],
  ],
  [
    'test/api.test.js',
    "const request = require('supertest');\nit('refuses', () => request(app).get('/orders').expect(401));\n",
    [1, 0, 0, 'api'],
  ],
  [
    'tests/test_orders.py',
    'import pytest\n\ndef test_adds():\n    assert 1 + 1 == 2\n\n@pytest.mark.skip\ndef test_later():\n    pass\n\nclass TestX:\n    def test_silent(self):\n        run()\n',
    [3, 1, 1, 'unit'],
  ],
  [
    'orders_test.go',
    'package orders\n\nfunc TestAdds(t *testing.T) {\n\tif 1+1 != 2 {\n\t\tt.Errorf("no")\n\t}\n}\n\nfunc TestLater(t *testing.T) {\n\tt.Skip("x")\n}\n\nfunc TestMain(m *testing.M) {}\n',
    [2, 1, 0, 'unit'],
  ],
  [
    'src/test/java/acme/OrdersTest.java',
    'class OrdersTest {\n  @Test void adds() { assertEquals(2, 1 + 1); }\n  @Test @Disabled("x") void later() {}\n  @Test void silent() { run(); }\n  void helper() {}\n}\n',
    [3, 1, 1, 'unit'],
  ],
  [
    'spec/requests/orders_spec.rb',
    "RSpec.describe 'orders', type: :request do\n  it 'lists' do\n    get '/orders'\n    expect(response).to have_http_status(:unauthorized)\n  end\n  xit 'later' do\n  end\nend\n",
    [2, 1, 0, 'api'],
  ],
  [
    'tests/Unit/OrdersTest.php',
    '<?php\nclass OrdersTest extends TestCase {\n  public function testAdds() { $this->assertSame(2, 1 + 1); }\n  /** @test */\n  public function silent() { run(); }\n  public function helper() {}\n}\n',
    [2, 0, 1, 'unit'],
  ],
  [
    'Api.Tests/OrdersTests.cs',
    'public class OrdersTests {\n  [Fact]\n  public void Adds() { Assert.Equal(2, 1 + 1); }\n  [Fact(Skip = "x")]\n  public void Later() {}\n}\n',
    [2, 1, 0, 'unit'],
  ],
  [
    'src/orders.rs',
    '#[cfg(test)]\nmod tests {\n  #[test]\n  fn adds() { assert_eq!(2, 1 + 1); }\n  #[tokio::test]\n  #[ignore]\n  async fn later() {}\n}\n',
    [2, 1, 0, 'unit'],
  ],
  [
    'test/orders_test.exs',
    'defmodule OrdersTest do\n  test "adds" do\n    assert 2 == 1 + 1\n  end\nend\n',
    [1, 0, 0, 'unit'],
  ],
  [
    'load/orders.js',
    "import http from 'k6/http';\nexport const options = { thresholds: { http_req_failed: ['rate<0.01'] } };\nexport default function () { http.get('http://x/orders'); }\n",
    [0, 0, 0, 'performance'],
  ],
];

describe('test files of every language', () => {
  for (const [file, text, [cases, skipped, silent, kind]] of rows) {
    it(file, async () => {
      const [found] = (await gatherFrom(testFiles, { [file]: text })).files;

      assert.deepEqual(
        [found?.cases, found?.skipped.length, found?.silent.length, found?.kind],
        [cases, skipped, silent, kind],
      );
    });
  }

  it('a focused case is named with its line', async () => {
    const [found] = (
      await gatherFrom(testFiles, {
        'a.test.ts': "it('a', () => {});\nit.only('b', () => { expect(1).toBe(1); });\n",
      })
    ).files;

    assert.deepEqual(found?.focused, [{ line: 2, note: 'only' }]);
  });

  it('requests and asserted status codes are listed', async () => {
    const text =
      "it('refuses', async () => {\n  const answer = await app.inject({ method: 'POST', url: '/orders?x=1' });\n  expect(answer.statusCode).toBe(401);\n});\n";
    const [found] = (await gatherFrom(testFiles, { 'test/a.test.ts': text })).files;

    assert.deepEqual(found?.requests, [{ method: 'POST', path: '/orders', line: 2 }]);
    assert.deepEqual(found.statuses, [{ status: 401, line: 3 }]);
  });

  it('code that is no test is not taken for one', async () => {
    const { files } = await gatherFrom(testFiles, {
      'src/test.ts': 'export const test = 1;\n',
      'src/app.py': 'def test_connection():\n    return 1\n',
      'tests/helpers/make.ts': "it('looks like one', () => { expect(1).toBe(1); });\n",
      'src/lib.rs': 'fn main() {}\n',
    });

    assert.deepEqual(files, []);
  });
});
