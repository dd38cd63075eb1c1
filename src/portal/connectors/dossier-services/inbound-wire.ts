/** What the portal answers about requests, appointments and accounts: bounded, and read field by field. */
import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { instantOf, isCivilDate } from '../../../common/vietnam-time.ts';
import {
  Appointment,
  type AppointmentsFound,
  type AttachedFile,
  type FetchedRequest,
  type ListedRequest,
  type OnlinePayment,
  OnlineRequest,
} from '../../inbound/contract.ts';
import { cleanText } from './text.ts';

const words = Type.Optional(Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Null()]));
const maybe = <T extends Parameters<typeof Type.Array>[0]>(item: T, maxItems: number) =>
  Type.Optional(Type.Union([Type.Array(item, { maxItems }), Type.Null()]));

const Payment = Type.Optional(
  Type.Union([
    Type.Object({ TrangThaiThanhToan: words, SoTien: words, ThoiGianThanhToan: words, MaGiaoDich: words }),
    Type.Null(),
  ]),
);

const Listed = Type.Array(
  Type.Object({ MaHoSo: words, MaTTHC: words, TrangThaiHoSo: words, NgayCapNhat: words, ThongTinThanhToan: Payment }),
  { maxItems: 5000 },
);

const Filed = Type.Object({
  MaHoSo: words,
  MaTTHC: words,
  NgayNopHoSo: words,
  TrangThaiHoSo: words,
  ChuHoSo: words,
  SoGiayToChuHoSo: words,
  SoDienThoai: words,
  Email: words,
  MaDoiTuong: words,
  TrichYeuHoSo: words,
  DanhSachTepDinhKemKhac: maybe(Type.Object({ TenGiayTo: words, SoLuong: words }), 50),
  TaiLieuNop: maybe(
    Type.Object({ TenTepDinhKem: words, Base64: Type.Optional(Type.Union([Type.String(), Type.Null()])) }),
    50,
  ),
  ThongTinThanhToan: Payment,
});

const Booked = Type.Object({
  MaLichHen: words,
  ThoiGianHen: words,
  HoVaTen: words,
  SoGiayTo: words,
  SoDienThoai: words,
  SoBanChinh: words,
  GhiChu: words,
  TrangThai: words,
});

const Accounts = Type.Array(Type.Object({ TECHNICALID: Type.String({ pattern: '^[0-9A-Za-z-]{1,60}$' }) }), {
  maxItems: 10,
});

const said = (value: Static<typeof words> | undefined): string => cleanText(String(value ?? ''));
const optional = <K extends string>(key: K, value: string) =>
  (value === '' ? {} : { [key]: value }) as { readonly [P in K]?: string };
const whole = (text: string): number | undefined => (/^\d{1,10}$/.test(text) ? Number(text) : undefined);

/** `yyyyMMddHHmmss` in Vietnam, epoch milliseconds; undefined for a time that the calendar does not have. */
export function readTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)([01]\d|2[0-3])([0-5]\d)([0-5]\d)$/.exec(text);
  const [, year, month, day, hour, minute, second] = match ?? [];
  const date = `${year}-${month}-${day}`;
  return isCivilDate(date) ? instantOf(date, Number(hour), Number(minute), Number(second)) : undefined;
}

/** The lines of a list; a line without a code is passed over. Null for what is no list. */
export function readList(result: unknown): ListedRequest[] | null {
  if (!Value.Check(Listed, result)) return null;
  return result.flatMap((line) => {
    const code = said(line.MaHoSo);
    if (code === '' || code.length > 60) return [];
    const { TrangThaiHoSo, NgayCapNhat, ThongTinThanhToan: payment } = line;
    const seen = [said(TrangThaiHoSo), said(NgayCapNhat), ...Object.values(readPayment(payment) ?? {})];
    const stamp = createHash('sha256').update(JSON.stringify(seen)).digest('hex');
    return [{ code, statusCode: statusOf(said(TrangThaiHoSo)), procedureCode: said(line.MaTTHC) || null, stamp }];
  });
}

