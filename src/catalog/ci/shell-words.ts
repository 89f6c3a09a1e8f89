import type { SyntaxNode } from '../../kit/drivers.ts';

/** The words of a command as the shell would hand them on; expansions stay as they are written. */
export function wordsOf(command: SyntaxNode): string[] {
  return command
    .children()
    .filter((child) => child.isNamed() && !/^(file|heredoc|herestring)_redirect$/.test(String(child.kind())))
    .map(wordText);
}

function wordText(node: SyntaxNode): string {
  const kind = String(node.kind());
  const text = node.text();
  if (kind === 'string' || kind === 'translated_string')
    return text.replace(/^\$?"|"$/g, '').replace(/\\(["$`\\])/g, '$1');
  if (kind === 'raw_string') return text.replace(/^'|'$/g, '');
  if (kind === 'concatenation' || kind === 'command_name') {
    const parts = node.children();
    return parts.length === 0 ? text : parts.map(wordText).join('');
  }
  return text.replace(/\\\n\s*/g, '');
}

/** True for output that goes to a file: not the terminal, the error stream, the summary page or nowhere. */
export function fillsFile(redirect: string): boolean {
  if (/^\d?<|>&|&>\s*\/dev\/null/.test(redirect)) return false;
  return !/\/dev\/(null|stdout|stderr|tty)|GITHUB_STEP_SUMMARY/.test(redirect);
}

/** Code handed to another shell or host: `bash -c '…'`, `ssh host '…'`. */
export function nestedScript(words: readonly string[]): string | undefined {
  const [program] = words;
  if (program === undefined) return undefined;
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  if (/^(ba|da|z|k)?sh$/.test(program) && flag > 0) return words[flag + 1];
  if (program !== 'ssh') return undefined;
  const last = words.at(-1) ?? '';
  return words.length > 2 && /\s/.test(last) ? last : undefined;
}

/** Text on one line, cut where it gets long. */
export function oneLine(text: string): string {
  const flat = text
    .slice(0, 400)
    .replace(/\\?\n\s*/g, ' ')
    .trim();
  return flat.length > 200 ? `${flat.slice(0, 199)}…` : flat;
}
