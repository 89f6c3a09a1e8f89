import type { HttpAnswer, HttpQuestion } from './http.ts';
import type { OurService } from './service.ts';

/** What `auth:` in seaworthy.yaml says: who may try what, and how they get in. */
export interface AuthPlan {
  /** Variables of the copies that are probed, such as raised rate limits: those are judged on another copy. */
  readonly environment: Readonly<Record<string, string>>;
  /** Operations meant for everybody, as "GET /v1/contests"; absent when the team did not say. */
  readonly public?: readonly string[] | undefined;
  /** Operations for some roles only, by "GET /v1/operations". */
  readonly restricted: Readonly<Record<string, readonly string[]>>;
  readonly identities: Readonly<Record<string, IdentityPlan>>;
}

export interface IdentityPlan {
  /** The name of the identity where nothing is said. */
  readonly role?: string | undefined;
  readonly tenant?: string | undefined;
  readonly login?: readonly LoginStep[] | undefined;
  /** JSON pointer of the token in the last answer; without one the cookies of the answers are the session. */
  readonly token?: string | undefined;
  /** A variable that holds the token: of the sandbox, else of our own environment. */
  readonly variable?: string | undefined;
  /** A shell line in the sandbox that prints the token. */
  readonly command?: string | undefined;
  /** The header that carries the token; `{token}` stands for it. */
  readonly header: string;
}

export interface LoginStep {
  /** "POST /v1/sign-in". */
  readonly request: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON, or as it is when it is a text. `{mailed}` and `{env:NAME}` are filled in. */
  readonly body?: unknown;
  /** What of the newest mail `{mailed}` stands for, as a regular expression. */
  readonly mailed?: string | undefined;
}

/** Somebody who got in. Its headers are credentials: never evidence. */
export interface Identity {
  readonly name: string;
  readonly role: string;
  readonly tenant?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The bare token, where the session is no cookie. */
  readonly token?: string;
  readonly signIn: readonly { readonly question: HttpQuestion; readonly answer: HttpAnswer }[];
}

/** A copy of the service for whoever tries what must not work; for a `--url`, that service under its limits. */
export interface ProbedService {
  readonly url: string;
  readonly ours?: OurService;
  readonly identities: readonly Identity[];
  /** Identities that could not get in, with the reason. */
  readonly shutOut: readonly { readonly name: string; readonly because: string }[];
  readonly auth: AuthPlan;
  /** Values we made up for variables of this copy that hold secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  ask(question: HttpQuestion, signal: AbortSignal): Promise<HttpAnswer>;
}
