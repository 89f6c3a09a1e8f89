import { posix } from 'node:path';
import picomatch from 'picomatch';
import { deployRoleOf } from '../deploy-role.ts';
import { parseJson } from '../json-tree.ts';
import { at } from '../yaml-read.ts';
import { parseYaml, type Tree } from '../yaml-tree.ts';
import { groupProblems, jobProblems } from './config-problems.ts';
import { readAlertmanager } from './alertmanager.ts';
import type { TextKind } from './classify.ts';
import { readDashboard } from './dashboards.ts';
import type { Wiring } from './loaded.ts';
import { readObjectives, readGatus } from './outside.ts';
import { readPrometheusConfig } from './prometheus-config.ts';
import { readGrafanaRules, readRules } from './rules.ts';
import { readShipper } from './shippers.ts';
import type { ConfigText, Monitoring } from './types.ts';

const ruleFormats = { rules: 'prometheus', 'loki-rules': 'loki', 'grafana-rules': 'grafana' } as const;

/** Reads one classified text into the evidence. */
export function addText(
  text: ConfigText,
  kind: TextKind,
  wiring: Wiring,
  texts: readonly ConfigText[],
  found: Monitoring,
): void {
  const { documents, problems } = kind === 'dashboard' ? parseJson(text.text) : parseYaml(text.text);
  const place = { file: text.file, role: deployRoleOf(text.file) };
  const sure = problems
    .filter((problem) => problem.sure)
    .map(({ line, says }) => ({ line: line + text.offset, says }));
  if (problems.length > sure.length) {
    found.skipped.push({ file: text.file, because: problems[0]?.says ?? 'it does not parse' });
    return;
  }
  const root: Tree = documents[0] ?? { kind: 'scalar', line: 1, value: undefined };
  if (kind === 'prometheus') {
    const config = readPrometheusConfig(root, text.offset);
    const loaded = wiring.loadedOf('prometheus', text.id);
    const ruleFiles = config.rulePatterns.map(({ text: pattern, line }) => ({
      pattern,
      line,
      ...matchRules(text, pattern, loaded.state === 'yes' ? wiring : undefined, texts),
    }));
    const { jobs, alertmanagers } = config;
    found.prometheus.push({
      ...place,
      loaded,
      problems: [...sure, ...jobProblems(jobs)],
      jobs,
      alertmanagers,
      ruleFiles,
    });
  } else if (kind === 'rules' || kind === 'loki-rules' || kind === 'grafana-rules') {
    const format = ruleFormats[kind];
    const facts = format === 'grafana' ? readGrafanaRules(root, text.offset) : readRules(root, text.offset);
    // LogQL is not PromQL: its expressions are kept, not judged.
    const own = format === 'prometheus' ? [...facts.problems, ...groupProblems(facts.groups)] : [];
    found.rules.push({
      ...place,
      loaded: wiring.loadedOf(format === 'grafana' ? 'dashboard' : 'rules', text.id),
      format,
      problems: [...sure, ...own],
      groups: facts.groups,
    });
  } else if (kind === 'prometheus-rule') {
    for (const document of documents) addPrometheusRule(document, text, sure, found);
  } else if (kind === 'alertmanager' || kind === 'alertmanager-config') {
    const facts = readAlertmanager(kind === 'alertmanager' ? root : (at(root, 'spec') ?? root), text.offset);
    found.alertmanager.push({
      ...place,
      loaded: wiring.loadedOf('alertmanager', text.id),
      ...facts,
      problems: [...sure, ...facts.problems],
    });
  } else if (kind === 'dashboard') {
    const dashboard = readDashboard(root);
    if (dashboard)
      found.dashboards.push({ ...place, loaded: wiring.loadedOf('dashboard', text.id), ...dashboard });
  } else if (kind === 'objectives') found.objectives.push(...readObjectives(documents, text));
  else if (kind === 'gatus') found.outsideProbes.push(...readGatus(root, text));
  else found.logShipping.push(...readShipper(kind, root, text, wiring));
}

function addPrometheusRule(
  document: Tree,
  text: ConfigText,
  problems: Monitoring['rules'][number]['problems'],
  found: Monitoring,
): void {
  const { groups, problems: own } = readRules(at(document, 'spec'), text.offset);
  if (groups.length === 0) return;
  const loaded = {
    state: 'unknown' as const,
    because: 'the Prometheus Operator picks rules by their labels',
  };
  const role = deployRoleOf(text.file);
  found.rules.push({
    file: text.file,
    role,
    loaded,
    format: 'prometheus-rule',
    problems: [...problems, ...own],
    groups,
  });
}

/** Without a running stack to follow, patterns are looked up beside the configuration. */
function matchRules(
  config: ConfigText,
  pattern: string,
  wiring: Wiring | undefined,
  texts: readonly ConfigText[],
) {
  if (wiring) {
    const { ids, known } = wiring.matched(config.id, pattern);
    const state = ids.length > 0 ? ('found' as const) : known ? ('missing' as const) : ('unknown' as const);
    return { files: filesOf(ids), state };
  }
  const matches = picomatch(posix.normalize(posix.join(posix.dirname(config.file), posix.basename(pattern))));
  const files = texts.filter((text) => matches(text.id)).map((text) => text.file);
  return { files, state: files.length > 0 ? ('found' as const) : ('unknown' as const) };
}

function filesOf(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.split('#', 1)[0] ?? id))];
}
