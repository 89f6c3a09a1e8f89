import type { Result } from '../kit/result.ts';

export function renderTerminal(result: Result): string {
  const { proven, possible, ready } = result.score;
  const lines = [`Readiness ${proven}–${possible}  ${ready ? 'ready' : 'not ready'}`];
  for (const audit of result.audits) {
    lines.push(
      `${audit.outcome.padEnd(15)} ${audit.id}  ${audit.title}${audit.because ? `\n                ${audit.because}` : ''}`,
    );
    for (const finding of audit.findings) lines.push(`                ${finding.says}`);
  }
  return `${lines.join('\n')}\n`;
}
