import type { FastifyRequest } from 'fastify';
import type { Role } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Access } from '../app.ts';
import { checkHost } from '../http/host.ts';
import { checkOrigin } from '../http/origin.ts';
import { accepted } from '../http/refused.ts';
import type { Screens } from '../screens/screens.ts';
import type { Sessions, SignedIn } from './sessions.ts';

/** `__Host-`: only this host set it, over HTTPS, for all its paths (RFC 6265bis §4.1.3.2). */
export const cookieName = '__Host-tram';

export const cookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const;

/** A screen sends it with what it asks for by itself, so that such a request does not keep a session alive. */
export const backgroundHeader = 'x-background';

/** Stops the start when a route does not say who may use it. */
export function requireDeclaration(route: {
  readonly method: string | string[];
  readonly url: string;
  readonly config?: { readonly roles?: Access };
}): void {
  const roles = route.config?.roles;
  const declared = roles === 'open' || roles === 'signed-in' || (Array.isArray(roles) && roles.length > 0);
  if (!declared) throw new Error(`the route ${String(route.method)} ${route.url} declares no roles`);
}

/** What the access hook decides by. */
interface Gate {
  readonly sessions: Sessions;
  readonly screens: Screens;
  /** The station's names. */
  readonly names: ReadonlySet<string>;
}

/**
 * Lets a request in or not, before its body is read: a stranger learns nothing of the forms and sends no PIN.
 * SCREEN-HOST-UNKNOWN, WEB-ORIGIN-REFUSED, SCREEN-UNPAIRED, WEB-SESSION-MISSING, LAW-OFFICER-NOT-IN-OFFICE,
 * WEB-PASSWORD-CHANGE-FIRST, WEB-ROLE-MISSING.
 */
export function accessHook({ sessions, screens, names }: Gate) {
  return async (request: FastifyRequest): Promise<void> => {
    accepted(checkHost(request, names));
    if (request.is404) return;
    accepted(checkOrigin(request));
    const { roles: access, unpaired = false } = request.routeOptions.config;
    request.screen = screens.at(request);
    if (request.screen === null && !unpaired) accepted(fail('SCREEN-UNPAIRED'));
    if (access === 'open') return;
    const session = accepted(sessionOf(sessions, request));
    // A session counts at the screen where it was begun: taken along to another one, its cookie is worth nothing.
    if (session.screenId !== (request.screen?.id ?? null)) accepted(fail('WEB-SESSION-MISSING'));
    request.signedIn = session;
    if (session.officer.mustChangePassword && !request.routeOptions.config.beforePasswordChange) {
      accepted(fail('WEB-PASSWORD-CHANGE-FIRST'));
    }
    accepted(mayUse(access, session.actor.roles));
  };
}

function sessionOf(sessions: Sessions, request: FastifyRequest): Result<SignedIn> {
  const token = request.cookies[cookieName];
  if (token === undefined) return fail('WEB-SESSION-MISSING');
  const background = request.routeOptions.config.background || request.headers[backgroundHeader] !== undefined;
  return background ? sessions.peek(token) : sessions.use(token);
}

function mayUse(access: Access | undefined, roles: readonly Role[]): Result<void> {
  if (access === 'signed-in') return ok();
  const allowed = Array.isArray(access) && access.some((role) => roles.includes(role));
  return allowed ? ok() : fail('WEB-ROLE-MISSING');
}
