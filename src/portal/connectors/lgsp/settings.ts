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
  /** Codes that no public document fixes: each may differ from province to province. */
  readonly codes?: Partial<LgspCodes>;
}

/** Values whose meaning is known only from what other client programs send. */
export interface LgspCodes {
  /** NoiNopHoSo: "2" is a dossier of the province's own systems. */
  readonly submittedAt: string;
  /** DSKetNoiCSDL[].MaCSDL: national databases consulted. */
  readonly databases: readonly string[];
  /** DuocThanhToanTrucTuyen: "3" is not paid online. */
  readonly paidOnline: string;
  /** TaiKhoanDuocXacThucVoiVNeID. */
  readonly accountVerified: string;
  /** LoaiPhiLePhi of each fee. */
  readonly feeType: string;
}

export const lgspDefaults = {
  timeoutMs: 30_000,
  maxAnswerBytes: 1024 * 1024,
  services: { sync: 'DongBoHoSoMC', progress: 'CapNhatTienDoHoSoMC' },
  /** The most steps in one CapNhatTienDoHoSoMC call. */
  stepsPerCall: 10,
  codes: { submittedAt: '2', databases: ['7'], paidOnline: '3', accountVerified: '0', feeType: '1' },
} as const satisfies {
  timeoutMs: number;
  maxAnswerBytes: number;
  services: { sync: string; progress: string };
  stepsPerCall: number;
  codes: LgspCodes;
};
