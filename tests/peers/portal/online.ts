/**
 * What the stand-in has for the desk: requests that citizens filed on it, their appointments, their payments, their
 * accounts. It takes the office's answer once for each decision and counts what comes again.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { compactTime } from '../../../src/common/vietnam-time.ts';
import type { WireAnswer } from './keeper.ts';
import { any, dossierCode, faultsOf, filled, oneOf, strict } from './wire.ts';

/** Services by which the desk asks; their names are the station's defaults, which no public document fixes. */
export const onlineServices: readonly string[] = [
  'DanhSachHoSo',
  'LayThongTinHoSo',
  'DanhSachLichHen',
  'TraCuuTechID',
  'DongBoTrangThaiHoSo',
];

/** The keys of each service beside session, unit and name. */
export const onlineKeys: Readonly<Record<string, readonly string[]>> = {
  DanhSachHoSo: ['donViXuLy', 'ngayNhan1', 'ngayNhan2'],
  LayThongTinHoSo: ['mahoso'],
  DanhSachLichHen: ['tungay', 'denngay'],
  TraCuuTechID: ['provider', 'mstorcmnd'],
  DongBoTrangThaiHoSo: ['type', 'data'],
};

/** DongBoTrangThaiHoSo, `data`. */
const Decision = Type.Object(
  {
    MaHoSo: dossierCode,
    MaHoSoDonVi: dossierCode,
    MaDoiTuong: any(60),
    NoiDung: filled(1999),
    NgayXuLy: Type.String({ pattern: '^[0-9]{14}$' }),
    TrangThai: oneOf('2', '3', '5'),
    TaiLieuXuLy: Type.Array(Type.Never()),
  },
  strict,
);
export type Decision = Static<typeof Decision>;

export interface OnlinePaper {
  readonly TenGiayTo: string;
  readonly SoLuong: number;
  readonly LoaiGiayTo: number;
}

/** A request as the stand-in gives it out. */
export interface FiledRequest {
  MaHoSo: string;
  MaTTHC: string;
  NgayNopHoSo: string;
  NgayCapNhat: string;
  TrangThaiHoSo: string;
  ChuHoSo: string;
  SoGiayToChuHoSo: string;
  SoDienThoai: string;
  Email: string;
  MaDoiTuong: string;
  TrichYeuHoSo: string;
  DanhSachTepDinhKemKhac: OnlinePaper[];
  TaiLieuNop: { TenTepDinhKem: string; Base64: string }[];
  ThongTinThanhToan: {
    TrangThaiThanhToan: string;
    SoTien: string;
    ThoiGianThanhToan: string;
    MaGiaoDich: string;
  } | null;
}

export interface Booking {
  readonly MaLichHen: string;
  readonly ThoiGianHen: string;
  readonly HoVaTen: string;
  readonly SoGiayTo: string;
  readonly SoDienThoai: string;
  readonly SoBanChinh: string;
  readonly GhiChu: string;
  readonly TrangThai: string;
}

interface Kept {
  requests: FiledRequest[];
  decisions: Decision[];
  repeatedDecisions: number;
  bookings: Booking[];
}

export class OnlineCounter {
  readonly #file: string | undefined;
  readonly #kept: Kept = { requests: [], decisions: [], repeatedDecisions: 0, bookings: [] };
  #changes = 0;

