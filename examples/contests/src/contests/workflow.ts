// The eight states of a contest and every step between them. The database keeps the same table (workflow_steps).
import type { ContestStatus } from '../database/tables.ts';

export type StepName = 'submit' | 'approve' | 'reject' | 'revise' | 'cancel' | 'start' | 'end' | 'complete';

export interface Step {
  readonly from: readonly ContestStatus[];
  readonly to: ContestStatus;
  /** The clock starts and ends contests; finishing the draw or the judging completes them. */
  readonly by: 'owner' | 'owner or admin' | 'admin' | 'clock' | 'result';
  readonly needsReason: boolean;
}

export const STEPS: Readonly<Record<StepName, Step>> = {
  submit: { from: ['draft'], to: 'awaiting_approval', by: 'owner', needsReason: false },
  approve: { from: ['awaiting_approval'], to: 'upcoming', by: 'admin', needsReason: false },
  reject: { from: ['awaiting_approval'], to: 'rejected', by: 'admin', needsReason: true },
  revise: { from: ['rejected'], to: 'draft', by: 'owner', needsReason: false },
  cancel: {
    from: ['awaiting_approval', 'upcoming', 'active'],
    to: 'cancelled',
    by: 'owner or admin',
    needsReason: true,
  },
  start: { from: ['upcoming'], to: 'active', by: 'clock', needsReason: false },
  end: { from: ['active'], to: 'ended', by: 'clock', needsReason: false },
  complete: { from: ['ended'], to: 'complete', by: 'result', needsReason: false },
};

const EDITABLE: readonly ContestStatus[] = ['draft', 'rejected'];

export function canBeEdited(status: ContestStatus): boolean {
  return EDITABLE.includes(status);
}

/** What was ever submitted, approved or entered stays; only what nobody has acted on can go. */
export function canBeDeleted(status: ContestStatus): boolean {
  return EDITABLE.includes(status);
}

export function stepsOpenTo(
  status: ContestStatus,
  who: { readonly owner: boolean; readonly admin: boolean },
): readonly StepName[] {
  const names = Object.keys(STEPS) as StepName[]; // the keys of a Record<StepName, …>
  return names.filter((name) => STEPS[name].from.includes(status) && mayTake(STEPS[name], who));
}

export function mayTake(step: Step, who: { readonly owner: boolean; readonly admin: boolean }): boolean {
  switch (step.by) {
    case 'owner':
      return who.owner;
    case 'owner or admin':
      return who.owner || who.admin;
    // Four eyes: nobody approves their own contest.
    case 'admin':
      return who.admin && !who.owner;
    case 'clock':
    case 'result':
      return false;
  }
}
