import type { InboundCodes, ServiceCodes } from '../dossier-services/index.ts';

/**
 * What an office sets for the `mapi` form: one address for all services, behind the province's security server, with a
 * session that a login gives. The account is the station's own and revocable, never a ministry's or province's.
 */
export interface MapiSettings {
  /** What stands before both paths, `https://…/XrdAdapter/RestService/forward`. */
  readonly baseUrl: string;
  /** `/mapi/login`, where an account gets its session. */
  readonly loginPath: string;
  /** `/mapi/g`, where every service answers. */
  readonly dataPath: string;
  /** The provider on the exchange platform; where it is said differs between clients of the platform. */
  readonly destination: { readonly code: string; readonly as: 'header' | 'query' };
  /** Sent as `providerurl` when it is not empty. */
  readonly providerUrl?: string;
  /** madonvi: the unit that sends. */
  readonly unitCode: string;
  readonly username: string;
  /** Null while no credential has been set. */
  readonly password: string | null;
  /** Until the last byte of an answer, milliseconds. */
  readonly timeoutMs?: number;
  /** The longest answer read, bytes. */
  readonly maxAnswerBytes?: number;
  /** How long a refused access is waited out, milliseconds. */
  readonly accessHoldMs?: number;
  readonly codes?: Partial<ServiceCodes>;
  /** Names and codes of what comes to the desk. */
  readonly inbound?: Partial<InboundCodes>;
}

export const mapiDefaults = { timeoutMs: 30_000, maxAnswerBytes: 1024 * 1024 } as const;
