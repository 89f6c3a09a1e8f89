import { isDevelopmentGroup, nothing, type Dependency, type ManifestFormat } from './parsed.ts';
import { parseRequirement } from './requirement.ts';

/** requirements.txt, requirements-dev.txt, requirements/base.txt, and the .in files that pip-tools compiles. */
export const requirementsFormat: ManifestFormat = {
  ecosystem: 'PyPI',
  file: /(^|\/)(requirements[\w.-]*|[\w.-]+[-_.]requirements|requirements\/[\w.-]+)\.(txt|in|pip)$/i,
  parse(text, file) {
    const name = file.slice(file.search(/requirements[^/]*(\/[^/]*)?$/i));
    const scope = isDevelopmentGroup(name.replace(/requirements?/i, '')) ? 'development' : 'runtime';
    const dependencies: Dependency[] = [];
    const unread = [];
    for (const { line, content } of logicalLines(text)) {
      const found = parseRequirement(content);
      if (found) dependencies.push({ ...found, scope, line });
      else if (/^(-r|--requirement|-c|--constraint)\b/.test(content))
        unread.push({ line, because: 'it includes another file' });
      else if (/^(-e|--editable)\b|:\/\/|^\.{0,2}\//.test(content))
        unread.push({ line, because: 'a path or address instead of a package name' });
    }
    return { ...nothing, dependencies, unread };
  },
};

/** Lines with their continuations joined and comments gone. */
function logicalLines(text: string): { line: number; content: string }[] {
  const result: { line: number; content: string }[] = [];
  let pending: { line: number; content: string } | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.replace(/(^|\s)#.*$/, '').trim();
    const joined: { line: number; content: string } = pending
      ? { line: pending.line, content: `${pending.content} ${content}` }
      : { line: index + 1, content };
    pending = undefined;
    if (joined.content.endsWith('\\') && joined.content.length < 20_000)
      pending = { line: joined.line, content: joined.content.slice(0, -1).trim() };
    else if (joined.content !== '') result.push(joined);
  }
  if (pending) result.push(pending);
  return result;
}
