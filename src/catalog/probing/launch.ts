import { CannotLook } from '../../kit/gatherer.ts';
import type { Dependencies, Instance, LaunchOptions, SandboxDriver, StartPlan } from '../../kit/sandbox.ts';

export const sayHow = 'say how to start the service under start: in seaworthy.yaml';

export interface Running {
  readonly instance: Instance;
  readonly dependencies: Dependencies;
}

/** An instance for one gatherer alone, to disturb as it likes; its end is its user's business. */
export async function launchOwn(
  sandbox: SandboxDriver,
  start: { readonly plan?: StartPlan | undefined; readonly because: string },
  signal: AbortSignal,
  options: LaunchOptions = {},
): Promise<Running> {
  if (!start.plan) throw new CannotLook(start.because, sayHow);
  const launched = await sandbox.launch(start.plan, options, signal);
  // Nothing of it could be told to stop, and its end would not be seen.
  if (launched.ready && launched.instance.ended())
    throw new CannotLook(
      'the start command ended and left the service running in the background',
      'start it in the foreground: ' + sayHow,
    );
  if (launched.ready) return launched;
  const last = launched.logs
    .filter((line) => line.trim() !== '')
    .slice(-2)
    .map((line) => line.slice(0, 300));
  throw new CannotLook(
    `the service did not start: ${[launched.because, ...last].join(' / ')}`,
    'mend the start, or ' + sayHow,
  );
}
