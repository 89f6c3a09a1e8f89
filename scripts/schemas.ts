import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { z } from 'zod';
import { configJsonSchema } from '../src/engine/config.ts';
import { resultSchema } from '../src/report/result-schema.ts';

const folder = join(import.meta.dirname, '../schemas');

/** The published JSON Schemas by file name. Their only sources are the schemas that the program itself uses. */
export async function schemaFiles(): Promise<ReadonlyMap<string, string>> {
  // `input`: readers of reports allow for keys to come.
  const { $schema, ...result } = z.toJSONSchema(resultSchema, { io: 'input' });
  return new Map([
    ['result.schema.json', await toText({ $schema, title: 'Report of Seaworthy', ...result })],
    ['seaworthy.schema.json', await toText(configJsonSchema())],
  ]);
}

function toText(schema: unknown): Promise<string> {
  // Zod's own name for what the pattern beside it says; validators refuse a format they do not know.
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === 'format' && value === 'starts_with' ? undefined : value,
  );
  return format(text, { parser: 'json', printWidth: 110 });
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of await schemaFiles()) {
    writeFileSync(join(folder, name), text);
    process.stdout.write(`schemas/${name}\n`);
  }
}
