import { posix } from 'node:path';
import { at, itemsOf, textOf } from '../yaml-read.ts';
import { parseYaml } from '../yaml-tree.ts';
import { fileAt, filesMatching } from './container-files.ts';
import type { ContainerView } from './container-view.ts';
import { readPrometheusConfig } from './prometheus-config.ts';
import type { ConfigText, Loaded } from './types.ts';

/** What the running programs of the stack read: by text id, and where nothing can be told. */
export interface Wiring {
  loadedOf(kind: 'prometheus' | 'alertmanager' | 'rules' | 'dashboard' | 'logs', id: string): Loaded;
  /** Ids of the rule files that a pattern of a configuration brings in. */
  matched(config: string, pattern: string): { readonly ids: readonly string[]; readonly known: boolean };
}

interface Read {
  readonly by: { readonly file: string; readonly line: number };
}

/** Follows the mounts of the production stack from program to configuration to rules and dashboards. */
export function wire(views: readonly ContainerView[], texts: readonly ConfigText[]): Wiring {
  const read = new Map<string, Read>();
  const unclear = new Set<string>();
  const seen = new Set<string>();
  const patterns = new Map<string, { ids: Set<string>; known: boolean }>();
  for (const view of views) {
    const kind = kindOf(view.program.name);
    if (kind === undefined) continue;
    seen.add(kind);
    if (kind === 'dashboard') readGrafana(view, texts, read, unclear);
    else if (kind === 'rules') seen.add('rules');
    else {
      const found = view.program.config === undefined ? undefined : fileAt(view, view.program.config, texts);
      if (found?.state === 'yes')
        read.set(found.text.id, { by: { file: view.file, line: found.layer.line } });
      else if (found?.state !== 'absent') unclear.add(kind);
      if (kind === 'prometheus') {
        seen.add('rules');
        if (found?.state === 'yes') readRulePatterns(view, found.text, texts, read, unclear, patterns);
        else if (found?.state !== 'absent') unclear.add('rules');
      }
    }
    if (view.program.name === 'vmalert' && view.program.config !== undefined) {
      const { found, known } = filesMatching(view, view.program.config, texts);
      for (const text of found) read.set(text.id, { by: { file: view.file, line: view.line } });
      if (!known) unclear.add('rules');
    }
  }
  return {
    loadedOf(kind, id) {
      const place = read.get(id);
      if (place) return { state: 'yes', by: place.by };
      if (!seen.has(kind))
        return { state: 'unknown', because: 'nothing here says how the monitoring is run' };
      if (unclear.has(kind)) {
        return {
          state: 'unknown',
          because: 'what the running program reads comes partly from outside this repository',
        };
      }
      return { state: 'no', because: 'the running program reads other files' };
    },
    matched(config, pattern) {
      const found = patterns.get(`${config} ${pattern}`);
      return { ids: [...(found?.ids ?? [])], known: found?.known ?? false };
    },
  };
}

function kindOf(program: string): 'prometheus' | 'alertmanager' | 'dashboard' | 'logs' | 'rules' | undefined {
  if (program === 'prometheus' || program === 'alertmanager') return program;
  if (program === 'grafana') return 'dashboard';
  if (program === 'vmalert') return 'rules';
  return /^(promtail|fluent-bit|fluentd|vector|filebeat|otel-collector)$/.test(program) ? 'logs' : undefined;
}

function readRulePatterns(
  view: ContainerView,
  config: ConfigText,
  texts: readonly ConfigText[],
  read: Map<string, Read>,
  unclear: Set<string>,
  patterns: Map<string, { ids: Set<string>; known: boolean }>,
): void {
  const root = parseYaml(config.text).documents[0];
  if (!root || view.program.config === undefined) return;
  for (const { text: pattern, line } of readPrometheusConfig(root, config.offset).rulePatterns) {
    const glob = posix.resolve(posix.dirname(view.program.config), pattern);
    const { found, known } = filesMatching(view, glob, texts);
    const key = `${config.id} ${pattern}`;
    const entry = patterns.get(key) ?? { ids: new Set<string>(), known: true };
    for (const text of found) {
      entry.ids.add(text.id);
      read.set(text.id, { by: { file: config.file, line } });
    }
    patterns.set(key, { ids: entry.ids, known: entry.known && known });
    if (!known) unclear.add('rules');
  }
}

/** Grafana reads providers from its provisioning folder; a provider names the folder of its dashboards. */
function readGrafana(
  view: ContainerView,
  texts: readonly ConfigText[],
  read: Map<string, Read>,
  unclear: Set<string>,
): void {
  const base = view.program.config ?? '/etc/grafana/provisioning';
  const providers = filesMatching(view, `${base}/dashboards/*.{yml,yaml}`, texts);
  if (providers.found.length === 0) unclear.add('dashboard');
  for (const provider of providers.found) {
    for (const one of itemsOf(at(parseYaml(provider.text).documents[0], 'providers'))) {
      const path = textOf(at(one, 'options', 'path'));
      const { found, known } = filesMatching(view, `${path ?? base}/**/*.json`, texts);
      for (const text of found) read.set(text.id, { by: { file: provider.file, line: one.line } });
      if (!known) unclear.add('dashboard');
    }
  }
  const alerting = filesMatching(view, `${base}/alerting/*.{yml,yaml}`, texts);
  for (const text of alerting.found) read.set(text.id, { by: { file: view.file, line: view.line } });
}
