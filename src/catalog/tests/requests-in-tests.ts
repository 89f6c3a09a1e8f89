import type { TestFile } from '../evidence/test-files.ts';

const most = 60;
const call =
  /\b(get|post|put|patch|delete|head|options|getJson|postJson|putJson|patchJson|deleteJson)\s*\(\s*(?:client|conn|t|ctx)?,?\s*(["'`])((?:\$\{[^}]{0,60}\})?\/[^"'`\n]{0,200})\2/gi;
const rubyCall = /^\s*(get|post|put|patch|delete|head)\s+(["'])(\/[^"'\n]{0,200})\2/gim;
const inject =
  /\burl:\s*(["'`])(\/[^"'`\n]{0,200})\1|\binject\(\s*(["'`])(\/[^"'`\n]{0,200})\3|\bfetch\(\s*(["'`])((?:\$\{[^}]{0,60}\}|https?:\/\/[^/"'`\s]{1,80})?\/[^"'`\n]{0,200})\5/g;
const goRequest =
  /(?:NewRequest(?:WithContext)?)\([^"\n]{0,40}"?(?:http\.Method)?(\w+)"?\s*,\s*"([^"\n]{0,200})"/g;

/** Requests that a test sends, as written: what stands for a base address is cut off. */
export function requestsIn(text: string, lineAt: (offset: number) => number): TestFile['requests'] {
  const found: TestFile['requests'] = [];
  const add = (method: string, path: string | undefined, offset: number) => {
    if (path === undefined || found.length >= most) return;
    const plain = path.replace(/^\$\{[^}]*\}|^https?:\/\/[^/]+/, '').split('?')[0] ?? '';
    if (plain.startsWith('/')) found.push({ method, path: plain, line: lineAt(offset) });
  };
  for (const match of text.matchAll(call))
    add((match[1] ?? '').replace(/Json$/i, '').toUpperCase(), match[3], match.index);
  for (const match of text.matchAll(rubyCall)) add((match[1] ?? '').toUpperCase(), match[3], match.index);
  for (const match of text.matchAll(goRequest)) add((match[1] ?? '').toUpperCase(), match[2], match.index);
  for (const match of text.matchAll(inject)) {
    const near = text.slice(Math.max(match.index - 120, 0), match.index + match[0].length + 120);
    const method = /\bmethod:\s*["'`](\w+)/.exec(near)?.[1] ?? 'GET';
    add(method.toUpperCase(), match[2] ?? match[4] ?? match[6], match.index);
  }
  return found;
}

const named: Readonly<Record<string, number>> = {
  unauthorized: 401,
  forbidden: 403,
  notfound: 404,
  not_found: 404,
  badrequest: 400,
  bad_request: 400,
  created: 201,
  ok: 200,
  conflict: 409,
  unprocessable_entity: 422,
  unprocessableentity: 422,
  toomanyrequests: 429,
  too_many_requests: 429,
};

/** Status codes on lines that compare or expect something. */
export function statusesIn(text: string): TestFile['statuses'] {
  const found: TestFile['statuses'] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (found.length >= most) break;
    const line = raw.slice(0, 400);
    if (!/status|expect|assert|code|should/i.test(line) || /^\s*(\/\/|#(?!\[)|\*)/.test(line)) continue;
    const number = /(?:^|[^\w.$-])([2-5]\d\d)(?![\w.-])/.exec(line)?.[1];
    const word =
      /(?:Status(?:Code)?s?\.?|is|assert|have_http_status\(?:?|:|HTTP_\d*_?)(Unauthorized|Forbidden|NotFound|BadRequest|Created|Ok|Conflict|UnprocessableEntity|TooManyRequests|unauthorized|forbidden|not_found|bad_request|UNAUTHORIZED|FORBIDDEN|NOT_FOUND)\b/.exec(
        line,
      )?.[1];
    const status = number === undefined ? named[(word ?? '').toLowerCase()] : Number(number);
    if (status !== undefined) found.push({ status, line: index + 1 });
  }
  return found;
}