  constructor(file: string | undefined) {
    this.#file = file;
    if (file && existsSync(file)) Object.assign(this.#kept, JSON.parse(readFileSync(file, 'utf8')));
  }

  /** A citizen files a request; what is not given is filled in. Answers its code. */
  file(given: Partial<FiledRequest> = {}, now = Date.now()): string {
    const at = compactTime(now);
    const MaHoSo =
      given.MaHoSo ?? `G99.14-${at.slice(0, 8)}-${String(this.#kept.requests.length + 1).padStart(7, '0')}`;
    this.#kept.requests.push({
      MaTTHC: '2.000815',
      NgayNopHoSo: at,
      NgayCapNhat: at,
      TrangThaiHoSo: '1',
      ChuHoSo: 'Giàng Thị Súa',
      SoGiayToChuHoSo: '099190000001',
      SoDienThoai: '0912345678',
      Email: 'sua@example.vn',
      MaDoiTuong: '3f2b8c1e-0000-4000-8000-000000000001',
      TrichYeuHoSo: 'Chứng thực bản sao điện tử từ bản chính',
      DanhSachTepDinhKemKhac: [{ TenGiayTo: 'Giấy khai sinh', SoLuong: 0, LoaiGiayTo: 1 }],
      TaiLieuNop: [],
      ThongTinThanhToan: null,
      ...given,
      MaHoSo,
    });
    this.#save();
    return MaHoSo;
  }

  /** The citizen changes it, takes it back (`TrangThaiHoSo` "7") or pays. */
  change(code: string, change: Partial<FiledRequest>): void {
    const request = this.#kept.requests.find(({ MaHoSo }) => MaHoSo === code);
    if (!request) throw new Error(`no request ${code}`);
    this.#changes += 1;
    Object.assign(request, { NgayCapNhat: compactTime(Date.now() + this.#changes * 1000) }, change);
    this.#save();
  }

  /** The fee of a request is paid on the payment platform. */
  pay(code: string, amount: number): void {
    const ThoiGianThanhToan = compactTime(Date.now());
    const MaGiaoDich = `TT${ThoiGianThanhToan}`;
    this.change(code, {
      ThongTinThanhToan: { TrangThaiThanhToan: '1', SoTien: String(amount), ThoiGianThanhToan, MaGiaoDich },
    });
  }

  book(given: Partial<Booking> & Pick<Booking, 'ThoiGianHen'>): string {
    const MaLichHen = given.MaLichHen ?? `LH-${this.#kept.bookings.length + 1}`;
    const others = this.#kept.bookings.filter((one) => one.MaLichHen !== MaLichHen);
    const usual = {
      HoVaTen: 'Lò Văn Panh',
      SoGiayTo: '011090000002',
      SoDienThoai: '',
      SoBanChinh: '2',
      GhiChu: '',
      TrangThai: '1',
    };
    this.#kept.bookings = [...others, { ...usual, ...given, MaLichHen }];
    this.#save();
    return MaLichHen;
  }

  has(code: string): boolean {
    return this.find(code) !== undefined;
  }

  find(code: string): FiledRequest | undefined {
    return structuredClone(this.#kept.requests.find(({ MaHoSo }) => MaHoSo === code));
  }

  get requests(): readonly FiledRequest[] {
    return structuredClone(this.#kept.requests);
  }

  /** What the office decided, each decision once. */
  get decisions(): readonly Decision[] {
    return structuredClone(this.#kept.decisions);
  }

  get repeatedDecisions(): number {
    return this.#kept.repeatedDecisions;
  }

  /** Whether the service is asked with exactly the keys it has; then what it says. */
  answer(service: string, content: Readonly<Record<string, unknown>>): WireAnswer {
    switch (service) {
      case 'DanhSachHoSo':
        return this.#list(content);
      case 'LayThongTinHoSo': {
        const request = this.#kept.requests.find(({ MaHoSo }) => MaHoSo === content['mahoso']);
        return request ? done([request]) : no('Không tìm thấy hồ sơ');
      }
      case 'DanhSachLichHen': {
        const { tungay: from, denngay: to } = content;
        if (!isDay(from) || !isDay(to) || from > to) return no('Ngày không hợp lệ');
        const within = (at: string): boolean => at.slice(0, 8) >= plain(from) && at.slice(0, 8) <= plain(to);
        return done(this.#kept.bookings.filter(({ ThoiGianHen }) => within(ThoiGianHen)));
      }
      case 'TraCuuTechID': {
        if (content['provider'] !== 'wso2is') return no('provider không hợp lệ');
        if (!/^\d{9}(\d{3})?$/.test(String(content['mstorcmnd']))) return no('mstorcmnd không hợp lệ');
        const owner = this.#kept.requests.find(({ SoGiayToChuHoSo }) => SoGiayToChuHoSo === content['mstorcmnd']);
        return done(owner ? [{ TECHNICALID: owner.MaDoiTuong }] : []);
      }
      case 'DongBoTrangThaiHoSo':
        return content['type'] === '2' ? this.#decide(content['data']) : no('type không hợp lệ');
      default:
        return no('Dịch vụ không tồn tại');
    }
  }

  #list({ donViXuLy, ngayNhan1: from, ngayNhan2: to }: Readonly<Record<string, unknown>>): WireAnswer {
    if (typeof donViXuLy !== 'string' || donViXuLy === '') return no('donViXuLy không hợp lệ');
    if (!isDay(from) || !isDay(to) || from > to) return no('Ngày không hợp lệ');
    const listed = this.#kept.requests.filter(({ NgayNopHoSo: filed }) => {
      return filed.slice(0, 8) >= plain(from) && filed.slice(0, 8) <= plain(to);
    });
    const line = ({ MaHoSo, MaTTHC, TrangThaiHoSo, NgayCapNhat, ThongTinThanhToan }: FiledRequest) => {
      return { MaHoSo, MaTTHC, TrangThaiHoSo, NgayCapNhat, ThongTinThanhToan };
    };
    return done(listed.map(line));
  }

  #decide(data: unknown): WireAnswer {
    const wrong = faultsOf(Decision, data);
    if (wrong.length > 0) return no(`Dữ liệu không hợp lệ: ${wrong.join('; ')}`);
    const decision = data as Decision;
    const request = this.#kept.requests.find(({ MaHoSo }) => MaHoSo === decision.MaHoSo);
    if (!request) return no(`Không tìm thấy hồ sơ ${decision.MaHoSo}`);
    if (decision.MaDoiTuong !== request.MaDoiTuong) return no('MaDoiTuong không khớp');
    if (decision.MaHoSoDonVi !== request.MaHoSo) return no('MaHoSoDonVi không khớp');
    const same = this.#kept.decisions.some((one) => JSON.stringify(one) === JSON.stringify(decision));
    if (same) this.#kept.repeatedDecisions += 1;
    else this.#kept.decisions.push(decision);
    request.TrangThaiHoSo = decision.TrangThai;
    this.#save();
    return { error_code: '0', message: 'Cập nhật trạng thái thành công' };
  }

  #save(): void {
    if (!this.#file) return;
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#kept));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

const no = (message: string): WireAnswer => ({ error_code: '-1', message });
const done = (result: unknown): WireAnswer => ({ error_code: '0', message: 'Thành công', result });
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
const plain = (day: string): string => day.replaceAll('-', '');