/** A request that was fetched by its code, with its files decoded; null for what is none, or another one. */
export function readRequest(result: unknown, code: string): FetchedRequest | null {
  const [element, ...more] = Array.isArray(result) ? (result as unknown[]) : [result];
  if (more.length > 0 || !Value.Check(Filed, element)) return null;
  const payment = readPayment(element.ThongTinThanhToan);
  const statusCode = statusOf(said(element.TrangThaiHoSo));
  const request = {
    code: said(element.MaHoSo),
    procedureCode: said(element.MaTTHC),
    filedAt: readTime(said(element.NgayNopHoSo)),
    ...(statusCode === null ? {} : { statusCode }),
    requester: {
      name: said(element.ChuHoSo),
      ...optional('identityNumber', said(element.SoGiayToChuHoSo)),
      ...optional('phone', said(element.SoDienThoai)),
      ...optional('email', said(element.Email)),
      ...optional('accountId', said(element.MaDoiTuong)),
    },
    subject: said(element.TrichYeuHoSo),
    papers: (element.DanhSachTepDinhKemKhac ?? []).flatMap((paper) => {
      const title = said(paper.TenGiayTo);
      return title === '' ? [] : [{ title, paperCopies: whole(said(paper.SoLuong)) ?? 0 }];
    }),
    ...(payment === undefined ? {} : { payment }),
  };
  if (request.code !== code || !Value.Check(OnlineRequest, request)) return null;
  return { request, files: (element.TaiLieuNop ?? []).flatMap(readFile) };
}

/** One of which only the name came is there too: the desk learns that the citizen sent it. */
function readFile({ TenTepDinhKem, Base64 }: { TenTepDinhKem?: string | number | null; Base64?: string | null }) {
  const name = said(TenTepDinhKem);
  if (name === '' && !Base64) return [];
  const file: AttachedFile = {
    name: name === '' ? '—' : name.slice(0, 200),
    bytes: Base64 ? decodeBase64(Base64) : null,
  };
  return [file];
}

/** Base64 as it stands in RFC 4648 §4, or null: Node's own decoder passes over what does not belong there. */
function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  return Buffer.from(text, 'base64');
}

/** Whether the portal says that it was paid; undefined when it does not say. */
function readPayment(payment: Static<typeof Payment> | undefined): OnlinePayment | undefined {
  const state = said(payment?.TrangThaiThanhToan);
  if (state !== '0' && state !== '1') return undefined;
  const amount = whole(said(payment?.SoTien));
  const at = readTime(said(payment?.ThoiGianThanhToan));
  const reference = said(payment?.MaGiaoDich).slice(0, 100);
  return {
    paid: state === '1',
    ...(amount === undefined || amount > 1_000_000_000 ? {} : { amount }),
    ...(at === undefined ? {} : { at }),
    ...(reference === '' ? {} : { reference }),
  };
}

/** Appointments; one that cannot be read is passed over. Null for what is no list. */
export function readAppointments(result: unknown): AppointmentsFound | null {
  if (!Array.isArray(result) || result.length > 2000) return null;
  const found = result.flatMap((element: unknown) => {
    if (!Value.Check(Booked, element)) return [];
    const note = said(element.GhiChu).slice(0, 1000);
    const appointment = {
      reference: said(element.MaLichHen),
      at: readTime(said(element.ThoiGianHen)),
      name: said(element.HoVaTen),
      ...optional('identityNumber', said(element.SoGiayTo)),
      ...optional('phone', said(element.SoDienThoai)),
      originals: whole(said(element.SoBanChinh)) ?? 1,
      ...(note === '' ? {} : { note }),
      cancelled: said(element.TrangThai) === '0',
    };
    return Value.Check(Appointment, appointment) ? [appointment] : [];
  });
  return { found, isWhole: found.length === result.length };
}

/**
 * The citizen's account, null where the portal names none, undefined for what is no answer to that: an account cut short
 * or one of several would be somebody else's.
 */
export function readAccount(result: unknown): string | null | undefined {
  if (!Value.Check(Accounts, result)) return undefined;
  const [account, ...others] = new Set(result.map(({ TECHNICALID }) => TECHNICALID));
  return others.length > 0 ? undefined : (account ?? null);
}

function statusOf(text: string): number | null {
  const status = Number(text);
  return /^\d{1,2}$/.test(text) && status >= 1 && status <= 10 ? status : null;
}
