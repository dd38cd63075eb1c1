import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Outcome } from '../../connector.ts';
import { meansBusy, meansDone } from '../dossier-services/answer.ts';

/** What `/mapi/login` answers. */
const LoginAnswer = Type.Object({
  error_code: Type.Union([Type.Integer(), Type.String({ maxLength: 20 })]),
  message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  session: Type.Optional(Type.Union([Type.String({ maxLength: 4000 }), Type.Null()])),
});

/** A session, or why there is none. */
export type Login = { readonly session: string } | { readonly session?: never; readonly outcome: Outcome };

/** Reads a login's answer with HTTP status 200. Only a plain refusal counts as one: a busy server is asked again soon. */
export function readLogin(text: string): Login {
  const answer = parse(text);
  if (answer === undefined) return { outcome: { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' } };
  const message = answer.message ?? '';
  if (!meansDone(answer.error_code)) {
    const code = meansBusy(message) ? 'PORTAL-BUSY' : 'PORTAL-LOGIN-REFUSED';
    return { outcome: { kind: 'unreachable', code } };
  }
  const session = answer.session ?? '';
  return session === '' ? { outcome: { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' } } : { session };
}

function parse(text: string): Static<typeof LoginAnswer> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Value.Check(LoginAnswer, parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The session that all messages share. Several that need one at once log in once; one that a message found expired is
 * thrown away only while it is still the one in use.
 */
export class SharedSession {
  readonly #login: (signal: AbortSignal) => Promise<Login>;
  #session: string | null = null;
  #pending: Promise<Login> | null = null;

  constructor(login: (signal: AbortSignal) => Promise<Login>) {
    this.#login = login;
  }

  /** The session in use, or that of a new login. */
  async obtain(signal: AbortSignal): Promise<Login> {
    if (this.#session !== null) return { session: this.#session };
    this.#pending ??= this.#login(signal).finally(() => {
      this.#pending = null;
    });
    const login = await this.#pending;
    if (login.session !== undefined) this.#session = login.session;
    return login;
  }

  /** The far side does not know this session any more. */
  forget(session: string): void {
    if (this.#session === session) this.#session = null;
  }
}
