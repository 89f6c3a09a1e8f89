import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openDrivers, type Consent } from '../drivers/open.ts';
import { redactValue } from '../drivers/redact.ts';
import { readCatalog, type Catalog } from '../engine/catalog.ts';
import type { Config } from '../engine/config.ts';
import type { Report, RunEvent } from '../engine/events.ts';
import { conclude, lookAt } from '../engine/inspect.ts';
import type { Result } from '../kit/result.ts';
import { readConfig } from './config-file.ts';
import { newRunId, saveRun } from './run-folder.ts';
import { version } from './version.ts';

export interface InspectionOptions {
  readonly path: string;
  /** Replaces seaworthy.yaml. */
  readonly config?: Config;
  /** Path of a configuration elsewhere; seaworthy.yaml of the folder otherwise. */
  readonly configFile?: string;
  /** Extra catalog folders of the team. */
  readonly catalogs?: readonly string[];
  readonly consent?: Consent;
  /** Where runs are kept; undefined keeps nothing. */
  readonly store?: string;
  readonly startedAt?: string;
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

export const ownCatalog = join(import.meta.dirname, '../catalog');

/** One inspection from folder to result. */
export async function inspect(
  options: InspectionOptions,
): Promise<{ run: string; result: Result; catalog: Catalog }> {
  const path = resolve(options.path);
  await mustBeFolder(path);
  const startedAt = options.startedAt ?? new Date().toISOString();
  const run = newRunId(startedAt);
  const events: RunEvent[] = [];
  const report: Report = (event) => {
    events.push(event);
    options.report?.(event);
  };
  const began = performance.now();
  const signal = options.signal ?? new AbortController().signal;
  report({ type: 'run-began', run, at: startedAt });
  const [catalog, opened] = await Promise.all([
    readCatalog([ownCatalog, ...(options.catalogs ?? [])]),
    openDrivers(path, options.consent ?? {}),
  ]);
  try {
    const config = options.config ?? (await readConfig(path, options.configFile, catalog)).config;
    const evidences = await lookAt({
      catalog,
      drivers: opened.drivers,
      config,
      redact: redactValue,
      report,
      signal,
    });
    const commit = await opened.drivers.git.head().then(
      (head) => ({ commit: head.commit }),
      () => ({}),
    );
    const durationMs = options.startedAt === undefined ? Math.round(performance.now() - began) : 0;
    const facts = {
      tool: { name: 'seaworthy', version },
      target: { path, ...commit },
      startedAt,
      durationMs,
      config,
    };
    const result = conclude(catalog, evidences, facts);
    for (const audit of result.audits) {
      report({
        type: 'audit-judged',
        audit: audit.id,
        outcome: audit.outcome,
        findings: audit.findings.length,
      });
    }
    report({ type: 'run-ended', run, ...result.score });
    if (options.store !== undefined) {
      const stored = { id: run, facts, catalogs: options.catalogs ?? [], evidences };
      await saveRun(options.store, stored, events, JSON.stringify(result));
    }
    return { run, result, catalog };
  } finally {
    await opened.close();
  }
}

async function mustBeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new Error(`${path} does not exist. Give the folder of a repository: seaworthy inspect DIR`);
  if (!found.isDirectory())
    throw new Error(`${path} is a file. Give the folder of a repository: seaworthy inspect DIR`);
}
