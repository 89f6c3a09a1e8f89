import type { HttpAnswer, HttpQuestion } from './http.ts';
import type { ProbedService } from './identities.ts';
import type { Dependencies, Instance, StartPlan } from './sandbox.ts';

/** The running service that a run looks at: one calm instance of the sandbox, or a `--url`. */
export interface ServiceDriver {
  readonly kind: 'sandbox' | 'url';
  /** Brings it up when it is ours (once); throws CannotLook with the reason when it cannot be. */
  open(
    plan: StartPlan | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly url: string; readonly ours?: OurService }>;
  /** A copy to try things on, with everybody who could sign in; those who give the same name share one. */
  openProbed(plan: StartPlan | undefined, copy: string, signal: AbortSignal): Promise<ProbedService>;
  /** How the address of a `--url` meets clients that care about TLS. */
  handshakes(signal: AbortSignal): Promise<readonly TlsMeeting[]>;
  /** After `open`. Follows no redirect. */
  ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer>;
}

/** What is at hand only when the service runs in our sandbox. */
export interface OurService {
  readonly instance: Instance;
  readonly dependencies: Dependencies;
}

/** What one host showed of its certificate, and of plain HTTP. */
export interface TlsMeeting {
  readonly host: string;
  readonly handshake?: {
    readonly protocol: string;
    readonly validTo: string;
    readonly names: readonly string[];
    readonly issuer: string;
  };
  /** What a client that checks would say. */
  readonly error?: string;
  readonly oldProtocols: readonly string[];
  readonly plain?: { readonly status: number; readonly location?: string };
}
