import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AnsweredDocument } from '../claims/document.ts';
import { openDrivers, type Consent } from '../drivers/open.ts';
import { redactValue } from '../drivers/redact.ts';
import type { Catalog } from '../engine/catalog.ts';
import type { Config } from '../engine/config.ts';
import type { Report, RunEvent } from '../engine/events.ts';
import type { Evidences } from '../engine/gather.ts';
import { lookAt } from '../engine/inspect.ts';
import { withTeamChecks } from '../engine/team-checks.ts';
import { everything, isPart, narrowCatalog, type Only } from '../engine/narrow.ts';
import type { GitDriver } from '../kit/drivers.ts';
import type { Result } from '../kit/result.ts';
import type { Background } from '../report/background.ts';
import { toJson } from '../report/formats.ts';
import { claimChecks, claimedDocuments, type ClaimedText } from './claims-answers.ts';
import { backgroundOf, concludeRun } from './conclusion.ts';
import { readConfig } from './config-file.ts';
import { refuseUnknown } from './known-names.ts';
import { openCatalog } from './open-catalog.ts';
import { newRunId, saveRun, type StoredRun } from './run-folder.ts';
import { version } from './version.ts';

export interface InspectionOptions {
  /** Undefined when only a running instance (`consent.url`) is looked at. */
  readonly path?: string;
  /** Replaces seaworthy.yaml. */
  readonly config?: Config;
  /** Path of a configuration elsewhere; seaworthy.yaml of the folder otherwise. */
  readonly configFile?: string;
  /** Extra catalog folders of the team. */
  readonly catalogs?: readonly string[];
  readonly consent?: Consent;
  /** Look at a part only. */
  readonly only?: Only;
  /** Leaves out what takes minutes: the target's own tests and tools, and timed visits. */
  readonly quick?: boolean;
  /** Evidence to gather though no audit asks for it, by name. */
  readonly also?: readonly string[];
  /** Documents to answer, instead of the readiness documents of the repository. */
  readonly claims?: readonly ClaimedText[];
  /** Where runs are kept; undefined keeps nothing. */
  readonly store?: string;
  readonly startedAt?: string;
  readonly report?: Report;
  readonly signal?: AbortSignal;
}

export { ownCatalog } from './open-catalog.ts';

export interface Inspection {
  readonly run: string;
  readonly result: Result;
  readonly catalog: Catalog;
  readonly background: Background;
  readonly evidences: Evidences;
  /** Readiness documents, with why each line is answered as it is. */
  readonly documents: readonly AnsweredDocument[];
  /** Why the run could not be kept. */
  readonly unkept?: string;
}

/** One inspection from folder to result. */
export async function inspect(options: InspectionOptions): Promise<Inspection> {
  const path = options.path === undefined ? undefined : resolve(options.path);
  if (path !== undefined) await mustBeFolder(path);
  const startedAt = options.startedAt ?? new Date().toISOString();
  const run = newRunId(startedAt);
  const events: RunEvent[] = [];
  const report: Report = (event) => {
    events.push(event);
    options.report?.(event);
  };
  const began = performance.now();
  const signal = options.signal ?? new AbortController().signal;
  const only = options.only ?? everything;
  report({ type: 'run-began', run, at: startedAt });
  const catalogs = (options.catalogs ?? []).map((folder) => resolve(folder));
  const opening = openCatalog(catalogs);
  const reading = opening.then(
    async (units) => options.config ?? (await readConfig(path ?? '.', options.configFile, units)).config,
  );
  // It is awaited below; until then a wrong file must not end the process.
  reading.catch(() => undefined);
  const auth = () => reading.then((config) => config.auth);
  const [ownUnits, opened] = await Promise.all([opening, openDrivers(path, { ...options.consent, auth })]);
  try {
    const config = await reading;
    const catalog = withTeamChecks(ownUnits, config);
    refuseUnknown(only, catalog);
    const { drivers } = opened;
    const evidences = await lookAt({
      catalog: narrowCatalog(catalog, only),
      drivers,
      config,
      redact: redactValue,
      report,
      signal,
      quick: options.quick === true,
      also: [...(options.also ?? []), ...(isPart(only) ? [] : [claimedDocuments, claimChecks])],
      brought: {
        settings: { start: config.start, checks: config.checks },
        ...(options.claims ? { [claimedDocuments]: { documents: options.claims, skipped: [] } } : {}),
      },
    });
    const { commit, origin } = await describeCheckout(path, drivers.git);
    const url = options.consent?.url;
    signal.throwIfAborted();
    const durationMs = options.startedAt === undefined ? Math.round(performance.now() - began) : 0;
    const facts = {
      tool: { name: 'seaworthy', version },
      target: {
        ...(path === undefined ? {} : { path }),
        ...(url === undefined ? {} : { url }),
        ...(commit === undefined ? {} : { commit }),
      },
      startedAt,
      durationMs,
      config,
    };
    const { result, documents } = concludeRun(catalog, evidences, facts, only);
    for (const { id, outcome, findings } of result.audits)
      report({ type: 'audit-judged', audit: id, outcome, findings: findings.length });
    report({ type: 'run-ended', run, ...result.score });
    const stored = { id: run, facts, catalogs, only, ...(origin ? { origin } : {}), evidences };
    const unkept = await keep(options.store, stored, events, toJson(result));
    const background = backgroundOf(catalog, evidences, origin);
    return {
      run,
      result,
      catalog,
      background,
      evidences,
      documents,
      ...(unkept === undefined ? {} : { unkept }),
    };
  } finally {
    await opened.close();
  }
}

async function keep(
  store: string | undefined,
  run: StoredRun,
  events: readonly RunEvent[],
  result: string,
): Promise<string | undefined> {
  if (store === undefined) return undefined;
  try {
    await saveRun(store, run, events, result);
    return undefined;
  } catch (error) {
    // What was seen is worth more than the copy of it: the caller says what is missing.
    return error instanceof Error ? error.message : String(error);
  }
}

async function describeCheckout(
  path: string | undefined,
  git: GitDriver | undefined,
): Promise<Pick<StoredRun, 'origin'> & { commit?: string }> {
  if (path === undefined || !git) return {};
  const [commit, origin] = await Promise.all([
    git.head().then(
      (head) => head.commit,
      () => undefined,
    ),
    // Inside a folder of a repository paths would not be those of its host.
    existsSync(join(path, '.git')) ? git.origin() : undefined,
  ]);
  return { ...(commit === undefined ? {} : { commit }), ...(origin ? { origin } : {}) };
}

async function mustBeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found)
    throw new Error(`${path} does not exist. Give the folder of a repository: seaworthy inspect DIR`);
  if (!found.isDirectory())
    throw new Error(`${path} is a file. Give the folder of a repository: seaworthy inspect DIR`);
}
