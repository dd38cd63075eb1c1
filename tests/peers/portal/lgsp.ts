/** The province's service platform: one URL for each service, a bare array, its own token. */

import { answerCategory, type Categories, isCategoryService } from './categories.ts';
import { type DossierDesk, dossierServices } from './dossier-services.ts';
import { codesIn, type FormAnswer, hasExactly, type Incoming, type PortalForm } from './form.ts';
import type { WireAnswer } from './keeper.ts';
import { onlineKeys, onlineServices } from './online.ts';

export interface LgspFormOptions {
  /** The only unit that may send; any by default. */
  readonly unit?: string | undefined;
  /** The token it demands. */
  readonly token?: string | undefined;
  /** CapNhatTienDoHoSoMC answers words without an envelope, as some platforms do. */
  readonly plainProgress?: boolean | undefined;
  /** False: it has no TraCuuHoSo. */
  readonly lookUp?: boolean | undefined;
  /** False: it has none of the services for what is filed online. */
  readonly online?: boolean | undefined;
  /** False: it gives no categories. */
  readonly categories?: boolean | undefined;
}

const folder = '/api/SynsTTHCC';

export function lgspForm(desk: DossierDesk, options: LgspFormOptions, categories: Categories): PortalForm {
  const apply = ({ headers, service, query, body }: Incoming): WireAnswer => {
    const no = (message: string): WireAnswer => ({ error_code: '-1', message });
    if (options.token !== undefined && headers.authorization !== `Bearer ${options.token}`) {
      return no('Sai mã truy cập');
    }
    if (!/^application\/json\b/.test(headers['content-type'] ?? '')) return no('Content-Type không hợp lệ');
    const allowed = service === 'DongBoHoSoMC' ? ['MaDinhDanhDV', 'isUpdating'] : ['MaDinhDanhDV'];
    const odd = Object.keys(query).find((key) => !allowed.includes(key));
    if (odd !== undefined) return no(`Tham số không hợp lệ: ${odd}`);
    const unit = query['MaDinhDanhDV'] ?? '';
    if (unit === '' || (options.unit !== undefined && unit !== options.unit)) return no('MaDinhDanhDV không hợp lệ');
    if (!Array.isArray(body) || body.length === 0) return no('Dữ liệu phải là một mảng');
    if (isCategoryService(service)) {
      const [asked, ...more] = body as unknown[];
      const keys = service === 'LayThuTuc' ? ['maTTHC'] : [];
      if (more.length > 0 || !hasExactly(asked, keys)) return no('Tham số không hợp lệ');
      return answerCategory(categories, service, asked['maTTHC']);
    }
    if (service === 'DongBoHoSoMC') return desk.sync(unit, query['isUpdating'], body);
    if (service === 'CapNhatTienDoHoSoMC') return desk.progress(body);
    if (onlineServices.includes(service)) {
      const [first] = body as unknown[];
      const content = service === 'DongBoTrangThaiHoSo' ? { type: '2', data: first } : first;
      const right = body.length === 1 && hasExactly(content, onlineKeys[service] ?? []);
      return right ? desk.online.answer(service, content) : no('Tham số không hợp lệ');
    }
    const [code] = codesIn(body);
    return body.length === 1 && code !== undefined ? desk.lookUp(code) : no('Thiếu mahoso');
  };
  return {
    name: 'lgsp',
    path: folder,
    serviceOf: (path) => {
      const service = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
      if (isCategoryService(service)) return options.categories === false ? null : service;
      if (!dossierServices.includes(service)) return null;
      if (onlineServices.includes(service) && options.online === false) return null;
      return service === 'TraCuuHoSo' && options.lookUp === false ? null : service;
    },
    answer: (request): FormAnswer => {
      const said = apply(request);
      const plain = request.service === 'CapNhatTienDoHoSoMC' && options.plainProgress === true;
      return { status: 200, body: plain ? said.message : said, plain };
    },
    expire: () => {},
  };
}
