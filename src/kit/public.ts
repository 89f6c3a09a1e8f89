/**
 * What a team's own catalog imports as 'seaworthy/kit'. The only barrel of the house: it is the door of the package,
 * and everything behind it may move.
 */
export { defineAudit, type Audit, type Example, type Limit, type Policy, type Verdict } from './audit.ts';
export { defineDetector, type Detector } from './detector.ts';
export type * from './drivers.ts';
export { defineEvidence, type Evidence, type Given, type Needs, type Schema } from './evidence.ts';
export { CannotLook, defineGatherer, type GatherContext, type Gatherer, type Harm } from './gatherer.ts';
export type { Finding, Trait, Where } from './where.ts';
