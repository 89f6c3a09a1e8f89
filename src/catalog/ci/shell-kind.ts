export type ShellKind = 'tool' | 'print' | 'wait' | 'plumbing' | 'write';

const printers =
  /^(echo|printf|cat|tee|figlet|banner|date|pwd|whoami|hostname|uname|tree|Write-(Host|Output))$/;
/** Programs that only inform, by their first words. */
const informs =
  /^(git (log|status|show|describe|branch|diff --stat|rev-parse|remote -v|config --list)|docker (ps|images|info|version)|kubectl (get|version|config (current-context|view)|cluster-info)|aws sts get-caller-identity|npm (ls|list|config list)|pip3? (list|freeze)|df|free|nproc|lscpu|java -version)\b/;
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
  if (printers.test(program)) {
    const tells = /^::(set-output|set-env|add-path|save-state|add-mask)\b/.test(args.join(' '));
    return tells || isRealCat(program, args) || written ? 'write' : 'print';
  }
  // A version says that the tool is there, no more.
  if (args.length === 1 && /^(--version|-v|-V|version|--help|-h|help)$/.test(args[0] ?? '')) return 'print';
  if (informs.test(words.join(' '))) return written ? 'write' : 'print';
  if (written || (program === 'sed' && args.some((arg) => /^(-[nErsz]*i|--in-place)/.test(arg))))
    return idle.test(program) ? 'write' : 'tool';
  return idle.test(program) ? 'plumbing' : 'tool';
}

/** `tee file` fills a file even when it prints too. */
function isRealCat(program: string, args: readonly string[]): boolean {
  return program === 'tee' && args.some((arg) => !arg.startsWith('-') && !/\/dev\/|STEP_SUMMARY/.test(arg));
}
