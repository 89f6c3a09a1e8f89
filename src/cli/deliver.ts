import { stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { Result } from '../kit/result.ts';
import type { Background } from '../report/background.ts';
import { formatByExtension, render, reportFormats, type ReportFormat } from '../report/formats.ts';
import { harmless } from '../report/harmless.ts';
import { interval, targetName } from '../report/words.ts';
import type { Given } from './commands.ts';
import { readResult } from './find-result.ts';
import { reasonsToStop } from './gate.ts';
import { writeWhole } from './write-whole.ts';

export interface Delivery {
  readonly result: Result;
  readonly background: Background;
  readonly store: string;
  /** Label and command or path, for the end of the terminal report. */
  readonly more: readonly (readonly [string, string])[];
}

/** Refuses what cannot be delivered, before minutes are spent on it. */
export async function checkDelivery({ options }: Given, store: string): Promise<Result | undefined> {
  for (const file of options.output) {
    formatOf(file, options.format);
    const folder = await stat(dirname(file)).catch(() => undefined);
    if (!folder?.isDirectory())
      throw new Error(`--output ${file}: there is no folder ${dirname(file)}. Make it first`);
  }
  if (options.baseline !== undefined && options.gate !== 'no-new')
    throw new Error('--baseline belongs to --gate no-new. Add it, or leave --baseline out');
  if (options.gate === 'no-new' && options.baseline === undefined)
    throw new Error('--gate no-new needs --baseline: a run, "latest", or a JSON report');
  return options.baseline === undefined ? undefined : readResult(options.baseline, store);
}

/** Prints, writes the files, asks the gate; answers with the exit code. */
export async function deliver(
  { result, background, more }: Delivery,
  { options, console }: Given,
  baseline: Result | undefined,
): Promise<number> {
  const { out } = console;
  for (const file of options.output) {
    const plain = { columns: 100, colour: false, all: options.all };
    await writeWhole(file, await render(formatOf(file, options.format), result, background, plain));
  }
  const format = reportFormats.find((name) => name === options.format) ?? 'terminal';
  if (format === 'terminal' && options.quiet) console.print(`${oneLine(result)}\n`);
  else {
    const files = options.output.map((file) => ['Written', file] as const);
    const terminal = { ...out, all: options.all, more: [...more, ...files] };
    console.print(await render(format, result, background, terminal));
  }
  const reasons = reasonsToStop(result, {
    narrowed: options.audit.length + options.area.length > 0,
    ...(options.gate === undefined ? {} : { gate: options.gate }),
    ...(options.minProven === undefined ? {} : { minProven: options.minProven }),
    ...(baseline ? { baseline } : {}),
  });
  if (options.gate !== undefined || options.minProven !== undefined) {
    const says = reasons.length === 0 ? 'The gate is open.' : `The gate is shut. ${reasons.join(' ')}`;
    console.tell(`seaworthy: ${harmless(says)}\n`);
  }
  return reasons.length === 0 ? 0 : 1;
}

function oneLine(result: Result): string {
  const { ready, because } = result.score;
  const verdict = ready ? 'ready' : `not ready. ${because.join(' ')}`;
  return harmless(`${targetName(result)}: readiness ${interval(result.score)}, ${verdict}`);
}

function formatOf(file: string, chosen: string | undefined): ReportFormat {
  const format =
    formatByExtension[extname(file).toLowerCase()] ?? reportFormats.find((name) => name === chosen);
  if (format === undefined)
    throw new Error(
      `--output ${file}: cannot tell the format. End it with ${Object.keys(formatByExtension).join(' ')}, or add --format`,
    );
  return format;
}
