import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { meansBusy, meansDone } from '../dossier-services/answer.ts';
import type { Login } from '../shared-session.ts';

/** What `/mapi/login` answers. */
const LoginAnswer = Type.Object({
  error_code: Type.Union([Type.Integer(), Type.String({ maxLength: 20 })]),
  message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  session: Type.Optional(Type.Union([Type.String({ maxLength: 4000 }), Type.Null()])),
});

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
