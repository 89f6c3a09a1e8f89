import type { ClaimResult, Result } from '../kit/result.ts';
import type { Background } from './background.ts';
import { answeredFiles, headingColumns, headingRows, summarySentence, type AnsweredFile } from './claims.ts';
import { codeSpan, plain } from './markdown-text.ts';
import { describePlace, linkTo } from './place.ts';

/** A comment on a code host has an end, and what fails wants room in it too. */
const most = { documents: 2, accusations: 8, headings: 25, characters: 200 } as const;

/** What readiness documents claim: the sentence, a table per heading, and what is contradicted, with its evidence. */
export function claimsSection(result: Result, background: Background): string[] {
  const files = answeredFiles(result);
  const left = files.length - most.documents;
  const shown = files
    .slice(0, most.documents)
    .flatMap((file) => [
      `#### ${codeSpan(file.document.file)}`,
      '',
      plain(summarySentence(file.document.file, file, result)),
      '',
      ...accusations(file, result, background),
      ...table(file),
    ]);
  return left > 0 ? [...shown, `and ${left} more documents: see the whole report`, ''] : shown;
}

function short(text: string): string {
  return plain(text.length > most.characters ? `${text.slice(0, most.characters)}…` : text);
}

function accusations({ claims }: AnsweredFile, result: Result, background: Background): string[] {
  const denied = claims.filter(({ standing }) => standing === 'contradicted');
  if (denied.length === 0) return [];
  const left = denied.length - most.accusations;
  return [
    ...denied.slice(0, most.accusations).flatMap((claim) => accusation(claim, result, background)),
    ...(left > 0 ? [`- and ${left} more`] : []),
    '',
  ];
}

function accusation(
  { line, text, measured, because, see }: ClaimResult,
  { target }: Result,
  { origin }: Background,
): string[] {
  const place = see?.where ? describePlace(see.where) : undefined;
  const link = see?.where ? linkTo(see.where, target.commit, origin) : undefined;
  const shown = place === undefined ? '' : `${link ? `[${codeSpan(place)}](${link})` : codeSpan(place)}: `;
  return [
    `- **Line ${line}, contradicted**: ${short(text)}`,
    `  - ${shown}${short(measured ?? because)}`,
    ...(see ? [`  - see it: ${codeSpan(see.command)}`] : []),
  ];
}

function table({ claims }: AnsweredFile): string[] {
  const rows = headingRows(claims)
    .slice(0, most.headings)
    .map(
      ({ heading, counts }) =>
        `| ${short(heading === '' ? 'top' : heading)} | ${headingColumns.map((name) => counts[name] || '').join(' | ')} |`,
    );
  return [
    '<details>',
    '<summary>By heading</summary>',
    '',
    `| heading | ${headingColumns.join(' | ')} |`,
    `|---|${headingColumns.map(() => '--:').join('|')}|`,
    ...rows,
    '',
    '</details>',
    '',
  ];
}
