import { defineGatherer } from '../../kit/gatherer.ts';
import { openShelf, type Shelf } from '../ci/shelf.ts';
import commitHooks from '../evidence/commit-hooks.ts';
import manifests from '../evidence/manifests.ts';
import { conventionFile, conventionIn, conventionInManifest } from '../hooks/conventions.ts';
import type { CommitHooks, Hook } from '../hooks/hook.ts';
import { runsIn } from '../hooks/in-shell.ts';
import { readPreCommit, type PreCommitHook } from '../hooks/pre-commit.ts';
import { readJson } from '../json-text.ts';
import { at, entriesOf, itemsOf, textOf } from '../yaml-read.ts';
import { parseYaml, type Tree } from '../yaml-tree.ts';

const stages = /^(pre-commit|commit-msg|pre-push|prepare-commit-msg|post-merge|post-checkout)$/;
/** Folders that core.hooksPath is pointed to, by husky and its like or by a set-up script. */
const hookFile = /(^|\/)\.(husky|vite-hooks|git-?hooks)\/[a-z-]+$/;
const conventional = /^(commitlint|conventional-pre-commit|commitizen|cz|cog)$/;

export default defineGatherer({
  brings: commitHooks,
  uses: ['repo', 'source'],
  wants: { packages: manifests },
  limitMs: 15_000,
  async gather({ drivers: { repo, source }, given }) {
    const shelf = await openShelf(repo, source, given.packages?.manifests ?? []);
    const paths = (await repo.list()).filter((file) => file.kind === 'file').map((file) => file.path);
    const hooks: Hook[] = [];
    const conventions: CommitHooks['conventions'] = [];
    const skipped: { file: string; because: string }[] = [];
    let service: CommitHooks['service'];
    for (const file of paths) {
      const kind = kindOf(file);
      if (kind === undefined) continue;
      const text = await shelf.text(file);
      if (text === undefined) {
        skipped.push({ file, because: 'it is too big or not text' });
        continue;
      }
      if (kind === 'pre-commit') {
        const read = readPreCommit(file, text);
        if (read === undefined) skipped.push({ file, because: 'it is not valid YAML' });
        for (const hook of read?.hooks ?? []) hooks.push(await followed(hook, shelf));
        if (read?.serviceLine !== undefined) service = { file, line: read.serviceLine };
      } else if (kind === 'husky') hooks.push(...(await huskyHook(file, text, shelf)));
      else if (kind === 'lefthook') hooks.push(...(await lefthookHooks(file, text, shelf)));
      else if (kind === 'lint-staged')
        hooks.push(...(await lintStaged(file, parseYaml(text).documents[0], shelf)));
      else if (kind === 'code') skipped.push({ file, because: 'it is a program' });
      else {
        const convention = conventionIn(file, text);
        if (convention) conventions.push(convention);
        else conventions.push(...conventionInManifest(file, text));
        if (file === 'package.json') hooks.push(...(await inPackage(file, text, shelf)));
      }
    }
    for (const hook of hooks) {
      const tool = hook.programs.find((program) => conventional.test(program));
      if (tool !== undefined && hook.stage === 'commit-msg' && conventions.length === 0)
        conventions.push({ file: hook.file, line: hook.line, tool, conventional: true });
    }
    return { hooks, ...(service === undefined ? {} : { service }), conventions, skipped };
  },
});

function kindOf(
  file: string,
): 'pre-commit' | 'husky' | 'lefthook' | 'lint-staged' | 'code' | 'manifest' | undefined {
  if (/^\.pre-commit-config\.ya?ml$/.test(file)) return 'pre-commit';
  if (hookFile.test(file)) return 'husky';
  if (/^\.?lefthook\.ya?ml$/.test(file)) return 'lefthook';
  if (/^\.lintstagedrc(\.(json|ya?ml))?$/.test(file)) return 'lint-staged';
  if (/^(lint-staged\.config|\.lintstagedrc)\.[cm]?[jt]s$/.test(file)) return 'code';
  return conventionFile(file) || file === 'package.json' || file === 'pyproject.toml'
    ? 'manifest'
    : undefined;
}

