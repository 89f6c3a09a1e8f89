import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { HttpAnswer } from '../../kit/http.ts';
import { parseJson, type JsonRecord } from './json.ts';
import type { Operation } from './operations.ts';

const mostDifferences = 3;
/** Refusals that every operation can give, and that documents commonly leave out. */
const unspoken = new Set([400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429]);

/** What in an answer differs from the document: nothing is said where the document says nothing. */
export function fitter(document: JsonRecord): (operation: Operation, answer: HttpAnswer) => string[] {
  const options = { strict: false, validateFormats: false, allErrors: true, logger: false } as const;
  const ajv = String(document['openapi']).startsWith('3.1') ? new Ajv2020(options) : new Ajv(options);
  const compiled = new Map<string, ReturnType<typeof ajv.compile> | undefined>();

  function validatorFor(name: string, schema: JsonRecord) {
    if (!compiled.has(name)) {
      // A schema that the compiler does not understand accuses nobody.
      try {
        compiled.set(name, ajv.compile({ ...schema, components: document['components'] ?? {} }));
      } catch {
        compiled.set(name, undefined);
      }
    }
    return compiled.get(name);
  }

  return ({ method, route, answers }, answer) => {
    if (!answer.answered || !answers || answers.size === 0) return [];
    const key = [String(answer.status), `${Math.floor(answer.status / 100)}XX`, 'default'].find((one) =>
      answers.has(one),
    );
    if (key === undefined)
      return unspoken.has(answer.status) ? [] : [`answers ${answer.status}, which is not documented`];
    const schema = answers.get(key);
    const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? '';
    if (schema === undefined || answer.bodyBytes === 0) return [];
    if (!/json/i.test(type))
      return [`answers ${answer.status} as ${type === '' ? 'nothing named' : type}, not as JSON`];
    const value = parseJson(answer.body);
    const validate = value === undefined ? undefined : validatorFor(`${method} ${route} ${key}`, schema);
    if (!validate || validate(value) === true) return [];
    return (validate.errors ?? [])
      .slice(0, mostDifferences)
      .map(
        ({ instancePath, message = 'does not fit' }) => `${key}: ${instancePath || 'the body'} ${message}`,
      );
  };
}
