import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Lang, parse, parseAsync, registerDynamicLanguage } from '@ast-grep/napi';
import bash from '@ast-grep/lang-bash';
import go from '@ast-grep/lang-go';
import java from '@ast-grep/lang-java';
import php from '@ast-grep/lang-php';
import python from '@ast-grep/lang-python';
import ruby from '@ast-grep/lang-ruby';
import type {
  RepoDriver,
  RepoFile,
  ScanReport,
  SourceDriver,
  SourceFile,
  SourceLanguage,
  SyntaxNode,
} from '../kit/drivers.ts';
import { isAside, isGenerated, languageOf } from './source-files.ts';

/**
 * Syntax trees live outside the heap that V8 counts, a hundred times as big as their text: without a reminder hundreds
 * of megabytes of them pile up. Nodes die young, so a collection of the young does, and now and then a full one.
 */
const gcAfterLength = 300_000;
const fullGcEvery = 6;
/** From so many sources on, what starting left behind is cleared away first. */
const manySources = 4_000;
const collectGarbage = exposeGc();

registerDynamicLanguage({ python, go, java, ruby, php, bash });

/** Bigger files are data or bundles; a parser may need seconds and a gigabyte for them. */
const maxSourceBytes = 600_000;
const maxLineLength = 20_000;

interface Wish {
  readonly languages: ReadonlySet<SourceLanguage>;
  readonly mentions: RegExp;
  readonly aside: boolean;
  readonly signal: AbortSignal;
  readonly look: (file: SourceFile) => void;
  settle(report: ScanReport): void;
  fail(error: unknown): void;
}

/**
 * Wishes made in the same moment share one pass over the files: each is read once and parsed at most once. The
 * moment lasts until the files are listed, so that gatherers that look at the list first are in it too.
 */
export function sourceDriver(repo: RepoDriver): SourceDriver {
  let waiting: Wish[] = [];

  async function startPass(): Promise<void> {
    await repo.list().catch(() => undefined);
    await new Promise((go) => setTimeout(go, 5));
    const wishes = waiting;
    waiting = [];
    try {
      const report = await pass(repo, wishes);
      for (const wish of wishes) wish.settle(report(wish));
    } catch (error) {
      for (const wish of wishes) wish.fail(error);
    }
  }

  return {
    scan: (wish, look) =>
      new Promise((settle, fail) => {
        waiting.push({
          languages: new Set(wish.languages),
          // A sticky or global expression would remember where it stopped in the file before.
          mentions: new RegExp(wish.mentions.source, wish.mentions.flags.replace(/[gy]/g, '')),
          aside: wish.aside ?? false,
          signal: wish.signal,
          look,
          settle,
          fail,
        });
        if (waiting.length === 1) void startPass();
      }),
    parse: parseSource,
  };
}

async function pass(repo: RepoDriver, wishes: readonly Wish[]): Promise<(wish: Wish) => ScanReport> {
  const skipped: { path: string; because: string; language: SourceLanguage; aside: boolean }[] = [];
  const looked = new Map<Wish, number>();
  const failures = new Map<Wish, unknown>();
  const sources = (await repo.list()).flatMap((file) => {
    const language = languageOf(file.path);
    return language !== undefined && file.kind === 'file'
      ? [{ file, language, aside: isAside(file.path) }]
      : [];
  });
  if (sources.length > manySources) collectGarbage('last-resort');
  let breath = performance.now();
  let parsedLength = 0;
  let collections = 0;

  for await (const { file, language, aside, text, asking, early } of readAhead(repo, sources, wishes)) {
    if (asking.length === 0) continue;
    if (text === undefined) {
      skipped.push({
        path: file.path,
        because: `larger than ${maxSourceBytes} bytes or not text`,
        language,
        aside,
      });
      continue;
    }
    let tree: SyntaxNode | undefined;
    let broken: string | undefined;
    const source: SourceFile = {
      path: file.path,
      language,
      text,
      aside,
      root: () => (tree ??= early ?? parseSource(language, text)),
    };
    for (const { wish, mentioned } of asking) {
      looked.set(wish, (looked.get(wish) ?? 0) + 1);
      if (!mentioned || failures.has(wish) || wish.signal.aborted) continue;
      try {
        wish.look(source);
      } catch (error) {
        if (error instanceof CannotParse) broken = error.message;
        else failures.set(wish, error);
      }
    }
    const fault = tree?.find({ rule: { kind: 'ERROR' } });
    if (fault) broken ??= `not understood from line ${fault.range().start.line + 1} on`;
    if (broken !== undefined) skipped.push({ path: file.path, because: broken, language, aside });
    if (tree ?? early) parsedLength += text.length;
    const full = parsedLength > gcAfterLength;
    if (full) {
      collectGarbage((collections += 1) % fullGcEvery === 0 ? 'major' : 'minor');
      parsedLength = 0;
    }
    // Trees are freed in the turn after the collection.
    if (full || performance.now() - breath > 25) {
      await new Promise((go) => setImmediate(go));
      breath = performance.now();
    }
  }

  // What was parsed and read is over; the rest of the run need not carry the heap that it took.
  if (collections >= fullGcEvery) collectGarbage('last-resort');

  return (wish) => {
    if (failures.has(wish)) wish.fail(failures.get(wish));
    else if (wish.signal.aborted) wish.fail(wish.signal.reason);
    const mine = skipped.filter((one) => wish.languages.has(one.language) && (wish.aside || !one.aside));
    return { files: looked.get(wish) ?? 0, skipped: mine.map(({ path, because }) => ({ path, because })) };
  };
}

