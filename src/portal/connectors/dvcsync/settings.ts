/**
 * What an office sets for the `dvcsync` form, the interface of 2026. It is known through one vendor's adapter alone, so
 * whatever may differ is a setting.
 */
export interface DvcSyncSettings {
  /** The folder of the services, `https://…/DvcSync`. */
  readonly baseUrl: string;
  readonly clientId: string;
  /** Null while no credential has been set. */
  readonly clientSecret: string | null;
  /** The `code` of GetNextValue; empty: no number of theirs is asked for. */
  readonly numberCode: string;
  /** MaDonViTiepNhan. */
  readonly unitCode: string;
  /** MaDichVuCong. */
  readonly serviceCode: string;
  /** MaThanhPhanHoSo of the papers brought. */
  readonly componentCode: string;
  /** Codes and counts as JSON strings or as JSON numbers. */
  readonly codesAs: 'text' | 'number';
  /** The values of `code` that say success beside HTTP status 200. */
  readonly successCodes: readonly string[];
  /** LoaiPhiLePhi of each fee. */
  readonly feeType: string;
  /** Until the last byte of an answer, milliseconds; a file may take longer by its size. */
  readonly timeoutMs?: number;
  /** The slowest line on which a file is still waited for. */
  readonly slowestBytesPerSecond?: number;
  /** The longest answer read, bytes. */
  readonly maxAnswerBytes?: number;
  /** How long a refused access is waited out, milliseconds. */
  readonly accessHoldMs?: number;
}

export const dvcSyncDefaults = {
  timeoutMs: 30_000,
  slowestBytesPerSecond: 1024,
  maxAnswerBytes: 1024 * 1024,
  codesAs: 'text',
  successCodes: ['0', '00', '200', 'OK'],
  feeType: '1',
} as const;
