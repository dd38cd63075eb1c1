/**
 * What the stand-in accepts, field by field, written from the facts about the portal and not from the station's mapping:
 * the two must agree only through the facts.
 */
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

export const strict = { additionalProperties: false } as const;
export const any = (limit = 4000) => Type.String({ maxLength: limit });
export const filled = (limit = 4000) => Type.String({ minLength: 1, maxLength: limit, pattern: '\\S' });
export const oneOf = <T extends string>(...values: T[]) => Type.Enum(values);
const time = Type.String({ pattern: '^[0-9]{14}$' });
const timeOrNone = Type.String({ pattern: '^([0-9]{14})?$' });
const flag = oneOf('0', '1');
const status = oneOf('1', '2', '3', '4', '5', '6', '7', '8', '9', '10');
const url = Type.String({ pattern: '^https?://[^\\s]+$', maxLength: 2000 });
export const dossierCode = Type.String({ pattern: '^[A-Z][A-Z0-9.]*-[0-9]{6}([0-9]{2})?-[0-9]{4,12}$', maxLength: 60 });

const component = Type.Object(
  {
    TepDinhKemId: any(100),
    TenTepDinhKem: filled(4000),
    IsDeleted: oneOf('True', 'False', '0', '1'),
    MaThanhPhanHoSo: any(100),
    DuongDanTaiTepTin: url,
    DuocSoHoa: flag,
    DuocTaiSuDung: oneOf('0', '1', '2'),
    DuocLayTuKhoDMQG: flag,
    MaKetQuaThayThe: any(100),
  },
  strict,
);

/** DongBoHoSoMC, one element. */
export const WireDossier = Type.Object(
  {
    MaHoSo: dossierCode,
    MaTTHC: Type.String({ pattern: '^[0-9]\\.[0-9]{6}([.0-9A-Z]*)$' }),
    TenTTHC: filled(1000),
    MaLinhVuc: filled(100),
    TenLinhVuc: filled(500),
    SoBienNhan: any(100),
    KenhThucHien: oneOf('1', '2', '3'),
    SoGiayToChuHoSo: any(20),
    ChuHoSo: filled(500),
    LoaiDoiTuong: oneOf('1', '2', '3', '4'),
    MaDoiTuong: any(60),
    ThongTinKhac: any(2000),
    Email: any(200),
    Fax: any(50),
    SoDienThoai: any(50),
    TrichYeuHoSo: filled(1000),
    NgayTiepNhan: time,
    NgayHenTra: timeOrNone,
    TrangThaiHoSo: status,
    NgayTra: timeOrNone,
    ThongTinTra: any(2000),
    HinhThuc: flag,
    NgayKetThucXuLy: timeOrNone,
    DonViXuLy: filled(500),
    GhiChu: any(1999),
    NoiNopHoSo: oneOf('1', '2'),
    HoSoCoThanhPhanSoHoa: flag,
    TaiKhoanDuocXacThucVoiVNeID: flag,
    DuocThanhToanTrucTuyen: oneOf('0', '1', '2', '3'),
    NgayTuChoi: timeOrNone,
    NgayNopHoSo: time,
    DinhDanhCHS: Type.Array(
      Type.Union([
        Type.Object({ LoaiDinhDanh: Type.Literal('1'), SoDinhDanh: Type.String({ pattern: '^[0-9]{12}$' }) }, strict),
        Type.Object({ LoaiDinhDanh: Type.Literal('2'), SoDinhDanh: Type.String({ pattern: '^[0-9]{9}$' }) }, strict),
      ]),
      { minItems: 1 },
    ),
    DSKetNoiCSDL: Type.Array(Type.Object({ MaCSDL: filled(20) }, strict)),
    TaiLieuNop: Type.Array(component),
    DanhSachLePhi: Type.Array(
      Type.Object(
        {
          TenPhiLePhi: filled(500),
          MaPhiLePhi: any(60),
          HinhThucThu: oneOf('1', '2', '4'),
          Gia: Type.String({ pattern: '^[1-9][0-9]{0,9}$' }),
          LoaiPhiLePhi: filled(5),
        },
        strict,
      ),
    ),
    DanhSachTepDinhKemKhac: Type.Array(Type.Never()),
    DanhSachHoSoBoSung: Type.Array(Type.Never()),
    DanhSachGiayToKetQua: Type.Array(
      Type.Object(
        {
          TenGiayTo: filled(2000),
          MaThanhPhanHoSo: any(100),
          GiayToId: filled(100),
          DuongDanTepTinKetQua: url,
          MaGiayToKetQua: Type.String({ pattern: '^KQ\\.[A-Z0-9]+\\.[0-9]{6}$' }),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type WireDossier = Static<typeof WireDossier>;

/** CapNhatTienDoHoSoMC, one element. */
export const WireStep = Type.Object(
  {
    MaHoSo: dossierCode,
    NguoiXuLy: filled(50),
    ChucDanh: any(500),
    ThoiDiemXuLy: time,
    PhongBanXuLy: any(500),
    NoiDungXuLy: filled(2000),
    TrangThai: status,
    NgayBatDau: timeOrNone,
    NgayKetThucTheoQuyDinh: timeOrNone,
  },
  strict,
);
export type WireStep = Static<typeof WireStep>;

/** What is wrong with a value: path and reason of each fault, none when it fits. */
export function faultsOf(schema: TSchema, value: unknown): string[] {
  const found = Value.Errors(schema, value).map((error) => `${error.instancePath} ${error.message}`);
  return [...found, ...deepFaults(value, '')];
}

/** What a schema cannot say: times that exist, text in NFC and well-formed. */
function deepFaults(value: unknown, path: string): string[] {
  if (typeof value === 'string') {
    const faults: string[] = [];
    if (!value.isWellFormed()) faults.push(`${path} is broken UTF-16`);
    if (value !== value.normalize('NFC')) faults.push(`${path} is not NFC`);
    if (/\/(Ngay|ThoiDiem)[A-Za-z]*$/.test(path) && value !== '' && !existsInCalendar(value)) {
      faults.push(`${path} names a time that does not exist`);
    }
    return faults;
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => deepFaults(item, `${path}/${index}`));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => deepFaults(item, `${path}/${key}`));
  }
  return typeof value === 'number' ? [] : [`${path} is neither a string nor a number`];
}

function existsInCalendar(text: string): boolean {
  const digits = text.replace(/(Z|[+-]\d\d:\d\d)$/, '').replaceAll(/[-T: ]/g, '');
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (!match) return false;
  const [, y, m, d, h, min, s] = match;
  const iso = `${y}-${m}-${d}T${h}:${min}:${s}.000Z`;
  const parsed = new Date(iso);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString() === iso;
}
