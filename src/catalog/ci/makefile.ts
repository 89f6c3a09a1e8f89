export interface MakeTarget {
  readonly name: string;
  readonly line: number;
  readonly needs: readonly string[];
  readonly recipe: readonly {
    readonly line: number;
    readonly text: string;
    readonly ignoresFailure: boolean;
  }[];
}

export interface Makefile {
  readonly targets: ReadonlyMap<string, MakeTarget>;
  /** False when includes, patterns or computed names may bring more targets. */
  readonly complete: boolean;
  readonly firstTarget?: string;
}

/** Rules of a makefile with their recipes; continuation lines joined, variables left as they are. */
export function readMakefile(text: string): Makefile {
  const targets = new Map<string, MakeTarget>();
  let complete = true;
  let firstTarget: string | undefined;
  let current: string[] = [];
  for (const { line, text: content } of logicalLines(text)) {
    if (content.startsWith('\t')) {
      for (const name of current) addRecipe(targets, name, line, content);
      continue;
    }
    if (/^\s*(#|$)/.test(content)) continue;
    if (
      /^\s*(-?include|sinclude|ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|export|override|vpath|\$\((eval|call))\b/.test(
        content,
      )
    ) {
      if (/include|eval|call|define/.test(content)) complete = false;
      continue;
    }
    const rule = /^([^:=#]+?)\s*::?(?!=)\s*([^=;#]*)(?:;\s*(.*))?/.exec(content);
    if (!rule?.[1] || /^[^:]*[:?+!]?=/.test(content)) {
      current = [];
      continue;
    }
    const names = rule[1].split(/\s+/).filter((name) => name !== '');
    if (names.some((name) => /[%$]/.test(name))) complete = false;
    current = names.filter((name) => !/[%$]/.test(name));
    const needs = (rule[2] ?? '').split(/[\s|]+/).filter((name) => name !== '');
    for (const name of current) {
      const known = targets.get(name);
      targets.set(name, {
        name,
        line: known && known.recipe.length > 0 ? known.line : line,
        needs: [...(known?.needs ?? []), ...needs],
        recipe: known?.recipe ?? [],
      });
      if (rule[3]) addRecipe(targets, name, line, `\t${rule[3]}`);
      if (!name.startsWith('.')) firstTarget ??= name;
    }
  }
  return { targets, complete, ...(firstTarget === undefined ? {} : { firstTarget }) };
}

function addRecipe(targets: Map<string, MakeTarget>, name: string, line: number, content: string): void {
  const target = targets.get(name);
  const marked = /^\t\s*([@+-]*)\s*(.*)$/s.exec(content);
  if (!target || !marked?.[2] || marked[2].startsWith('#')) return;
  const step = { line, text: marked[2], ignoresFailure: marked[1]?.includes('-') ?? false };
  targets.set(name, { ...target, recipe: [...target.recipe, step] });
}

function* logicalLines(text: string): Generator<{ line: number; text: string }> {
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let content = lines[index] ?? '';
    while (content.endsWith('\\') && index + 1 < lines.length) {
      index += 1;
      content = `${content}\n${(lines[index] ?? '').replace(/^\t/, '')}`;
    }
    yield { line, text: content };
  }
}
