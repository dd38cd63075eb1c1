import type { ServiceCodes } from '../dossier-services/index.ts';

/**
 * What an office sets for the province's one-stop system. Its interface is not public: the systems known take the portal's
 * own elements at an address for adding, one for changing and one for progress, so whatever may differ is a setting.
 */
export interface OneStopSettings {
  /** What stands before the paths. */
  readonly baseUrl: string;
  readonly addPath: string;
  /** The same as `addPath` where one address takes both: it is then told which by `isUpdating`. */
  readonly updatePath: string;
  readonly progressPath: string;
  /** Where a dossier can be looked up; empty: nowhere. */
  readonly lookUpPath: string;
  /** MaDinhDanhDV: the unit that sends; empty: not sent. */
  readonly unitCode: string;
  /** The elements as a bare array, or under the key `data`. */
  readonly body: 'array' | 'data';
  /** The header that carries the token; in `Authorization` it stands after `Bearer`. */
  readonly tokenHeader: string;
  /** The station's own revocable token; null while none has been set, and then none is sent. */
  readonly token: string | null;
  /** The codes that say success beside HTTP status 200. */
  readonly successCodes: readonly string[];
  /** The key under which an answer names the dossier's code in that system; empty: it names none. */
  readonly codeField: string;
  /** Until the last byte of an answer, milliseconds. */
  readonly timeoutMs?: number;
  /** The longest answer read, bytes. */
  readonly maxAnswerBytes?: number;
  /** How long a refused access is waited out, milliseconds. */
  readonly accessHoldMs?: number;
  /** Codes that no public document fixes. */
  readonly codes?: Partial<ServiceCodes>;
}

export const oneStopDefaults = { timeoutMs: 30_000, maxAnswerBytes: 1024 * 1024 } as const;
