import type { CodeBlock } from '../../documents/document.ts';

export interface CommandLine {
  readonly line: number;
  readonly words: readonly string[];
  /** Files that the shell writes for it: `> out.sql`. */
  readonly writes: readonly string[];
}

const shells = /^(sh|bash|shell|zsh|console|terminal|shell-?session|sh-session|bash-session|cmd|)$/;
/** `$ `, `% `, `> `, and what a shell shows before its `$`: `orders$ `, `me@host:~/orders$ `. */
const prompt = /^(?:[\w.@:~/-]{0,60}\$|[%>]) /;
const known =
  /^(\.{0,2}\/|\$ |(sudo|npm|yarn|pnpm|bun|npx|node|deno|tsx|ts-node|python\d?|pip\d?|uv|poetry|pipenv|pytest|make|just|task|docker|docker-compose|podman|kubectl|helm|terraform|ansible-playbook|go|cargo|bundle|rails|rake|ruby|php|composer|mvn|gradle|dotnet|git|gh|bash|sh|source|cd|cp|chmod|psql|k6)\b)/;

/** The commands of a code block, as far as it is one of commands; output, comments and texts of here-documents are left out. */
export function commandsIn(block: CodeBlock): CommandLine[] {
  if (!shells.test(block.language)) return [];
  const texts = block.lines.map((one) => one.text.trim());
  if (block.language === '' && !texts.some((text) => known.test(text.replace(/^\S+\$ /, '')))) return [];
  // Where some lines have a prompt, those without one are output.
  const prompted = texts.some((text) => prompt.test(text));
  const commands: CommandLine[] = [];
  let hereUntil: string | undefined;
  for (let index = 0; index < texts.length; index += 1) {
    const line = block.lines[index]?.line ?? block.line;
    let text = texts[index] ?? '';
    if (hereUntil !== undefined) {
      if (text === hereUntil) hereUntil = undefined;
      continue;
    }
    if (prompted && !prompt.test(text)) continue;
    // What curl -v shows of the answer and of itself.
    if (/^[<*] /.test(text)) continue;
    // yarn and npm repeat the command of a script behind a sign that looks like a prompt.
    if (/^(yarn run v|> \S+@\S+ )/.test(texts[index - 1] ?? '')) continue;
    text = text.replace(prompt, '');
    while (text.endsWith('\\') && index + 1 < texts.length) {
      index += 1;
      text = `${text.slice(0, -1)} ${texts[index] ?? ''}`;
    }
    if (text === '' || text.startsWith('#') || text.startsWith('//')) continue;
    if (block.language === '' && !known.test(text)) continue;
    hereUntil = /<<-?\s*['"]?(\w+)/.exec(text)?.[1];
    commands.push(...splitCommands(text).map((words) => withoutRedirects(line, words)));
  }
  return commands.filter((command) => command.words.length > 0);
}

/** Splits at `&&`, `||`, `;` and `|`, and into words; quotes group and disappear, a trailing comment too. */
function splitCommands(text: string): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  let quote: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (let index = 0; index < Math.min(text.length, 4_000); index += 1) {
    const sign = text.charAt(index);
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
      else word = `${word ?? ''}${sign}`;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) endWord();
    else if (sign === '#' && word === undefined) break;
    else if (sign === ';' || sign === '|' || (sign === '&' && text.charAt(index + 1) === '&')) {
      endWord();
      commands.push([]);
      if (text.charAt(index + 1) === sign) index += 1;
    } else word = `${word ?? ''}${sign}`;
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

function withoutRedirects(line: number, all: readonly string[]): CommandLine {
  const words: string[] = [];
  const writes: string[] = [];
  for (let index = 0; index < all.length; index += 1) {
    const word = all[index] ?? '';
    const redirect = /^\d?(>>?|<)&?(.*)$/.exec(word);
    if (!redirect || /^<[\w-]+>/.test(word)) {
      words.push(word);
      continue;
    }
    const target = redirect[2] === '' ? all[(index += 1)] : redirect[2];
    if (redirect[1] !== '<' && target !== undefined) writes.push(target);
  }
  return { line, words: words.filter((word) => word !== '\\' && word !== '&'), writes };
}
