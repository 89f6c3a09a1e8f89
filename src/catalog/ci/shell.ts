import type { SyntaxNode } from '../../kit/drivers.ts';
import { mask, type Templated } from './masks.ts';
import { readIf, readList, readPipeline, readSequence } from './shell-branches.ts';
import { kindOf } from './shell-kind.ts';
import { endsBadly, named, type Place, type ShellCommand, type Walk } from './shell-walk.ts';
import { fillsFile, nestedScript, oneLine, wordsOf } from './shell-words.ts';
import { joinPath } from './paths.ts';
import { unwrapAll } from './words.ts';

export interface ShellOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
  readonly templated?: Templated | undefined;
  /** Line of the file on which the text begins. */
  readonly firstLine: number;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly unread?: string;
}

export type ParseShell = (text: string) => SyntaxNode;

const maxCommands = 400;
const maxLength = 100_000;
const maxDepth = 200;
const blocks = /^(program|compound_statement|do_group|else_clause|case_item)$/;
const settings = /^(variable_assignments?|declaration_command|test_command|unset_command)$/;

/** Every command of a script, in order, with what becomes of its failure. */
export function readShell(text: string, options: ShellOptions, parse: ParseShell): ShellScript {
  if (text.length > maxLength) return { commands: [], unread: 'the script is too long to read' };
  const masked = mask(text, options.templated);
  const root = parse(masked.text);
  const walk: Walk = {
    errexit: options.errexit || /^#!.{0,80}\bsh\b.{0,40}\s-\w*e/.test(text),
    pipefail: options.pipefail,
    folder: '',
    found: [],
    ...functionsOf(root),
    lines: masked.text.split('\n'),
    firstLine: options.firstLine,
    unmask: masked.unmask,
    read: guardDepth(readNode),
  };
  walk.read(root, { guarded: false, last: true }, walk);
  const commands = walk.found.slice(0, maxCommands);
  const broken = root.find({ rule: { kind: 'ERROR' } });
  if (broken) {
    const line = broken.range().start.line + options.firstLine;
    return { commands, unread: `the shell text around line ${line} could not be parsed` };
  }
  return walk.found.length > maxCommands ? { commands, unread: 'it has too many commands' } : { commands };
}

function functionsOf(root: SyntaxNode): Pick<Walk, 'functions' | 'exits'> {
  const found = root.findAll({ rule: { kind: 'function_definition' } }).map((one) => ({
    name: one.field('name')?.text() ?? '',
    exits: endsBadly.test(one.text()),
  }));
  return {
    functions: new Set(found.map((one) => one.name)),
    exits: found.filter((one) => one.exits && one.name !== '').map((one) => one.name),
  };
}

function guardDepth(read: Walk['read']): Walk['read'] {
  let depth = 0;
  return (node, place, walk) => {
    if (depth > maxDepth || walk.found.length > maxCommands) return;
    depth += 1;
    read(node, place, walk);
    depth -= 1;
  };
}

function readNode(node: SyntaxNode, place: Place, walk: Walk): void {
  const kind = String(node.kind());
  if (kind === 'command') return readCommand(node, place, walk, false);
  if (kind === 'redirected_statement') return readRedirected(node, place, walk);
  if (kind === 'pipeline') return readPipeline(node, place, walk);
  if (kind === 'list') return readList(node, place, walk);
  if (kind === 'if_statement') return readIf(node, place, walk);
  if (kind === 'subshell') return aside(walk, () => readSequence(node.children(), place, walk));
  if (blocks.test(kind)) return readSequence(node.children(), place, walk);
  if (settings.test(kind)) return readSetting(node, place, walk);
  const guarded =
    /^(negated_command|while_statement|for_statement|c_style_for_statement|case_statement|function_definition)$/;
  const inside = guarded.test(kind) ? { ...place, guarded: true } : place;
  for (const child of named(node)) {
    if (/^(word|number|string|raw_string|concatenation|variable_name)$/.test(String(child.kind()))) continue;
    walk.read(child, inside, walk);
  }
}

