import type { Evidence } from '../../kit/evidence.ts';
import type commitHooks from '../evidence/commit-hooks.ts';

export type CommitHooks = typeof commitHooks extends Evidence<infer T> ? T : never;
export type Hook = CommitHooks['hooks'][number];
