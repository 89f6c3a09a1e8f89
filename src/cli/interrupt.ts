/** What a shell expects after Ctrl-C. */
export const interrupted = 130;

/** npm and npx pass a Ctrl-C on to us that the terminal has sent already: the second within this time is the same. */
const echoMs = 300;

/** Aborted by the first Ctrl-C (or SIGTERM), so that work is given back in order; a second one ends at once. */
export function abortOnInterrupt(onFirst: () => void): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  function interrupt(): void {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      onFirst();
      controller.abort(new Error('stopped'));
    } else if (now - firstAt > echoMs) process.exit(interrupted);
  }
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}
