import { ok, type Result } from '../../../common/result.ts';
import { iso8601 } from '../../../common/vietnam-time.ts';
import type { PortalDossier, ProgressStep } from '../../connector.ts';
import { serviceCodes } from '../dossier-services/codes.ts';
import { type Encoded, encodeIdentity, fill, fillAll, paid } from '../dossier-services/encode.ts';
import { type Field, feeFields } from '../dossier-services/fields.ts';
import type { DvcSyncSettings } from './settings.ts';

/** The states beside which results are taken. */
const statesWithResults: readonly number[] = [5, 6, 9];

/** The state beside which a list of results is told that has changed since: *đã xử lý xong*. */
export const listingStatus = 9;

/** Whether results are taken beside this state. */
export function carriesResults(statusCode: number): boolean {
  return statesWithResults.includes(statusCode);
}

const requesters = { citizen: 0, business: 1, 'state-body': 1, organisation: 1 } as const;

/** LoaiBan: the paper itself was brought. */
const paperOriginal = 0;

const createFields: readonly Field<PortalDossier>[] = [
  { name: 'MaHoSo', of: (d) => d.dossierCode, required: true, limit: 60, key: true },
  { name: 'MaTTHC', of: (d) => d.procedureCode, required: true, limit: 60, key: true },
  { name: 'ChuHoSo', of: (d) => d.requesterName, required: true, limit: 500 },
  { name: 'NgayNop', of: (d) => spacedTime(d.receivedAt), required: true },
  { name: 'NgayTiepNhan', of: (d) => spacedTime(d.receivedAt), required: true },
];

const personFields: readonly Field<PortalDossier>[] = [
  { name: 'TenNguoiNop', of: (d) => d.requesterName, required: true, limit: 500 },
  { name: 'SoDinhDanh', of: (d) => d.requesterIdentityNumber ?? '', required: true, limit: 20, key: true },
  { name: 'NgayCapDinhDanh', of: () => '' },
  { name: 'NgaySinh', of: () => '' },
  { name: 'SoDienThoai', of: (d) => d.phone ?? '', limit: 50, key: true },
  { name: 'Email', of: (d) => d.email ?? '', limit: 200, key: true },
  { name: 'Fax', of: () => '' },
  { name: 'MaTinh', of: () => '' },
  { name: 'MaHuyen', of: () => '' },
  { name: 'MaXa', of: () => '' },
  { name: 'DiaChiChiTiet', of: () => '' },
  { name: 'TenChuHs', of: (d) => d.requesterName, required: true, limit: 500 },
  { name: 'SoDinhDanhChuHs', of: (d) => d.requesterIdentityNumber ?? '', required: true, limit: 20, key: true },
  { name: 'MaTinhChuHs', of: () => '' },
  { name: 'MaXaChuHs', of: () => '' },
  { name: 'DiaChiChiTietChuHs', of: () => '' },
];

const statusFields: readonly Field<PortalDossier>[] = [
  { name: 'MaHoSo', of: (d) => d.dossierCode, required: true, limit: 60, key: true },
  { name: 'NoiDungYKien', of: (d) => d.note ?? '', limit: 1900 },
  { name: 'PhongBanXuLy', of: (d) => d.processingUnit, required: true, limit: 500 },
  { name: 'NoiDungXuLy', of: (d) => d.subject, required: true, limit: 1000 },
];

/** `GiayToDinhKem[]` and `DanhSachGiayToKetQua[]`: a file that the portal took. */
const fileFields: readonly Field<PortalDossier['results'][number]>[] = [
  { name: 'IdGiayTo', of: (r) => r.file?.id ?? '', required: true, limit: 200, key: true },
  { name: 'MaKetQua', of: (r) => r.resultCode, required: true, limit: 60, key: true },
  { name: 'TenGiayTo', of: (r) => r.title, required: true, limit: 2000 },
  { name: 'HashTepTin', of: (r) => r.file?.hash ?? '', limit: 200, key: true },
];