async function followed({ entry, ...hook }: PreCommitHook, shelf: Shelf): Promise<Hook> {
  if (entry === undefined) return hook;
  const { programs, files } = await runsIn(entry, hook.line, '', shelf);
  return { ...hook, programs: [...programs], files: [...files] };
}

async function huskyHook(file: string, text: string, shelf: Shelf): Promise<Hook[]> {
  const stage = file.slice(file.lastIndexOf('/') + 1);
  if (!stages.test(stage)) return [];
  const runs = await runsIn(text, 1, '', shelf);
  // lint-staged is only the way to the tools that its own configuration names.
  const programs = runs.programs.filter(
    (program) => program !== 'lint-staged' && !/^(husky|husky\.sh|git)$/.test(program),
  );
  if (programs.length === 0 && runs.files.length === 0) return [];
  const manager = /\.husky\//.test(file) ? 'husky' : 'git';
  return [{ manager, file, line: 1, id: stage, stage, programs, files: [...runs.files], tidies: false }];
}

async function lefthookHooks(file: string, text: string, shelf: Shelf): Promise<Hook[]> {
  const hooks: Hook[] = [];
  const root = parseYaml(text).documents[0];
  for (const [stage, entry] of entriesOf(root)) {
    if (!stages.test(stage)) continue;
    const listed = [
      ...[...entriesOf(at(entry.value, 'commands'))].map(([id, one]) => ({ id, tree: one.value })),
      ...itemsOf(at(entry.value, 'jobs')).map((tree) => ({ id: textOf(at(tree, 'name')) ?? 'job', tree })),
    ];
    for (const { id, tree } of listed) {
      const run = textOf(at(tree, 'run'));
      if (run === undefined) continue;
      const { programs, files } = await runsIn(
        run.replace(/\{[\w-]+\}/g, 'x'),
        tree.line,
        textOf(at(tree, 'root')) ?? '',
        shelf,
      );
      hooks.push({
        manager: 'lefthook',
        file,
        line: tree.line,
        id,
        stage,
        programs: [...programs],
        files: [...files],
        tidies: false,
      });
    }
  }
  return hooks;
}

async function lintStaged(file: string, root: Tree | undefined, shelf: Shelf): Promise<Hook[]> {
  const hooks: Hook[] = [];
  for (const [pattern, entry] of entriesOf(root)) {
    const commands =
      entry.value.kind === 'list'
        ? itemsOf(entry.value).flatMap((one) => textOf(one) ?? [])
        : [textOf(entry.value) ?? ''];
    const { programs, files } = await runsIn(commands.join('\n'), entry.line, '', shelf);
    const own = programs.filter((program) => program !== 'git');
    if (own.length > 0 || files.length > 0)
      hooks.push({
        manager: 'lint-staged',
        file,
        line: entry.line,
        id: pattern,
        stage: 'pre-commit',
        programs: own,
        files: [...files],
        tidies: false,
      });
  }
  return hooks;
}

/** `lint-staged`, `simple-git-hooks` and `husky` sections of package.json. */
async function inPackage(file: string, text: string, shelf: Shelf): Promise<Hook[]> {
  const json = readJson(text);
  // JSON is YAML: the same reader gives lines.
  const root = json === undefined ? undefined : parseYaml(text).documents[0];
  const hooks = await lintStaged(file, at(root, 'lint-staged'), shelf);
  for (const [section, manager] of [
    ['simple-git-hooks', 'simple-git-hooks'],
    ['husky', 'husky'],
  ] as const) {
    const tree = section === 'husky' ? at(root, 'husky', 'hooks') : at(root, section);
    for (const [stage, entry] of entriesOf(tree)) {
      if (!stages.test(stage)) continue;
      const { programs, files } = await runsIn(textOf(entry.value) ?? '', entry.line, '', shelf);
      const own = programs.filter((program) => program !== 'lint-staged');
      if (own.length > 0)
        hooks.push({
          manager,
          file,
          line: entry.line,
          id: stage,
          stage,
          programs: own,
          files: [...files],
          tidies: false,
        });
    }
  }
  return hooks;
}
