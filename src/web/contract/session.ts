import { type Static, Type } from 'typebox';
import { ROLES } from '../../certification/index.ts';
import { closed, NullableInteger, oneOf } from './shapes.ts';

export const SignInBody = closed({
  username: Type.String({ minLength: 1, maxLength: 100 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
  /** The second step, for those who have one-time codes: six digits, or a recovery code. */
  code: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
});
export type SignInBody = Static<typeof SignInBody>;

export const PasswordBody = closed({
  present: Type.String({ minLength: 1, maxLength: 200 }),
  next: Type.String({ minLength: 1, maxLength: 200 }),
});
export type PasswordBody = Static<typeof PasswordBody>;
export const EnrolmentBody = closed({
  username: SignInBody.properties.username,
  password: SignInBody.properties.password,
});
export type EnrolmentBody = Static<typeof EnrolmentBody>;

/** What an authenticator is given: the address for a QR code, and its secret for typing. */
export const EnrolmentAnswer = Type.Object({ uri: Type.String(), secret: Type.String() });
export type EnrolmentAnswer = Static<typeof EnrolmentAnswer>;

export const CodeBody = closed({ code: Type.String({ minLength: 1, maxLength: 40 }) });
export type CodeBody = Static<typeof CodeBody>;

/** Each lets its officer in once without the phone; they are shown this one time. */
export const RecoveryCodes = Type.Object({ recoveryCodes: Type.Array(Type.String()) });
export type RecoveryCodes = Static<typeof RecoveryCodes>;

/** The session of the officer who asks. */
export const SessionAnswer = Type.Object({
  officer: Type.Object({
    id: Type.String(),
    username: Type.String(),
    fullName: Type.String(),
    positionTitle: Type.String(),
    roles: Type.Array(oneOf(ROLES)),
  }),
  /** A first password has to be changed before anything else. */
  mustChangePassword: Type.Boolean(),
  /** After so many minutes without work the session ends. */
  idleMinutes: Type.Integer(),
  /** Null for an officer without one-time codes. */
  recoveryCodesLeft: NullableInteger,
});
export type SessionAnswer = Static<typeof SessionAnswer>;

/** `recoveryCodes`: those that this sign-in made, else none. */
export const SignInAnswer = Type.Object({ ...SessionAnswer.properties, ...RecoveryCodes.properties });
export type SignInAnswer = Static<typeof SignInAnswer>;
