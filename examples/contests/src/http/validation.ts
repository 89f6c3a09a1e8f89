// Bodies are taken as they are; only what arrives as text (query, path, headers) is turned into numbers and booleans.
import { Ajv, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

const OPTIONS: Options = { allErrors: false, useDefaults: true, removeAdditional: false, strict: false };

export function addValidation(app: FastifyInstance): void {
  const asGiven = withFormats(new Ajv(OPTIONS));
  const fromText = withFormats(new Ajv({ ...OPTIONS, coerceTypes: 'array' }));
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? asGiven : fromText).compile(schema),
  );
}

function withFormats(ajv: Ajv): Ajv {
  addFormats.default(ajv, ['date-time', 'email', 'uuid']);
  return ajv;
}
