/** Set once, when the process was asked to stop: readiness says no from then on, so that no new work arrives. */
export interface Stopping {
  begun: boolean;
}
