import { isRecord, recordOf, follow, type JsonRecord } from './json.ts';
import type { Operation } from './operations.ts';
import { valueFor } from './schema-values.ts';

/** A body that the document calls valid, as text with its media type; undefined where it cannot be made. */
export function validBody(
  document: JsonRecord,
  { body }: Operation,
  more: JsonRecord = {},
): { readonly text: string; readonly type: string } | undefined {
  if (!body) return undefined;
  if (!/json/.test(body.type)) return undefined;
  const value = valueFor(document, body.schema);
  return { text: JSON.stringify(isRecord(value) ? { ...value, ...more } : value), type: body.type };
}

/** Properties that the schema names, required or not. */
export function propertiesOf(document: JsonRecord, { body }: Operation): JsonRecord {
  return recordOf(recordOf(follow(document, body?.schema))['properties']);
}