/** `X=$(cmd)` gives the status of cmd, `export X=$(cmd)` forgets it. */
function readSetting(node: SyntaxNode, place: Place, walk: Walk): void {
  const forgets = node.kind() === 'declaration_command' && place.lost === undefined;
  // What a test compares is looked at, whatever becomes of the test.
  const inside = node.kind() === 'test_command' ? { guarded: place.guarded, last: true } : place;
  readSubstitutions(node, forgets ? { ...inside, lost: 'substitution' } : inside, walk);
  add(node, { kind: 'plumbing', words: [node.kind() === 'test_command' ? '[' : '='] }, place, walk);
}

function readRedirected(node: SyntaxNode, place: Place, walk: Walk): void {
  const [inner, ...redirects] = node.children();
  const all = redirects.flatMap((redirect) => [redirect, ...redirect.children()]);
  const written = all.some(
    (redirect) => redirect.kind() === 'file_redirect' && fillsFile(walk.unmask(redirect.text())),
  );
  if (inner?.kind() === 'command') readCommand(inner, place, walk, written);
  else if (inner) walk.read(inner, place, walk);
  // What a heredoc is piped into hangs under its redirect: `cat <<EOF | kubectl apply -f -`.
  for (const piped of all) {
    if (/^(pipeline|command|list)$/.test(String(piped.kind()))) walk.read(piped, place, walk);
  }
}

function readCommand(node: SyntaxNode, place: Place, walk: Walk, written: boolean): void {
  const redirected = node
    .children()
    .some((child) => child.kind() === 'file_redirect' && fillsFile(walk.unmask(child.text())));
  const { words, inContainer } = unwrapAll(wordsOf(node).map(walk.unmask));
  const kind = kindOf(words, written || redirected, walk.functions);
  const printed = place.printed === true || kind === 'print';
  readSubstitutions(node, { ...place, lost: place.lost ?? 'substitution', printed }, walk);
  const nested = nestedScript(words);
  const what = { kind, words, ...(nested === undefined ? {} : { nested }) };
  add(node, written || redirected ? { ...what, intoFile: true } : what, place, walk, inContainer);
  if (words[0] === 'set') setOptions(words.slice(1).join(' '), walk);
  if (/^(cd|pushd|popd)$/.test(words[0] ?? '')) walk.folder = changeFolder(walk.folder, words);
}

function setOptions(text: string, walk: Walk): void {
  if (/(^|\s)-[A-Za-z]*e|-o\s+errexit/.test(text)) walk.errexit = true;
  if (/(^|\s)\+[A-Za-z]*e|\+o\s+errexit/.test(text)) walk.errexit = false;
  if (/(^|\s)-[A-Za-z]*o\s+pipefail/.test(text)) walk.pipefail = true;
  if (/\+[A-Za-z]*o\s+pipefail/.test(text)) walk.pipefail = false;
}

/** The folder after `cd`; a branch or subshell that changes it is undone by its reader. */
function changeFolder(from: string | undefined, words: readonly string[]): string | undefined {
  const to = words.slice(1).filter((word) => !/^-[LPe]$/.test(word));
  if (words[0] === 'popd' || from === undefined || to.length !== 1) return undefined;
  return /[$`*?~]|^[/-]/.test(to[0] ?? '') ? undefined : joinPath(from, to[0] ?? '');
}

function readSubstitutions(node: SyntaxNode, place: Place, walk: Walk): void {
  const inside = /^(command|process)_substitution$/;
  const queue = node.children();
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (!inside.test(String(next.kind()))) queue.push(...next.children());
    else for (const child of named(next)) walk.read(child, { ...place, last: true }, walk);
  }
}

function add(
  node: SyntaxNode,
  what: Pick<ShellCommand, 'kind' | 'words' | 'nested' | 'intoFile'>,
  place: Place,
  walk: Walk,
  inContainer = false,
): void {
  walk.found.push({
    line: node.range().start.line + walk.firstLine,
    text: oneLine(walk.unmask(node.text())),
    ...what,
    kind: place.printed === true ? 'print' : what.kind,
    ...(place.lost === undefined ? {} : { lost: place.lost }),
    guarded: place.guarded,
    ...(walk.folder === undefined || inContainer ? {} : { folder: walk.folder }),
  });
}

/** What changes in a subshell is undone at its end. */
function aside(walk: Walk, read: () => void): void {
  const { errexit, pipefail, folder } = walk;
  read();
  Object.assign(walk, { errexit, pipefail, folder });
}
