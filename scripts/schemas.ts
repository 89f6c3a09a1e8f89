import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { z } from 'zod';
import { configSchema } from '../src/engine/config.ts';
import { resultSchema } from '../src/report/result-schema.ts';

const folder = join(import.meta.dirname, '../schemas');

/** The published JSON Schemas by file name. Their only sources are the schemas that the program itself uses. */
export async function schemaFiles(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['result.schema.json', await toText('Report of Seaworthy', resultSchema)],
    ['config.schema.json', await toText('seaworthy.yaml', configSchema)],
  ]);
}

function toText(title: string, schema: z.ZodType): Promise<string> {
  // `input`: what a writer may leave out is not required, and readers of reports allow for keys to come.
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // No format of the standard; the pattern beside it says the same.
      if (String(jsonSchema.format) === 'starts_with') delete jsonSchema.format;
    },
  });
  return format(JSON.stringify({ $schema, title, ...rest }), { parser: 'json', printWidth: 110 });
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of await schemaFiles()) {
    writeFileSync(join(folder, name), text);
    process.stdout.write(`schemas/${name}\n`);
  }
}
