import { type Role, rolesOn } from '../../certification/index.ts';
import type { ScreenPurpose } from '../../common/screen-purposes.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import { settingsOf } from '../../workflow/office.ts';
import { type App, type RouteContext, screenOf, signedIn } from '../app.ts';
import {
  CodeBody,
  Done,
  EnrolmentAnswer,
  EnrolmentBody,
  PasswordBody,
  RecoveryCodes,
  SessionAnswer,
  SignInAnswer,
  SignInBody,
} from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { withoutAbsent } from '../http/without-absent.ts';
import { rolesAt } from '../screens/purposes.ts';
import { cookieName, cookieOptions } from '../sessions/access.ts';
import { changeOwnPassword } from '../sessions/change-password.ts';
import { SecondFactor } from '../sessions/second-factor.ts';
import { idleMinutes } from '../sessions/sessions.ts';
import { SignIn } from '../sessions/sign-in.ts';

/** Signing in and out. */
export function sessionRoutes(app: App, { office, sessions }: RouteContext): void {
  const secondFactor = new SecondFactor(office);
  const signIn = new SignIn(office, sessions, secondFactor);
  const answer = (officer: OfficerRow, purpose: ScreenPurpose): SessionAnswer => ({
    officer: {
      id: officer.id,
      username: officer.username,
      fullName: officer.fullName,
      positionTitle: officer.positionTitle,
      roles: rolesAt(purpose, rolesOn({ ...officer, roles: officer.roles as Role[] }, civilDate(office.clock.now()))),
    },
    mustChangePassword: officer.mustChangePassword,
    idleMinutes: idleMinutes(settingsOf(office), officer),
    recoveryCodesLeft: secondFactor.recoveryCodesLeft(office.store.db, officer.id),
  });

  app.route({
    method: 'POST',
    url: '/api/session',
    config: { roles: 'open' },
    schema: { tags: ['session'], summary: 'Sign in', body: SignInBody, response: { 200: SignInAnswer } },
    handler: async (request, reply) => {
      const { token, officer, recoveryCodes } = accepted(
        await signIn.begin(withoutAbsent(request.body), screenOf(request)),
      );
      const before = request.cookies[cookieName];
      const other = before === undefined ? null : sessions.peek(before);
      if (other?.ok) sessions.end(other.value.key);
      void reply.setCookie(cookieName, token, cookieOptions);
      return { ...answer(officer, screenOf(request).purpose), recoveryCodes: [...recoveryCodes] };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/session/enrolment',
    config: { roles: 'open' },
    schema: {
      tags: ['session'],
      summary: 'A new secret for the authenticator of an officer who needs one-time codes and has none',
      body: EnrolmentBody,
      response: { 200: EnrolmentAnswer },
    },
    handler: async (request) => accepted(await signIn.enrol(request.body, screenOf(request))),
  });

  app.route({
    method: 'POST',
    url: '/api/session/recovery-codes',
    config: { roles: 'signed-in' },
    schema: {
      tags: ['session'],
      summary: 'New recovery codes of one’s own in the place of the old ones, for a fresh one-time code',
      body: CodeBody,
      response: { 200: RecoveryCodes },
    },
    handler: (request) => {
      const codes = accepted(signIn.renewRecoveryCodes(signedIn(request), request.body.code));
      return Promise.resolve({ recoveryCodes: [...codes] });
    },
  });

  app.route({
    method: 'GET',
    url: '/api/session',
    config: { roles: 'signed-in', beforePasswordChange: true },
    schema: { tags: ['session'], summary: 'Who is signed in', response: { 200: SessionAnswer } },
    handler: (request) => Promise.resolve(answer(signedIn(request).officer, screenOf(request).purpose)),
  });

  app.route({
    method: 'PUT',
    url: '/api/session/password',
    config: { roles: 'signed-in', beforePasswordChange: true },
    schema: {
      tags: ['session'],
      summary: "Change one's own password",
      body: PasswordBody,
      response: { 200: SessionAnswer },
    },
    handler: async (request) => {
      const changed = accepted(await changeOwnPassword(office, signedIn(request), request.body));
      return answer(changed, screenOf(request).purpose);
    },
  });

  app.route({
    method: 'DELETE',
    url: '/api/session',
    config: { roles: 'signed-in', beforePasswordChange: true },
    schema: { tags: ['session'], summary: 'Sign out', response: { 200: Done } },
    handler: (request, reply) => {
      signIn.end(signedIn(request));
      void reply.clearCookie(cookieName, cookieOptions);
      return Promise.resolve({});
    },
  });
}
