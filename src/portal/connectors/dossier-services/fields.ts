/**
 * The portal's field names beside what each is filled with. Everything is a JSON string, times are `yyyyMMddHHmmss` in
 * Vietnam's civil time, and an empty string says that there is none.
 */
import { compactTime } from '../../../common/vietnam-time.ts';
import type { PortalDossier, ProgressStep } from '../../connector.ts';
import type { ServiceCodes } from './codes.ts';

/** One field: where its text comes from, whether it may be empty, and what happens when it is too long. */
export interface Field<T> {
  readonly name: string;
  readonly of: (subject: T, codes: ServiceCodes) => string;
  readonly required?: boolean;
  /** The longest text, UTF-16 units. A longer one is cut, or refused when the text is a key. */
  readonly limit?: number;
  readonly key?: boolean;
}

const time = (instant: number | undefined): string => (instant === undefined ? '' : compactTime(instant));

const channels = { counter: '1', online: '2', post: '3' } as const;
const requesters = { citizen: '1', business: '2', 'state-body': '3', organisation: '4' } as const;
const returns = { counter: '0', post: '1' } as const;
const collections = { reception: '1', supplement: '2', return: '4' } as const;

/** DongBoHoSoMC, the plain fields of an element. */
export const dossierFields: readonly Field<PortalDossier>[] = [
  { name: 'MaHoSo', of: (d) => d.dossierCode, required: true, limit: 60, key: true },
  { name: 'MaTTHC', of: (d) => d.procedureCode, required: true, limit: 60, key: true },
  { name: 'TenTTHC', of: (d) => d.procedureName, required: true, limit: 1000 },
  { name: 'MaLinhVuc', of: (d) => d.fieldCode, required: true, limit: 60, key: true },
  { name: 'TenLinhVuc', of: (d) => d.fieldName, required: true, limit: 500 },
  { name: 'SoBienNhan', of: (d) => d.receptionSlipNumber ?? '', limit: 100, key: true },
  { name: 'KenhThucHien', of: (d) => channels[d.channel ?? 'counter'], required: true },
  { name: 'SoGiayToChuHoSo', of: (d) => d.requesterIdentityNumber ?? '', limit: 20, key: true },
  { name: 'ChuHoSo', of: (d) => d.requesterName, required: true, limit: 500 },
  { name: 'LoaiDoiTuong', of: (d) => requesters[d.requesterKind ?? 'citizen'], required: true },
  { name: 'MaDoiTuong', of: (d) => d.accountId ?? '', limit: 60, key: true },
  { name: 'ThongTinKhac', of: () => '' },
  { name: 'Email', of: (d) => d.email ?? '', limit: 200, key: true },
  { name: 'Fax', of: () => '' },
  { name: 'SoDienThoai', of: (d) => d.phone ?? '', limit: 50, key: true },
  { name: 'TrichYeuHoSo', of: (d) => d.subject, required: true, limit: 1000 },
  { name: 'NgayTiepNhan', of: (d) => time(d.receivedAt), required: true },
  { name: 'NgayHenTra', of: (d) => time(d.dueAt) },
  { name: 'TrangThaiHoSo', of: (d) => String(d.statusCode), required: true },
  { name: 'NgayTra', of: (d) => time(d.returnedAt) },
  { name: 'ThongTinTra', of: () => '' },
  { name: 'HinhThuc', of: (d) => returns[d.returnBy ?? 'counter'], required: true },
  { name: 'NgayKetThucXuLy', of: (d) => time(d.finishedAt) },
  { name: 'DonViXuLy', of: (d) => d.processingUnit, required: true, limit: 500 },
  { name: 'GhiChu', of: (d) => d.note ?? '', limit: 1900 },
  {
    name: 'NoiNopHoSo',
    of: (d, codes) => (d.channel === 'online' ? codes.submittedOnlineAt : codes.submittedAt),
    required: true,
  },
  { name: 'HoSoCoThanhPhanSoHoa', of: () => '0', required: true },
  { name: 'TaiKhoanDuocXacThucVoiVNeID', of: (_, codes) => codes.accountVerified, required: true },
  {
    name: 'DuocThanhToanTrucTuyen',
    of: (d, codes) => (d.paidOnline === true ? codes.paidOnPortal : codes.paidOnline),
    required: true,
  },
  { name: 'NgayTuChoi', of: (d) => time(d.refusedAt) },
  { name: 'NgayNopHoSo', of: (d) => time(d.filedAt ?? d.receivedAt), required: true },
];

/** DongBoHoSoMC, `DanhSachLePhi[]`. */
export const feeFields: readonly Field<PortalDossier['fees'][number]>[] = [
  { name: 'TenPhiLePhi', of: (f) => f.name, required: true, limit: 500 },
  { name: 'MaPhiLePhi', of: (f) => f.code, limit: 60, key: true },
  { name: 'HinhThucThu', of: (f) => collections[f.collectedAt ?? 'return'], required: true },
  { name: 'Gia', of: (f) => String(f.amount), required: true },
  { name: 'LoaiPhiLePhi', of: (_, codes) => codes.feeType, required: true },
];

/** DongBoHoSoMC, `DanhSachGiayToKetQua[]`: the electronic copies. */
export const resultFields: readonly Field<PortalDossier['results'][number]>[] = [
  { name: 'TenGiayTo', of: (r) => r.title, required: true, limit: 2000 },
  { name: 'MaThanhPhanHoSo', of: () => '' },
  { name: 'GiayToId', of: (r) => r.originalId, required: true, limit: 60, key: true },
  { name: 'DuongDanTepTinKetQua', of: (r) => r.url ?? '', required: true, limit: 2000, key: true },
  { name: 'MaGiayToKetQua', of: (r) => r.resultCode, required: true, limit: 60, key: true },
];

/** CapNhatTienDoHoSoMC, an element. */
export const stepFields: readonly Field<ProgressStep & { dossierCode: string }>[] = [
  { name: 'MaHoSo', of: (s) => s.dossierCode, required: true, limit: 60, key: true },
  { name: 'NguoiXuLy', of: (s) => s.officerName, required: true, limit: 50 },
  { name: 'ChucDanh', of: (s) => s.title, limit: 500 },
  { name: 'ThoiDiemXuLy', of: (s) => time(s.at), required: true },
  { name: 'PhongBanXuLy', of: (s) => s.unit, limit: 500 },
  { name: 'NoiDungXuLy', of: (s) => s.text, required: true, limit: 2000 },
  { name: 'TrangThai', of: (s) => String(s.statusCode), required: true },
  { name: 'NgayBatDau', of: () => '' },
  { name: 'NgayKetThucTheoQuyDinh', of: () => '' },
];
