import type { Severity } from './audit.ts';

/** How much one audit counts within its area. */
export const weightBySeverity: Readonly<Record<Severity, number>> = {
  blocker: 8,
  major: 4,
  minor: 2,
  note: 1,
};

const weightByArea: Readonly<Record<string, number>> = {
  security: 3,
  testing: 2,
  database: 2,
  deployment: 2,
  observability: 2,
  backup: 2,
  resilience: 2,
  delivery: 2,
};

/** How much an area counts in the whole; one that is not listed counts 1. */
export function areaWeight(area: string): number {
  return weightByArea[area] ?? 1;
}
