import type { InboundCodes, ServiceCodes } from '../dossier-services/index.ts';

/**
 * What an office sets for the `lgsp` form: the province's platform has one URL per service, takes a bare JSON array and
 * adds session and account itself, so the station holds no account of a ministry or province.
 */
export interface LgspSettings {
  /** The folder of the services, `https://…/api/SynsTTHCC`. */
  readonly baseUrl: string;
  /** MaDinhDanhDV: the unit that sends. */
  readonly unitCode: string;
  /** The station's own revocable token, sent as `Authorization: Bearer`. */
  readonly bearerToken?: string;
  /** Until the last byte of an answer, milliseconds. */
  readonly timeoutMs?: number;
  /** The longest answer read, bytes. */
  readonly maxAnswerBytes?: number;
  /** How long a refused access is waited out, milliseconds. */
  readonly accessHoldMs?: number;
  /** Codes that no public document fixes. */
  readonly codes?: Partial<ServiceCodes>;
  /** Names and codes of what comes to the desk. */
  readonly inbound?: Partial<InboundCodes>;
}

export const lgspDefaults = { timeoutMs: 30_000, maxAnswerBytes: 1024 * 1024 } as const;
