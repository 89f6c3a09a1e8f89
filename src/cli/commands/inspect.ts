import { join, relative, resolve } from 'node:path';
import type { RunEvent } from '../../engine/events.ts';
import type { Result } from '../../kit/result.ts';
import type { Background } from '../../report/background.ts';
import { render } from '../../report/formats.ts';
import { harmless } from '../../report/harmless.ts';
import { blockersOf, fixesWorthMost } from '../../report/priorities.ts';
import type { Given } from '../commands.ts';
import { readClaims } from '../claims-files.ts';
import { consentFrom } from '../consent.ts';
import { checkDelivery, deliver } from '../deliver.ts';
import { inspect } from '../inspection.ts';
import { progressLine, timings } from '../progress.ts';
import { makeRealFolder, writeWhole } from '../write-whole.ts';

export async function run(given: Given): Promise<number> {
  const { args, options, console, signal } = given;
  // A URL alone is a target of its own; the folder we stand in has nothing to do with it.
  const path = args[0] ?? (options.url === undefined ? '.' : undefined);
  const store = options.store ?? join(path ?? '.', '.seaworthy');
  const baseline = await checkDelivery(given, store);
  const claims = await readClaims(options.claims);
  const events: RunEvent[] = [];
  const progress = progressLine(
    options.quiet ? { ...console, err: { ...console.err, isTerminal: false } } : console,
  );
  const { result, background, unkept } = await inspect({
    ...(path === undefined ? {} : { path }),
    catalogs: options.catalog,
    only: { audits: options.audit, areas: options.area },
    consent: consentFrom(options, process.env),
    quick: options.quick,
    signal,
    report(event) {
      events.push(event);
      progress.read(event);
    },
    ...(claims.length === 0 ? {} : { claims }),
    ...(options.noStore ? {} : { store }),
    ...(options.config === undefined ? {} : { configFile: options.config }),
  }).finally(progress.end);
  if (options.verbose) console.tell(timings(events));
  if (unkept !== undefined && options.store !== undefined)
    throw new Error(`the run could not be kept: ${unkept}`);
  if (unkept !== undefined)
    console.tell(
      `seaworthy: the run could not be kept: ${harmless(unkept)} (--store DIR), or add --no-store\n`,
    );
  const kept = !options.noStore && unkept === undefined;
  const page = kept ? await writePage(store, result, background) : undefined;
  const more = whereToGo(result, background, args[0], page);
  return deliver({ result, background, store, more }, given, baseline);
}

/** The newest report for the browser, always in the same place, so that an open tab can be reloaded. */
async function writePage(store: string, result: Result, background: Background): Promise<string> {
  const file = join(store, 'report.html');
  await makeRealFolder(store);
  await writeWhole(file, await render('html', result, background, { columns: 80, colour: false, all: true }));
  const [near, full] = [relative('.', file), resolve(file)];
  return near.length < full.length ? near : full;
}

function whereToGo(
  result: Result,
  background: Background,
  folder: string | undefined,
  page: string | undefined,
): (readonly [string, string])[] {
  const { failing, unseen } = blockersOf(result);
  const first = failing[0] ?? fixesWorthMost(result, background)[0]?.audit ?? unseen[0];
  const inspectAll = [
    'seaworthy inspect',
    ...(folder === undefined || folder === '.' ? [] : [folder]),
    '--all',
  ].join(' ');
  return [
    ...(first ? [['Why and how to fix', `seaworthy explain ${first.id}`] as const] : []),
    ['Everything', inspectAll],
    page === undefined ? ['In the browser', 'add --output report.html'] : ['In the browser', page],
  ];
}
