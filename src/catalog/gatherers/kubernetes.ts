import { posix } from 'node:path';
import type { RepoFile } from '../../kit/drivers.ts';
import { defineGatherer } from '../../kit/gatherer.ts';
import { namedCompose } from '../compose/file.ts';
import { deployRoleOf } from '../deploy-role.ts';
import kubernetes from '../evidence/kubernetes.ts';
import { isRead, readDocument } from '../kubernetes/document.ts';
import { namedKustomization, readKustomization } from '../kubernetes/kustomization.ts';
import { splitDocuments } from '../kubernetes/split.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import { indexRepo } from '../repo-index.ts';
import { at, itemsOf, textOf } from '../yaml-read.ts';
import { parseYaml, type YamlProblem } from '../yaml-tree.ts';

const maxFiles = 2_000;
const limitBytes = 256_000;
const elsewhere =
  /^\.(github|gitlab|circleci|husky)\/|(^|\/)(node_modules|locales?|i18n|translations?|__snapshots__|crds?)\/|(^|\/)(pnpm-lock|mkdocs|openapi|swagger|\.[^/]+)\.ya?ml$/i;

export default defineGatherer({
  brings: kubernetes,
  uses: ['repo'],
  limitMs: 20_000,
  async gather({ drivers: { repo }, signal }) {
    const index = await indexRepo(repo);
    const found: Kubernetes = empty();
    const chartFolders = [...index.files]
      .filter((path) => /(^|\/)Chart\.ya?ml$/.test(path))
      .map(posix.dirname);
    for (const folder of chartFolders) found.charts.push(describeChart(folder, [...index.files]));
    const candidates = (await repo.list()).filter((entry) => isCandidate(entry)).map((entry) => entry.path);
    const patches = new Set<string>();
    const kept: { file: string; text: string }[] = [];
    for (const file of candidates.slice(0, maxFiles)) {
      signal.throwIfAborted();
      if (isHelmTemplate(file, chartFolders)) {
        found.unrendered.push({ file, role: deployRoleOf(file), kind: 'helm' });
        continue;
      }
      const read = await repo.read(file, { limitBytes });
      if (!read.ok) found.skipped.push({ file, because: read.because });
      else if (namedKustomization.test(file)) addKustomization(file, read.text, index, found, patches);
      else if (/^kind:/m.test(read.text) && /^apiVersion:/m.test(read.text))
        kept.push({ file, text: read.text });
    }
    for (const file of candidates.slice(maxFiles))
      found.skipped.push({ file, because: `only the first ${maxFiles} YAML files are read` });
    for (const { file, text } of kept) addManifest(file, text, patches.has(file), found);
    return found;
  },
});

function empty(): Kubernetes {
  return {
    workloads: [],
    services: [],
    hosts: [],
    configMaps: [],
    autoscalers: [],
    disruptionBudgets: [],
    documents: [],
    charts: [],
    kustomizations: [],
    problems: [],
    unrendered: [],
    skipped: [],
  };
}

function isCandidate({ path, kind }: RepoFile): boolean {
  if (kind !== 'file' || elsewhere.test(path) || namedCompose.test(path)) return false;
  return /\.ya?ml$/.test(path) || namedKustomization.test(path);
}

function isHelmTemplate(file: string, charts: readonly string[]): boolean {
  return charts.some((folder) => file.startsWith(folder === '.' ? 'templates/' : `${folder}/templates/`));
}

function describeChart(folder: string, paths: readonly string[]): Kubernetes['charts'][number] {
  const below = folder === '.' ? '' : `${folder}/`;
  const file =
    paths.find((path) => path.startsWith(below) && /^Chart\.ya?ml$/.test(path.slice(below.length))) ?? folder;
  return {
    file,
    role: deployRoleOf(file),
    templates: paths.filter((path) => path.startsWith(`${below}templates/`)).length,
    valuesFiles: paths.filter(
      (path) => path.startsWith(below) && /^values[\w.-]*\.ya?ml$/.test(path.slice(below.length)),
    ),
  };
}

function addKustomization(
  file: string,
  text: string,
  index: Parameters<typeof readKustomization>[2],
  found: Kubernetes,
  patches: Set<string>,
): void {
  const { documents, problems } = parseYaml(text);
  const role = deployRoleOf(file);
  addProblems(file, 0, problems, found);
  const root = documents[0];
  if (!root || problems.length > 0) return;
  const { refers, patchFiles, targets } = readKustomization(file, root, index);
  found.kustomizations.push({ file, line: 1, role, refers });
  for (const path of patchFiles) patches.add(path);
  for (const of of targets) found.unrendered.push({ file, role, kind: 'patch', of });
}

function addManifest(file: string, text: string, isPatch: boolean, found: Kubernetes): void {
  const role = deployRoleOf(file);
  const isTemplate = /\{\{[^}]|\{%|<%/.test(text);
  for (const raw of splitDocuments(text)) {
    const place = { file, line: raw.offset + 1, role };
    const named = raw.name === undefined ? {} : { name: raw.name };
    found.documents.push({ ...place, kind: raw.kind, apiVersion: raw.apiVersion, ...named });
    if (isPatch) {
      found.unrendered.push({ file, role, kind: 'patch', of: `${raw.kind}/${raw.name ?? '*'}` });
      continue;
    }
    // Tests and examples are only listed: nothing is judged on them.
    if (
      role === 'test' ||
      role === 'example' ||
      !isRead(raw.kind) ||
      (raw.kind === 'Service' && !raw.apiVersion.startsWith('v1'))
    )
      continue;
    const { documents, problems } = parseYaml(raw.text);
    const root = documents[0];
    if (problems.length > 0 || !root) {
      if (isTemplate) found.unrendered.push({ file, role, kind: 'template' });
      else addProblems(file, raw.offset, problems, found);
      continue;
    }
    if (raw.kind !== 'List') readDocument(root, raw.kind, place, raw.offset, found);
    for (const item of raw.kind === 'List' ? itemsOf(at(root, 'items')) : []) {
      const kind = textOf(at(item, 'kind')) ?? '';
      readDocument(item, kind, { ...place, line: item.line + raw.offset }, raw.offset, found);
    }
  }
}

function addProblems(
  file: string,
  offset: number,
  problems: readonly YamlProblem[],
  found: Kubernetes,
): void {
  for (const { line, says, sure } of problems) {
    if (sure) found.problems.push({ file, line: line + offset, role: deployRoleOf(file), says });
    else found.skipped.push({ file, because: `line ${line + offset}: ${says}` });
  }
}
