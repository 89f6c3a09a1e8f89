import { lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isRewritable, rewriteDocument } from '../../claims/rewrite.ts';
import { toJson } from '../../report/formats.ts';
import { roadmapOf } from '../../report/roadmap.ts';
import { claimedTexts } from '../claims-answers.ts';
import { readClaims } from '../claims-files.ts';
import { renderClaims } from '../claims-screen.ts';
import type { Given } from '../commands.ts';
import { consentFrom } from '../consent.ts';
import { inspect } from '../inspection.ts';
import { progressLine } from '../progress.ts';
import { renderRoadmap } from '../roadmap-screen.ts';
import { writeWhole } from '../write-whole.ts';

/** Answers what documents claim, line by line. Exit code 1 when a line is contradicted. */
export async function run({ args, options, console, signal }: Given): Promise<number> {
  if (options.write !== undefined) await checkWrite(options.write, args, options.force);
  const claims = await readClaims(args);
  const progress = progressLine(console);
  const { result, catalog, evidences, background, documents } = await inspect({
    path: options.dir ?? '.',
    catalogs: options.catalog,
    consent: consentFrom(options, process.env),
    signal,
    claims,
    report: progress.read,
    ...(options.config === undefined ? {} : { configFile: options.config }),
  }).finally(progress.end);
  // The text that was kept holds no secret, and is the one whose lines were answered.
  const [text] = claimedTexts(catalog, evidences);
  const [first] = documents;
  if (options.write !== undefined && first && text)
    await writeWhole(options.write, rewriteDocument(text.text, first, result));
  const roadmap = options.roadmap ? roadmapOf(result, background) : undefined;
  if (options.format === 'json') console.print(toJson({ ...result, ...(roadmap ? { roadmap } : {}) }));
  else if (roadmap) console.print(renderRoadmap(roadmap, result, console.out));
  else {
    const screen = { ...console.out, why: options.why };
    console.print(documents.map((document) => renderClaims(document, result, screen)).join('\n'));
  }
  return result.claims?.some(({ verdict }) => verdict === 'contradicted') ? 1 : 0;
}

/** Refuses what cannot be written, or would be lost, before minutes are spent. */
async function checkWrite(file: string, documents: readonly string[], force: boolean): Promise<void> {
  const [document = ''] = documents;
  if (documents.length > 1) throw new Error('--write takes one document at a time. Name one');
  if (!isRewritable(document))
    throw new Error(`--write writes Markdown, and ${document} is none. Leave --write out`);
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory())
    throw new Error(`--write ${file}: there is no folder ${dirname(file)}. Make it first`);
  const there = await lstat(file).catch(() => undefined);
  if (there && !force)
    throw new Error(`--write ${file}: it is there already. Name another file, or add --force to replace it`);
}
