import { type Static, Type } from 'typebox';
import { ROLES } from '../../certification/index.ts';
import { closed, oneOf } from './shapes.ts';

export const SignInBody = closed({
  username: Type.String({ minLength: 1, maxLength: 100 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
});
export type SignInBody = Static<typeof SignInBody>;

export const PasswordBody = closed({
  present: Type.String({ minLength: 1, maxLength: 200 }),
  next: Type.String({ minLength: 1, maxLength: 200 }),
});
export type PasswordBody = Static<typeof PasswordBody>;

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
});
export type SessionAnswer = Static<typeof SessionAnswer>;
