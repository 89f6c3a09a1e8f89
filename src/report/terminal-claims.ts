import type { ClaimResult, Result } from '../kit/result.ts';
import { answeredFiles, summarySentence, type AnsweredFile } from './claims.ts';
import { harmless } from './harmless.ts';
import { fit, wrap } from './layout.ts';
import { describePlace } from './place.ts';
import type { Page } from './terminal.ts';

const most = { documents: 3, accusations: 3 } as const;

/** What readiness documents claim, and the first lines that are contradicted. Nothing when there is no document. */
export function claimsBlock(result: Result, page: Page): string[] {
  const files = answeredFiles(result);
  if (files.length === 0) return [];
  const { paint, columns } = page;
  const left = files.length - most.documents;
  return [
    paint.bold('Claims'),
    ...files.slice(0, most.documents).flatMap((file) => documentLines(file, result, page)),
    ...(left > 0 ? [paint.dim(fit(`and ${left} more documents: see --all`, columns))] : []),
  ];
}

function documentLines(file: AnsweredFile, result: Result, page: Page): string[] {
  const { paint, columns } = page;
  const denied = file.claims.filter(({ standing }) => standing === 'contradicted');
  const left = denied.length - most.accusations;
  return [
    ...wrap(harmless(summarySentence(file.document.file, file, result)), columns),
    ...denied.slice(0, most.accusations).flatMap((claim) => accusation(claim, page)),
    ...(left > 0 ? [paint.dim(`  and ${left} more`)] : []),
    paint.dim(fit(`  line by line: seaworthy claims ${harmless(file.document.file)}`, columns)),
  ];
}

/** The line and where its denial stands, together. */
function accusation({ line, text, measured, because, see }: ClaimResult, { paint, columns }: Page): string[] {
  const place = see?.where ? describePlace(see.where) : undefined;
  const denial = [place, measured ?? because].filter((part) => part !== undefined).join('  ');
  return [
    `${paint.bad('✗')} ${fit(harmless(`line ${line}: ${text}`), columns - 2)}`,
    paint.dim(`  ${fit(harmless(denial), columns - 2)}`),
  ];
}

/** Every line that is answered, in the order of the document. */
export function claimsInFull(result: Result, page: Page): string[] {
  const { paint, columns } = page;
  return answeredFiles(result).flatMap((file) => [
    '',
    paint.bold(`Claims of ${fit(harmless(file.document.file), columns - 10)}`),
    ...wrap(harmless(summarySentence(file.document.file, file, result)), columns),
    ...file.claims.flatMap((claim) => [
      fit(harmless(`${claim.line}: ${claim.text}`), columns),
      ...claimBody(claim, page).map((line) => paint.dim(`    ${line}`)),
    ]),
  ]);
}

function claimBody({ verdict, standing, because, measured, see }: ClaimResult, { columns }: Page): string[] {
  const found = measured === undefined || because.includes(measured) ? '' : ` ${measured}`;
  const said = standing === 'unmapped' ? because : `${verdict.replace('-', ' ')}: ${because}${found}`;
  const lines = wrap(harmless(said), columns - 4);
  return see ? [...lines, ...wrap(harmless(`see it: ${see.command}`), columns - 4)] : lines;
}
