import { resolve } from 'node:path';
import { withTeamChecks } from '../../engine/team-checks.ts';
import type { Given } from '../commands.ts';
import { backgroundOf, concludeRun } from '../conclusion.ts';
import { checkDelivery, deliver } from '../deliver.ts';
import { findRun } from '../find-result.ts';
import { openCatalog } from '../open-catalog.ts';
import { loadRun } from '../run-folder.ts';
import { version } from '../version.ts';

/** Judges stored evidence again: with the same program the result is the same, byte for byte. */
export async function run(given: Given): Promise<number> {
  const { args, options, console } = given;
  const store = options.store ?? '.seaworthy';
  const baseline = await checkDelivery(given, store);
  const id = await findRun(args[0] ?? 'latest', store);
  const { facts, catalogs, only, origin, evidences } = await loadRun(store, id);
  if (facts.tool.version !== version)
    console.tell(`seaworthy: the run was made by ${facts.tool.version} and is judged by ${version}\n`);
  mustNameCatalogs(catalogs, options.catalog);
  const catalog = withTeamChecks(await openCatalog(options.catalog), facts.config);
  const { result } = concludeRun(catalog, evidences, facts, only);
  const background = backgroundOf(catalog, evidences, origin);
  return deliver({ result, background, store, more: [] }, given, baseline);
}

/** A catalog is code. The record of a run may have come with a stranger's repository: it never says what to load. */
function mustNameCatalogs(used: readonly string[], given: readonly string[]): void {
  const missing = used.filter((folder) => !given.some((one) => resolve(one) === folder));
  if (missing.length > 0)
    throw new Error(
      `the run used catalogs of your own. Name them: ${missing.map((one) => `--catalog ${one}`).join(' ')}`,
    );
}