interface Source {
  readonly file: RepoFile;
  readonly language: SourceLanguage;
  readonly aside: boolean;
}

interface Prepared extends Source {
  readonly text: string | undefined;
  readonly asking: readonly { readonly wish: Wish; readonly mentioned: boolean }[];
  /** Parsed beforehand, off this thread, because somebody will ask for it. */
  readonly early: SyntaxNode | undefined;
}

/** Reads and parses some files ahead of the one that is looked at: parsing is half of the work and has threads of its own. */
async function* readAhead(
  repo: RepoDriver,
  sources: readonly Source[],
  wishes: readonly Wish[],
): AsyncGenerator<Prepared> {
  const window = 16;
  const ahead: (Promise<Prepared> | undefined)[] = [];
  for (let index = 0; index < sources.length + window; index += 1) {
    const next = sources[index];
    if (next) ahead[index] = prepare(repo, next, wishes);
    const current = ahead[index - window];
    delete ahead[index - window];
    if (current) yield await current;
  }
}

async function prepare(repo: RepoDriver, source: Source, wishes: readonly Wish[]): Promise<Prepared> {
  const text = await readSource(repo, source.file);
  const aside = source.aside || (text !== undefined && isGenerated(text));
  const asking = wishes
    .filter((wish) => wish.languages.has(source.language) && (wish.aside || !aside) && !wish.signal.aborted)
    .map((wish) => ({ wish, mentioned: text !== undefined && wish.mentions.test(text) }));
  const wanted = asking.some(({ wish, mentioned }) => mentioned && wish.mentions.source !== '^');
  const early = text !== undefined && wanted ? await parseAhead(source.language, text) : undefined;
  return { ...source, aside, text, asking, early };
}

async function readSource(repo: RepoDriver, file: RepoFile): Promise<string | undefined> {
  if (file.sizeBytes > maxSourceBytes) return undefined;
  const read = await repo.read(file.path);
  if (!read.ok || hasHugeLine(read.text)) return undefined;
  return read.text;
}

function hasHugeLine(text: string): boolean {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start > maxLineLength) return true;
    if (end < 0) return false;
    start = end + 1;
  }
  return false;
}

const builtIn: Partial<Record<SourceLanguage, Lang>> = {
  typescript: Lang.TypeScript,
  tsx: Lang.Tsx,
  javascript: Lang.JavaScript,
};

class CannotParse extends Error {}

function parseSource(language: SourceLanguage, text: string): SyntaxNode {
  try {
    // ast-grep types its nodes by grammar; SyntaxNode is the part of them that is the same for all.
    return parse(builtIn[language] ?? language, text).root() as unknown as SyntaxNode;
  } catch (error) {
    throw new CannotParse(error instanceof Error ? error.message : String(error));
  }
}

/** A text that cannot be parsed fails again, with its message, when it is asked for. */
async function parseAhead(language: SourceLanguage, text: string): Promise<SyntaxNode | undefined> {
  try {
    return (await parseAsync(builtIn[language] ?? language, text)).root() as unknown as SyntaxNode;
  } catch {
    return undefined;
  }
}

function exposeGc(): (kind: 'minor' | 'major' | 'last-resort') => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof gc !== 'function') return () => undefined;
  return (kind) => void gc(kind === 'last-resort' ? { type: 'major', flavor: kind } : { type: kind });
}
