/** The province's one-stop system: an address for adding, one for changing, one for progress, and a code of its own. */
import { DossierDesk } from './dossier-services.ts';
import { codesIn, type FormAnswer, hasExactly, type Incoming, type PortalForm } from './form.ts';
import type { Keeper, KeptDossier, WireAnswer } from './keeper.ts';
import { OnlineCounter } from './online.ts';

export const oneStopToken = 'ma-cua-tram-tai-mot-cua';
export const oneStopUnit = '000.14.56.H56';

export interface OneStopFormOptions {
  /** The header that must carry the token: after `Bearer` in `Authorization`, as it is elsewhere. */
  readonly tokenHeader?: string | undefined;
  /** What must stand around the elements. */
  readonly body?: 'array' | 'data' | undefined;
  /** `isUpdating` decides at the one address; the other one does not exist. */
  readonly oneAddress?: boolean | undefined;
  /** The key of the answer's code. */
  readonly codeKey?: 'error_code' | 'code' | undefined;
  /** False: it cannot be asked what it has. */
  readonly lookUp?: boolean | undefined;
}

/** Where this form answers. */
export const oneStopFolder = '/api/mot-cua';

const services = ['ThemMoi', 'CapNhat', 'DongBoTienTrinh', 'TraCuuMotCua'] as const;
const paths: Readonly<Record<string, (typeof services)[number]>> = {
  ThemMoi: 'ThemMoi',
  CapNhat: 'CapNhat',
  DongBoTienTrinh: 'DongBoTienTrinh',
  TraCuuHoSo: 'TraCuuMotCua',
};

/** What it calls the dossiers that it took, by the station's code. */
export function ownCodes(kept: readonly KeptDossier[]): ReadonlyMap<string, string> {
  return new Map(kept.map(({ code }, at) => [code, `MC.${String(at + 1).padStart(6, '0')}`]));
}

export function oneStopForm(keeper: Keeper, options: OneStopFormOptions, revoked: () => boolean): PortalForm {
  const desk = new DossierDesk(keeper, '3', new OnlineCounter(undefined));
  const { tokenHeader = 'Authorization', body: around = 'array', codeKey = 'error_code' } = options;
  const no = (message: string): WireAnswer => ({ error_code: '-1', message });

  const isOurs = ({ headers }: Incoming): boolean => {
    const wanted = tokenHeader === 'Authorization' ? `Bearer ${oneStopToken}` : oneStopToken;
    return !revoked() && headers[tokenHeader.toLowerCase()] === wanted;
  };

  const elementsOf = (body: unknown): readonly unknown[] | null => {
    const list: unknown = around === 'array' ? body : hasExactly(body, ['data']) ? body['data'] : null;
    return Array.isArray(list) && list.length > 0 ? list : null;
  };

  const updating = ({ service, query }: Incoming): unknown =>
    options.oneAddress ? query['isUpdating'] : service === 'CapNhat' ? 'True' : 'False';

  const apply = (request: Incoming): WireAnswer => {
    const { method, headers, query, service, body } = request;
    if (method !== 'POST') return no('Chỉ nhận POST');
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return no('Content-Type không hợp lệ');
    const isSync = service === 'ThemMoi' || service === 'CapNhat';
    const keys = options.oneAddress && isSync ? ['MaDinhDanhDV', 'isUpdating'] : ['MaDinhDanhDV'];
    if (!hasExactly({ ...query }, keys) || query['MaDinhDanhDV'] !== oneStopUnit) return no('Tham số không hợp lệ');
    const elements = elementsOf(body);
    if (elements === null) return no('Dữ liệu không đúng cách đóng gói');
    if (service === 'DongBoTienTrinh') return desk.progress(elements);
    const [code] = codesIn(elements);
    if (code === undefined) return no('Thiếu mã hồ sơ');
    if (service === 'TraCuuMotCua') return elements.length === 1 ? desk.lookUp(code) : no('Mỗi lần một hồ sơ');
    const said = desk.sync(oneStopUnit, updating(request), elements);
    const maHoSo = ownCodes(keeper.list()).get(code);
    return maHoSo === undefined ? said : { ...said, result: { maHoSo } };
  };

  return {
    name: 'one-stop',
    path: oneStopFolder,
    serviceOf: (path) => {
      const service = path.startsWith(`${oneStopFolder}/`) ? paths[path.slice(oneStopFolder.length + 1)] : undefined;
      if (service === undefined || (service === 'CapNhat' && options.oneAddress)) return null;
      return service === 'TraCuuMotCua' && options.lookUp === false ? null : service;
    },
    answer: (request): FormAnswer => {
      if (!isOurs(request)) return { status: 401, body: { [codeKey]: '401', message: 'Sai mã truy cập' } };
      const { error_code, result, ...rest } = apply(request);
      const success = Number(error_code) === 0;
      const code = codeKey === 'code' && success ? 200 : error_code;
      const carried = result === undefined ? {} : { [codeKey === 'code' ? 'data' : 'result']: result };
      return { status: 200, body: { [codeKey]: code, ...rest, ...carried } };
    },
    expire: () => {},
  };
}
