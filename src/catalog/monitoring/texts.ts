import type { RepoDriver, RepoFile } from '../../kit/drivers.ts';
import type { Kubernetes } from '../kubernetes/types.ts';
import { namedCompose } from '../compose/file.ts';
import { splitDocuments } from '../kubernetes/split.ts';
import { at, entriesOf, textOf } from '../yaml-read.ts';
import { parseYaml } from '../yaml-tree.ts';
import type { ConfigText } from './types.ts';

const maxFiles = 2_500;
const limitBytes = 400_000;
/** Dashboards are long, and their parser is quick. */
const dashboardBytes = 1_500_000;
const elsewhere =
  /^\.(github|gitlab|circleci|husky)\/|(^|\/)(node_modules|locales?|i18n|translations?|__snapshots__|crds?|public|assets)\/|(^|\/)(pnpm-lock|package(-lock)?|tsconfig[\w.-]*|mkdocs|openapi|swagger)\.(ya?ml|json)$/i;
const monitoringPath = /dashboard|grafana|monitor|observab|prometheus|alert|metrics|telemetry/i;

/** Configuration texts that may belong to the monitoring: files by name, and entries of ConfigMaps. */
export async function collectTexts(
  repo: RepoDriver,
  kubernetes: Kubernetes,
  signal: AbortSignal,
): Promise<{ texts: ConfigText[]; skipped: { file: string; because: string }[] }> {
  const texts: ConfigText[] = [];
  const skipped: { file: string; because: string }[] = [];
  const candidates = (await repo.list()).filter(isCandidate).map((entry) => entry.path);
  for (const file of candidates.slice(0, maxFiles)) {
    signal.throwIfAborted();
    const read = await repo.read(file, { limitBytes: file.endsWith('.json') ? dashboardBytes : limitBytes });
    if (read.ok) texts.push({ id: file, file, offset: 0, text: read.text });
    else if (monitoringPath.test(file)) skipped.push({ file, because: read.because });
  }
  for (const file of candidates.slice(maxFiles)) {
    skipped.push({ file, because: `only the first ${maxFiles} configuration files are read` });
  }
  const withMaps = new Set(kubernetes.configMaps.filter(holdsFiles).map((map) => map.file));
  for (const { file, text } of texts.filter((one) => withMaps.has(one.id)))
    texts.push(...mapEntries(file, text));
  return { texts, skipped };
}

function isCandidate({ path, kind }: RepoFile): boolean {
  if (kind !== 'file' || elsewhere.test(path) || namedCompose.test(path)) return false;
  if (/\.ya?ml$/.test(path)) return true;
  if (/\.(rules|alloy)$|(^|\/)(fluent-bit|fluent|vector)\.(conf|toml|ya?ml)$/.test(path)) return true;
  return path.endsWith('.json') && monitoringPath.test(path);
}

function holdsFiles(map: Kubernetes['configMaps'][number]): boolean {
  return map.entries.some(({ key }) => key.includes('.'));
}

/** The files inside the ConfigMaps of one manifest. */
function mapEntries(file: string, text: string): ConfigText[] {
  return splitDocuments(text)
    .filter((raw) => raw.kind === 'ConfigMap')
    .flatMap((raw) => {
      const root = parseYaml(raw.text).documents[0];
      return [...entriesOf(at(root, 'data'))].flatMap(([key, { line, value }]) => {
        const inner = textOf(value);
        if (inner === undefined || !key.includes('.')) return [];
        // A block of text begins on the line after its key.
        return [{ id: `${file}#${raw.name ?? ''}/${key}`, file, offset: raw.offset + line, text: inner }];
      });
    });
}
