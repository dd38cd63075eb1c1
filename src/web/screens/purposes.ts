import { ROLES, type Role } from '../../certification/index.ts';
import type { ScreenPurpose } from '../../common/screen-purposes.ts';

/** Whose work a screen is for. At a visitors' screen nobody signs in. */
const rolesOf: Readonly<Record<ScreenPurpose, readonly Role[]>> = {
  any: ROLES,
  desk: ['creator'],
  sign: ['signer'],
  seal: ['seal-keeper'],
  admin: ['unit-admin', 'technician', 'inspector'],
  visitor: [],
};

/** Those of an officer's roles that count at a screen for this purpose. */
export function rolesAt(purpose: ScreenPurpose, roles: readonly Role[]): Role[] {
  return roles.filter((role) => rolesOf[purpose].includes(role));
}

/** Whether anybody can work at such a screen. */
export function takesSignIn(purpose: ScreenPurpose): boolean {
  return rolesOf[purpose].length > 0;
}
