import { defineGatherer } from '../../kit/gatherer.ts';
import { asideKind } from '../aside.ts';
import envDocumented from '../evidence/env-documented.ts';
import envRead from '../evidence/env-read.ts';
import { lineFinder } from '../lines.ts';
import { envFileKind } from '../source/env/env-file.ts';

type Source = 'env-example' | 'document' | 'compose' | 'kubernetes' | 'platform' | 'image';

const documentFile = /\.(md|mdx|markdown|rst|adoc|asciidoc|txt)$/i;
/** A name in a change log says that something happened to it, not what it is for. */
const notDocument =
  /(^|\/)(change-?log|changes|history|news|releases?|authors|contributors|licen[cs]e|robots|requirements[\w-]*)\b[^/]*$|(^|\/)(\.changeset|changelogs?)\//i;
const deployment: readonly (readonly [RegExp, Source])[] = [
  [/(^|\/)(docker-)?compose[^/]*\.ya?ml$/i, 'compose'],
  [/(^|\/)([\w.-]*dockerfile[\w.-]*|containerfile)$/i, 'image'],
  [
    /(^|\/)(app\.json|fly[\w.-]*\.toml|render\.ya?ml|railway\.(json|toml)|vercel\.json|netlify\.toml|serverless\.ya?ml|app\.ya?ml|wrangler\.toml|ecosystem\.config\.c?js|nixpacks\.toml|captain-definition)$/i,
    'platform',
  ],
  [/\.(tf|tfvars|nomad)$/i, 'platform'],
  [
    /(^|\/)(k8s|kubernetes|helm|charts?|manifests|deploy(ment)?s?|kustomize|overlays|infra(structure)?|argocd|ansible|config|conf)\/.*\.(ya?ml|tpl|j2)$/i,
    'kubernetes',
  ],
];
const token = /[A-Z][A-Z0-9_]{1,79}/g;
const maxFiles = 2_000;
const maxBytes = 1_000_000;

export default defineGatherer({
  brings: envDocumented,
  uses: ['repo'],
  needs: { seen: envRead },
  limitMs: 60_000,
  async gather({ given: { seen }, drivers: { repo }, signal }) {
    const wanted = new Set(seen.reads.map((read) => read.name));
    const variables: { name: string; file: string; line: number; source: Source }[] = [];
    const sources = [];
    const skipped = [];
    let searched = 0;
    for (const { path, kind, sizeBytes } of await repo.list()) {
      const source = kind === 'file' ? sourceOf(path) : undefined;
      if (source === undefined) continue;
      signal.throwIfAborted();
      searched += 1;
      const read = searched > maxFiles || sizeBytes > maxBytes ? undefined : await repo.read(path);
      if (!read?.ok) {
        skipped.push({ file: path, because: read ? read.because : 'too many or too big' });
        continue;
      }
      const found = namesIn(read.text, wanted);
      for (const [name, line] of found) variables.push({ name, file: path, line, source });
      if (source === 'env-example' || found.size > 0)
        sources.push({ file: path, source, variables: found.size });
    }
    return { variables: variables.slice(0, 20_000), sources, skipped };
  },
});

function sourceOf(path: string): Source | undefined {
  const aside = asideKind(path);
  if (aside === 'vendored') return undefined;
  if (envFileKind(path) !== undefined) return aside === 'test' ? undefined : 'env-example';
  if (documentFile.test(path)) return notDocument.test(path) || aside === 'test' ? undefined : 'document';
  if (aside === 'test') return undefined;
  return deployment.find(([shape]) => shape.test(path))?.[1];
}

function namesIn(text: string, wanted: ReadonlySet<string>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let lineAt: ((offset: number) => number) | undefined;
  for (const match of text.matchAll(token)) {
    const name = match[0];
    if (!wanted.has(name) || found.has(name)) continue;
    lineAt ??= lineFinder(text);
    found.set(name, lineAt(match.index));
  }
  return found;
}
