export type ShellKind = 'tool' | 'print' | 'wait' | 'plumbing' | 'write';

const printers =
  /^(echo|printf|cat|tee|figlet|banner|date|pwd|whoami|hostname|uname|tree|Write-(Host|Output))$/;
const idle =
  /^(true|false|:|cd|pushd|popd|set|shopt|export|local|declare|readonly|unset|alias|trap|umask|return|exit|break|continue|shift|read|source|\.|ulimit|test|\[|\[\[|eval|exec|let|wait|getopts|hash|type|which|command|ls|mkdir|touch|env|printenv|basename|dirname|seq|tr|cut|sort|uniq|head|tail|wc|sed|awk|xargs)$/;

/** What a command amounts to by itself, before what it calls is read. `written`: its output goes to a file. */
export function kindOf(
  words: readonly string[],
  written: boolean,
  functions: ReadonlySet<string>,
): ShellKind {
  const [program, ...args] = words;
  if (program === undefined) return 'plumbing';
  if (functions.has(program)) return 'plumbing';
  if (/^(sleep|usleep|Start-Sleep)$/.test(program)) return 'wait';
  if (printers.test(program)) return isRealCat(program, args) || written ? 'write' : 'print';
  // A version says that the tool is there, no more.
  if (args.length === 1 && /^(--version|-v|-V|version|--help|-h|help)$/.test(args[0] ?? '')) return 'print';
  return idle.test(program) ? 'plumbing' : 'tool';
}

/** `tee file` fills a file even when it prints too. */
function isRealCat(program: string, args: readonly string[]): boolean {
  return program === 'tee' && args.some((arg) => !arg.startsWith('-') && !/\/dev\/|STEP_SUMMARY/.test(arg));
}
