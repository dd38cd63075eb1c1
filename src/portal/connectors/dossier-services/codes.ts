/** Values whose meaning is known only from what other client programs send: each may differ from province to province. */
export interface ServiceCodes {
  /** NoiNopHoSo: "2" is a dossier of the province's own systems. */
  readonly submittedAt: string;
  /** NoiNopHoSo of a dossier that was filed on the national portal. */
  readonly submittedOnlineAt: string;
  /** DSKetNoiCSDL[].MaCSDL: national databases consulted. */
  readonly databases: readonly string[];
  /** DuocThanhToanTrucTuyen: "3" is not paid online. */
  readonly paidOnline: string;
  /** DuocThanhToanTrucTuyen of a fee that the portal says was paid there: "1" is on the national portal. */
  readonly paidOnPortal: string;
  /** TaiKhoanDuocXacThucVoiVNeID. */
  readonly accountVerified: string;
  /** LoaiPhiLePhi of each fee. */
  readonly feeType: string;
}

export const serviceCodes: ServiceCodes = {
  submittedAt: '2',
  submittedOnlineAt: '1',
  databases: ['7'],
  paidOnline: '3',
  paidOnPortal: '1',
  accountVerified: '0',
  feeType: '1',
};
