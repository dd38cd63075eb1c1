/** The portal's own interface: a login, then one address for all services, the session and the service in the body. */
import { randomUUID } from 'node:crypto';
import { answerCategory, type Categories, isCategoryService } from './categories.ts';
import { type DossierDesk, dossierServices } from './dossier-services.ts';
import { type FormAnswer, hasExactly, type Incoming, Passes, type PortalForm } from './form.ts';
import type { WireAnswer } from './keeper.ts';
import { onlineKeys, onlineServices } from './online.ts';

/** The account of the station that the stand-in knows. */
export const mapiAccount = { username: 'tram-xa', password: 'mật khẩu của trạm' } as const;

export const mapiDestination = 'VN:GOV:000.00.00.G22:vpcpdvcprovider';

export interface MapiFormOptions {
  readonly unit?: string | undefined;
  /** Where `dstcode` must stand. */
  readonly destinationAs?: 'header' | 'query' | undefined;
  /** The `providerurl` that must come along; by default none may. */
  readonly providerUrl?: string | undefined;
  /** How codes are written. */
  readonly codes?: 'text' | 'number' | 'double-zero' | undefined;
  readonly plainProgress?: boolean | undefined;
  /** An expired session is answered by HTTP 401 instead of words. */
  readonly expiredByStatus?: boolean | undefined;
}

/** Where this form answers. */
export const mapiFolder = '/XrdAdapter/RestService/forward';

export function mapiForm(
  desk: DossierDesk,
  options: MapiFormOptions,
  revoked: () => boolean,
  categories: Categories,
): PortalForm {
  const sessions = new Passes();
  const no = (message: string, error_code: string | number = '-1'): WireAnswer => ({ error_code, message });

  const login = (body: unknown): WireAnswer & { session?: string } => {
    if (!hasExactly(body, ['username', 'password'])) return no('Thiếu tài khoản');
    const right = body['username'] === mapiAccount.username && body['password'] === mapiAccount.password;
    if (!right || revoked()) return no('Tài khoản hoặc mật khẩu không đúng', 1);
    return { error_code: 0, message: 'Đăng nhập thành công', session: sessions.give(randomUUID()) };
  };

  const data = ({ service, body }: Incoming): WireAnswer | 'expired' => {
    const keys: Record<string, string[]> = {
      DongBoHoSoMC: ['session', 'madonvi', 'service', 'isUpdating', 'data'],
      CapNhatTienDoHoSoMC: ['session', 'madonvi', 'service', 'data'],
      TraCuuHoSo: ['session', 'madonvi', 'service', 'mahoso'],
      LayThuTuc: ['session', 'madonvi', 'service', 'maTTHC'],
      LayDanhSachTTHC: ['session', 'madonvi', 'service'],
      LayDanhMucLinhVuc: ['session', 'madonvi', 'service'],
      LayDanhMucCoQuan: ['session', 'madonvi', 'service'],
    };
    const expected = keys[service] ?? ['session', 'madonvi', 'service', ...(onlineKeys[service] ?? [])];
    if (!hasExactly(body, expected)) return no('Tham số không hợp lệ');
    const { session, madonvi, mahoso, isUpdating, data: elements } = body;
    if (typeof session !== 'string' || !sessions.has(session)) return 'expired';
    if (typeof madonvi !== 'string' || madonvi === '' || (options.unit !== undefined && madonvi !== options.unit)) {
      return no('madonvi không hợp lệ');
    }
    if (isCategoryService(service)) return answerCategory(categories, service, body['maTTHC']);
    if (service === 'TraCuuHoSo') return typeof mahoso === 'string' ? desk.lookUp(mahoso) : no('Thiếu mahoso');
    if (onlineServices.includes(service)) return desk.online.answer(service, body);
    if (!Array.isArray(elements) || elements.length === 0) return no('Dữ liệu phải là một mảng');
    return service === 'DongBoHoSoMC' ? desk.sync(madonvi, isUpdating, elements) : desk.progress(elements);
  };

  const wrongWay = ({ method, headers, query }: Incoming): string | null => {
    if (method !== 'POST') return 'Chỉ nhận POST';
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return 'Content-Type không hợp lệ';
    const { destinationAs = 'header', providerUrl } = options;
    const expected = {
      ...(destinationAs === 'query' ? { dstcode: mapiDestination } : {}),
      ...(providerUrl === undefined ? {} : { providerurl: providerUrl }),
    };
    const inHeader = destinationAs === 'header' ? mapiDestination : undefined;
    if (headers['dstcode'] !== inHeader) return 'dstcode không hợp lệ';
    return JSON.stringify({ ...query }) === JSON.stringify(expected) ? null : 'Tham số không hợp lệ';
  };

  return {
    name: 'mapi',
    path: mapiFolder,
    serviceOf: (path, body) => {
      if (path === `${mapiFolder}/mapi/login`) return 'login';
      if (path !== `${mapiFolder}/mapi/g`) return null;
      const service = (body as { service?: unknown } | null | undefined)?.service;
      return typeof service === 'string' && (dossierServices.includes(service) || isCategoryService(service))
        ? service
        : 'unknown';
    },
    answer: (request): FormAnswer => {
      const wrong = wrongWay(request);
      if (wrong !== null) return { status: 200, body: no(wrong) };
      if (request.service === 'login') return { status: 200, body: login(request.body) };
      const said = data(request);
      if (said === 'expired') {
        if (options.expiredByStatus) return { status: 401, body: no('Unauthorized') };
        return { status: 200, body: no('Session không hợp lệ hoặc đã hết hạn', '-2') };
      }
      const plain = request.service === 'CapNhatTienDoHoSoMC' && options.plainProgress === true;
      return { status: 200, body: plain ? said.message : { ...said, error_code: written(said.error_code) }, plain };
    },
    expire: () => sessions.clear(),
  };

  function written(code: string | number): string | number {
    if (options.codes === 'number') return Number(code);
    if (options.codes === 'double-zero' && Number(code) === 0) return '00';
    return String(code);
  }
}
