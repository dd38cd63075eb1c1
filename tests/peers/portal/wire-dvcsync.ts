/** What the stand-in accepts in the interface of 2026, field by field, written from the facts about it. */
import { type Static, Type } from 'typebox';
import { any, dossierCode, filled, oneOf, strict } from './wire.ts';

const spacedTime = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$' });
const isoTime = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$',
});
const none = Type.Literal('');
const file = Type.Object(
  { IdGiayTo: filled(200), MaKetQua: any(60), TenGiayTo: filled(2000), HashTepTin: any(200) },
  strict,
);

/** Schemas in which codes and counts are texts, or numbers. */
export function dvcSyncWire(codesAs: 'text' | 'number') {
  const code = (...values: number[]) =>
    codesAs === 'text' ? oneOf(...values.map(String)) : Type.Union(values.map((value) => Type.Literal(value)));
  const status = code(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  const kind = code(0, 1, 2);
  const count = codesAs === 'text' ? Type.String({ pattern: '^[1-9][0-9]{0,3}$' }) : Type.Integer({ minimum: 1 });
  const creation = Type.Object(
    {
      MaHoSo: dossierCode,
      MaTTHC: Type.String({ pattern: '^[0-9]\\.[0-9]{6}([.0-9A-Z]*)$' }),
      MaDichVuCong: any(60),
      ChuHoSo: filled(500),
      LoaiDoiTuong: kind,
      MaDonViTiepNhan: filled(100),
      NgayNop: spacedTime,
      NgayTiepNhan: spacedTime,
      EformThongTinChiTiet: Type.Object({}),
      ThanhPhanHoSo: Type.Array(
        Type.Object(
          {
            MaThanhPhanHoSo: any(100),
            TenThanhPhanHoSo: filled(2000),
            SoLuong: count,
            LoaiBan: kind,
            GiayToDinhKem: Type.Array(file),
          },
          strict,
        ),
      ),
      ThongTinNguoiNop: Type.Object(
        {
          LoaiDoiTuong: kind,
          IdDoiTuong: any(60),
          ThongTinChiTiet: Type.Object(
            {
              TenNguoiNop: filled(500),
              SoDinhDanh: Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' }),
              NgayCapDinhDanh: none,
              NgaySinh: none,
              SoDienThoai: any(50),
              Email: any(200),
              Fax: any(50),
              MaTinh: any(20),
              MaHuyen: any(20),
              MaXa: any(20),
              DiaChiChiTiet: any(500),
              TenChuHs: filled(500),
              SoDinhDanhChuHs: Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' }),
              MaTinhChuHs: any(20),
              MaXaChuHs: any(20),
              DiaChiChiTietChuHs: any(500),
            },
            strict,
          ),
        },
        strict,
      ),
    },
    strict,
  );
  const step = Type.Object(
    {
      IDHoSo: any(60),
      MaHoSo: dossierCode,
      NguoiXuLy: filled(50),
      ThoiDiemXuLy: isoTime,
      PhongBanXuLy: any(500),
      NoiDungXuLy: filled(2000),
      TrangThai: status,
      NgayBatDau: Type.Union([none, isoTime]),
      NgayKetThucTheoQuyDinh: Type.Union([none, isoTime]),
    },
    strict,
  );
  const state = Type.Object(
    {
      IdHoSo: any(60),
      MaHoSo: dossierCode,
      TrangThai: status,
      NoiDungYKien: any(1999),
      PhongBanXuLy: filled(500),
      NoiDungXuLy: filled(1000),
      DanhSachLePhi: Type.Array(
        Type.Object(
          {
            TenPhiLePhi: filled(500),
            MaPhiLePhi: any(60),
            HinhThucThu: oneOf('1', '2', '4'),
            Gia: Type.String({ pattern: '^[1-9][0-9]{0,9}$' }),
            LoaiPhiLePhi: filled(5),
            TrangThaiThanhToan: code(0, 1),
          },
          strict,
        ),
      ),
      DanhSachGiayToKetQua: Type.Optional(Type.Array(file)),
    },
    strict,
  );
  return { creation, step, state };
}

type Wire = ReturnType<typeof dvcSyncWire>;
export type Creation = Static<Wire['creation']>;
export type Step = Static<Wire['step']>;
export type State = Static<Wire['state']>;