const stepFields: readonly Field<ProgressStep & { dossierCode: string }>[] = [
  { name: 'MaHoSo', of: (s) => s.dossierCode, required: true, limit: 60, key: true },
  { name: 'NguoiXuLy', of: (s) => s.officerName, required: true, limit: 50 },
  { name: 'ThoiDiemXuLy', of: (s) => iso8601(s.at), required: true },
  { name: 'PhongBanXuLy', of: (s) => s.unit, limit: 500 },
  { name: 'NoiDungXuLy', of: (s) => s.text, required: true, limit: 2000 },
  { name: 'NgayBatDau', of: () => '' },
  { name: 'NgayKetThucTheoQuyDinh', of: () => '' },
];

type Coding = Pick<DvcSyncSettings, 'codesAs' | 'unitCode' | 'serviceCode' | 'componentCode' | 'feeType'>;

/** A dossier for CreateDossier. Fails as `encodeDossier` of the other services. */
export function encodeCreation(dossier: PortalDossier, coding: Coding): Result<Encoded> {
  const shortened: string[] = [];
  const identity = encodeIdentity(dossier.requesterIdentityNumber);
  if (!identity.ok) return identity;
  const own = fill(createFields, dossier, serviceCodes, shortened);
  if (!own.ok) return own;
  const person = fill(personFields, dossier, serviceCodes, shortened);
  if (!person.ok) return person;
  const components = fillAll(
    [{ name: 'TenThanhPhanHoSo', of: (one: { title: string }) => one.title, required: true, limit: 2000 }],
    dossier.originals ?? [],
    serviceCodes,
    shortened,
  );
  if (!components.ok) return components;
  const kind = code(requesters[dossier.requesterKind ?? 'citizen'], coding);
  const element = {
    ...own.value,
    MaDichVuCong: coding.serviceCode,
    LoaiDoiTuong: kind,
    MaDonViTiepNhan: coding.unitCode,
    EformThongTinChiTiet: {},
    ThanhPhanHoSo: components.value.map((component) => ({
      MaThanhPhanHoSo: coding.componentCode,
      ...component,
      SoLuong: code(1, coding),
      LoaiBan: code(paperOriginal, coding),
      GiayToDinhKem: [],
    })),
    ThongTinNguoiNop: { LoaiDoiTuong: kind, IdDoiTuong: '', ThongTinChiTiet: person.value },
  };
  return ok({ element, shortened: [...new Set(shortened)] });
}

/** A dossier's state for CapNhatTrangThai; `resultsLeftOut`: it has results that this state may not carry. */
export function encodeStatus(
  dossier: PortalDossier,
  id: string,
  coding: Coding,
): Result<Encoded & { readonly resultsLeftOut: boolean }> {
  const shortened: string[] = [];
  const own = fill(statusFields, dossier, serviceCodes, shortened);
  if (!own.ok) return own;
  const fees = fillAll(feeFields, paid(dossier.fees), { ...serviceCodes, feeType: coding.feeType }, shortened);
  if (!fees.ok) return fees;
  const carried = carriesResults(dossier.statusCode);
  const results = fillAll(fileFields, carried ? dossier.results : [], serviceCodes, shortened);
  if (!results.ok) return results;
  const element = {
    IdHoSo: id,
    ...own.value,
    TrangThai: code(dossier.statusCode, coding),
    DanhSachLePhi: fees.value.map((fee) => ({ ...fee, TrangThaiThanhToan: code(1, coding) })),
    ...(carried ? { DanhSachGiayToKetQua: results.value } : {}),
  };
  const resultsLeftOut = !carried && dossier.results.length > 0;
  return ok({ element, shortened: [...new Set(shortened)], resultsLeftOut });
}

/** A step for CapNhatTienTrinh, where the portal's id of the dossier is written otherwise than for the state. */
export function encodeStep(dossierCode: string, id: string, step: ProgressStep, coding: Coding): Result<Encoded> {
  const shortened: string[] = [];
  const own = fill(stepFields, { ...step, dossierCode }, serviceCodes, shortened);
  if (!own.ok) return own;
  return ok({ element: { IDHoSo: id, ...own.value, TrangThai: code(step.statusCode, coding) }, shortened });
}

function code(value: number, { codesAs }: Coding): string | number {
  return codesAs === 'number' ? value : String(value);
}

/** `yyyy-MM-dd HH:mm:ss` in Vietnam's civil time. */
function spacedTime(instant: number): string {
  return iso8601(instant).slice(0, 19).replace('T', ' ');
}
