/** Values whose meaning is known only from what other client programs send: each may differ from province to province. */
export interface ServiceCodes {
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

export const serviceCodes: ServiceCodes = {
  submittedAt: '2',
  databases: ['7'],
  paidOnline: '3',
  accountVerified: '0',
  feeType: '1',
};
