import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Role } from '../certification/index.ts';
import type { Result } from '../common/result.ts';
import type { Portal, PortalStatus, Reconciler } from '../portal/index.ts';
import type { Backups } from '../upkeep/backup/service.ts';
import type { Health } from '../upkeep/health/health.ts';
import type { RegisterTrouble } from '../upkeep/register/watch.ts';
import type { AccountDesk } from '../workflow/commands/look-up-account.ts';
import type { Office } from '../workflow/office.ts';
import type { AuthorityFacts } from './authority/station-certificate.ts';
import type { ViewLog } from './http/view-log.ts';
import type { ScreenHere, Screens } from './screens/screens.ts';
import type { Sessions, SignedIn } from './sessions/sessions.ts';
import type { ScannerList } from './station/scanner-list.ts';
import type { StationWatch } from './station/watch.ts';

/** Who may use a route: anybody, whoever is signed in, or the officers with one of these roles. */
export type Access = 'open' | 'signed-in' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route of the station declares it; one that does not stops the start. */
    roles?: Access;
    /** Asking does not count as use of the session; for what a screen does by itself. */
    background?: boolean;
    /** It works also while a first password has not been changed yet. */
    beforePasswordChange?: boolean;
    /** It begins something that later takes space: refused while the space in reserve is used. */
    beginsWork?: boolean;
    /** Also a screen that is not paired is answered. */
    unpaired?: boolean;
  }
  interface FastifyRequest {
    /** Null only where an unpaired screen is answered. */
    screen: ScreenHere | null;
    signedIn: SignedIn | null;
  }
}

/** The server with its schemas as types. */
export type App = FastifyInstance<Server, IncomingMessage, ServerResponse, FastifyBaseLogger, TypeBoxTypeProvider>;

/** What the routes work with. */
export interface RouteContext {
  readonly office: Office;
  readonly sessions: Sessions;
  readonly screens: Screens;
  readonly authority: AuthorityFacts;
  readonly views: ViewLog;
  readonly scanners: ScannerList;
  readonly watch: StationWatch;
  readonly portalStatus: () => PortalStatus;
  readonly retryMessage: Portal['retry'];
  /** An officer has looked: the far side has the dossier of a message, or the one-stop system beside the portal has it. */
  readonly confirmThere: { readonly message: Portal['confirmThere']; readonly oneStop: Portal['confirmThere'] };
  /** What comes from the portal to the desk; null where nothing does. */
  readonly inbound: Portal['inbound'];
  /** Accounts of citizens at the portal. */
  readonly accounts: AccountDesk;
  /** Null where the portal is not asked by the station. */
  readonly reconciler: Pick<Reconciler, 'status' | 'startNow'> | null;
  /** Sends again to the one-stop system beside the portal. */
  readonly retryBeside: NonNullable<Portal['beside']>['retry'];
  /** Null where nothing pulls categories. */
  readonly categories: CategoryAsker | null;
  /** Bundles of another office were taken in. */
  readonly wakeGuests: () => void;
  /** What the last look through the register found. */
  readonly registerTrouble: () => RegisterTrouble | null;
  /** The listening address of the settings, while it is not on this machine. */
  readonly lanAbsent: () => string | null;
  /** A line was paused, or goes on. */
  readonly pausesChanged: () => void;
  readonly version: string;
}

/** What pulls the portal's categories. */
export interface CategoryAsker {
  readonly offered: boolean;
  readonly isRunning: boolean;
  pullAll(): Result<void>;
}

/** What the upkeep answers whoever watches the box. */
export interface UpkeepSources {
  readonly health: Health;
  /** OpenMetrics text. */
  readonly metrics: () => Promise<string>;
  readonly backups: Backups;
}

/** The session of a request on a route that is not open; the access hook has put it there. */
export function signedIn(request: { readonly signedIn: SignedIn | null }): SignedIn {
  if (request.signedIn === null) throw new Error('a route that is open to everybody asked for an officer');
  return request.signedIn;
}

/** The screen of a request on a route that answers paired screens only; the access hook has put it there. */
export function screenOf(request: { readonly screen: ScreenHere | null }): ScreenHere {
  if (request.screen === null) throw new Error('a route that answers every screen asked which one it is');
  return request.screen;
}
