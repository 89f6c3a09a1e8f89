import type { RunEvent } from '../engine/events.ts';
import { harmless } from '../report/harmless.ts';
import { fit, padEnd, padStart } from '../report/layout.ts';
import type { Console } from './console.ts';

export interface Progress {
  read(event: RunEvent): void;
  /** Wipes the line, so that what follows starts clean. */
  end(): void;
}

const drawEveryMs = 80;

/** One line on the terminal that says what is being looked at; nothing in a pipe. */
export function progressLine({ err, tell }: Console): Progress {
  if (!err.isTerminal) return { read: () => undefined, end: () => undefined };
  const running = new Set<string>();
  let done = 0;
  let drawnAt = 0;

  function draw(text: string): void {
    drawnAt = performance.now();
    tell(`\r\u001b[K${fit(harmless(text), err.columns - 1)}`);
  }

  return {
    read(event) {
      if (event.type === 'gatherer-began') running.add(event.gatherer);
      else if (event.type === 'evidence-kept' || event.type === 'evidence-missing') {
        running.delete(event.gatherer);
        done += 1;
      } else return;
      if (performance.now() - drawnAt >= drawEveryMs)
        draw(`Looking: ${done} done, now ${[...running].join(', ')}`);
    },
    end: () => tell('\r\u001b[K'),
  };
}

/** For --verbose: every gatherer, the slowest first. They run side by side, so the times add up to more than the whole. */
export function timings(events: readonly RunEvent[]): string {
  const rows: { readonly gatherer: string; readonly tookMs: number; readonly because: string }[] = [];
  for (const event of events) {
    if (event.type === 'evidence-kept') rows.push({ ...event, because: '' });
    if (event.type === 'evidence-missing') rows.push({ ...event, because: `  ${event.because}` });
  }
  rows.sort((a, b) => b.tookMs - a.tookMs);
  const width = Math.max(0, ...rows.map(({ gatherer }) => gatherer.length));
  return rows
    .map(
      ({ gatherer, tookMs, because }) =>
        `${padEnd(gatherer, width)} ${padStart(String(tookMs), 7)} ms${harmless(because)}\n`,
    )
    .join('');
}
