import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { scaffolds } from './scaffolds.ts';

const usage = `npm run new audit AREA/NAME
npm run new evidence|gatherer|detector NAME

Writes the files of a new unit with blanks to fill. The tests fail until they are filled.
`;

/** Writes one unit below `root`; refuses to touch a file that is there. Answers with the paths written. */
export function writeUnit(root: string, kind: string, id: string): readonly string[] {
  const scaffold = scaffolds[kind];
  if (!scaffold) throw new Error(`there is no unit "${kind}": use ${Object.keys(scaffolds).join(', ')}`);
  if (!scaffold.id.test(id))
    throw new Error(`"${id}" is no id of ${scaffold.article}: use ${scaffold.example}`);
  const files = Object.entries(scaffold.files(id));
  for (const [path] of files)
    if (existsSync(join(root, path))) throw new Error(`${path} is there already: choose another name`);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return files.map(([path]) => path);
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { root: { type: 'string', default: join(import.meta.dirname, '..') } },
  });
  const [kind, id] = positionals;
  if (kind === undefined || id === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
  } else {
    try {
      for (const path of writeUnit(values.root, kind, id)) process.stdout.write(`${path}\n`);
      process.stdout.write(`Fill the blanks; docs/add-an-audit.md says how.\n`);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    }
  }
}
