import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Lang, parse, registerDynamicLanguage } from '@ast-grep/napi';
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
const fullGcEvery = 8;
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
  let breath = performance.now();
  let parsedLength = 0;
  let collections = 0;

  for await (const { file, language, aside: byPlace, text } of readAhead(repo, sources)) {
    const aside = byPlace || (text !== undefined && isGenerated(text));
    const asking = wishes.filter(
      (wish) => wish.languages.has(language) && (wish.aside || !aside) && !wish.signal.aborted,
    );
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
      root: () => (tree ??= parseSource(language, text)),
    };
    for (const wish of asking) {
      looked.set(wish, (looked.get(wish) ?? 0) + 1);
      if (failures.has(wish) || !wish.mentions.test(text)) continue;
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
    if (tree) parsedLength += text.length;
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

  return (wish) => {
    if (failures.has(wish)) wish.fail(failures.get(wish));
    else if (wish.signal.aborted) wish.fail(wish.signal.reason);
    const mine = skipped.filter((one) => wish.languages.has(one.language) && (wish.aside || !one.aside));
    return { files: looked.get(wish) ?? 0, skipped: mine.map(({ path, because }) => ({ path, because })) };
  };
}

type Source = { readonly file: RepoFile; readonly language: SourceLanguage; readonly aside: boolean };

async function* readAhead(repo: RepoDriver, sources: readonly Source[]) {
  const window = 24;
  const reads: Promise<string | undefined>[] = [];
  for (let index = 0; index < sources.length + window; index += 1) {
    const next = sources[index];
    if (next) reads[index] = readSource(repo, next.file);
    const current = sources[index - window];
    if (!current) continue;
    const text = await reads[index - window];
    delete reads[index - window];
    yield { ...current, text };
  }
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

function exposeGc(): (type: 'minor' | 'major') => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return typeof gc === 'function' ? (type) => void gc({ type }) : () => undefined;
}
