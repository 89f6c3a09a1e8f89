import type { TestFile } from '../evidence/test-files.ts';

type Kind = TestFile['kind'];

/** First match wins: an import or a folder that says what a test is. */
const byText: readonly (readonly [RegExp, Kind])[] = [
  [/['"]k6(\/\w+)?['"]|\bfrom locust\b|io\.gatling|['"]autocannon['"]/, 'performance'],
  [
    /['"]@pact-foundation|\bfrom pact\b|au\.com\.dius\.pact|['"]nock['"]\)?\.back|\bvcr\.use_cassette|VCR\.use_cassette|\bschemathesis\b|WireMock|['"]@stoplight\/prism/,
    'contract',
  ],
  [
    /['"]@playwright\/test['"]|\bplaywright\.(sync|async)_api\b|\bcy\.(visit|get|request)\(|selenium[.-]webdriver|\bfrom selenium\b|org\.openqa\.selenium|['"]puppeteer|['"]testcafe['"]|com\.microsoft\.playwright|Microsoft\.Playwright|Laravel\\Dusk|type: :(feature|system)\b|ApplicationSystemTestCase|Symfony\\Component\\Panther/,
    'e2e',
  ],
  [
    /['"]@testing-library\/(react|vue|svelte|angular|preact|dom)|['"]@vue\/test-utils|['"]enzyme['"]|TestBed\.|['"]vitest-browser-/,
    'component',
  ],
  [
    /['"](supertest|chai-http|light-my-request|pactum|frisby)['"]|\.inject\(\s*[{'"`]|\bTestClient\b|\bAPIClient\b|\bAsyncClient\b|\btest_client\(|\bMockMvc\b|\bWebTestClient\b|\bTestRestTemplate\b|\bRestAssured\b|\bhttptest\.|WebApplicationFactory|type: :(request|controller)\b|Rack::Test|ActionDispatch::IntegrationTest|ActionController::TestCase|->(getJson|postJson|putJson|deleteJson|json|get|post|put|patch|delete)\(\s*['"]\/?|actix_web::test|TestServer::|\bself\.client\.(get|post|put|patch|delete)\(|Phoenix\.ConnTest|ConnCase/,
    'api',
  ],
  [
    /['"]@?testcontainers|org\.testcontainers|\bfrom testcontainers\b|testcontainers-go|Testcontainers\.|@SpringBootTest|@DataJpaTest|@QuarkusTest|pytest\.mark\.django_db|#\[sqlx::test|\bDataCase\b|RefreshDatabase|DatabaseTransactions|['"](pg|postgres|mysql2|mongodb)['"]/,
    'integration',
  ],
];
const byPath: readonly (readonly [RegExp, Kind])[] = [
  [
    /(^|[/._-])(k6|load-?tests?|perf(ormance)?|stress|benchmarks?|locust|gatling|artillery)([/._-]|$)/i,
    'performance',
  ],
  [/(^|[/._-])(contracts?|pact)([/._-]|$)/i, 'contract'],
  [
    /(^|[/._-])(e2e|end-?to-?end|cypress|playwright|acceptance|smoke|browser)([/._-]|$)|(^|\/)(system|features)\/[^/]*_spec\.rb$|(^|\/)test\/system\//i,
    'e2e',
  ],
  [
    /(^|[/._-])integration(-?tests?)?([/._-]|$)|(^|\/)functional\/|IT\.java$|[._]IntegrationTests?[/.]|FunctionalTests?[/.]|(^|\/)tests\/Feature\//,
    'integration',
  ],
];

/** What kind of test a file holds and what says so. */
export function kindOf(path: string, text: string): { kind: Kind; kindBecause: string } {
  const head = text.slice(0, 40_000);
  for (const [pattern, kind] of byText.slice(0, 4)) {
    const match = pattern.exec(head);
    if (match) return { kind, kindBecause: short(match[0]) };
  }
  for (const [pattern, kind] of byPath) {
    const match = pattern.exec(path);
    if (match)
      return { kind, kindBecause: `the path says ${short(match[0].replace(/[/._-]/g, ' ').trim())}` };
  }
  for (const [pattern, kind] of byText.slice(4)) {
    const match = pattern.exec(head);
    if (match) return { kind, kindBecause: short(match[0]) };
  }
  return { kind: 'unit', kindBecause: 'nothing says it is another kind' };
}

function short(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 60);
}
