/** The interface of 2026: a token, numbers, files by upload, dossiers created once and then told their state. */
import { createHash, randomUUID } from 'node:crypto';
import type { DvcKeeper } from './dvc-keeper.ts';
import { type FormAnswer, hasExactly, type Incoming, Passes, type PortalForm } from './form.ts';
import { fileIn } from './multipart.ts';
import { faultsOf } from './wire.ts';
import { type Creation, dvcSyncWire, type State, type Step } from './wire-dvcsync.ts';

/** The client that the stand-in knows. */
export const dvcClient = { id: 'tram-xa', secret: 'bi-mat-cua-tram' } as const;

export interface DvcFormOptions {
  readonly codesAs?: 'text' | 'number' | undefined;
  /** Whether “đã tồn tại” comes with the id of the dossier that exists. */
  readonly existsNamesId?: boolean | undefined;
  /** How the hash of a file is written. */
  readonly hash?: 'sha256' | 'md5' | 'base64' | 'wrong' | 'unknown' | undefined;
  /** Seconds that a token holds. */
  readonly tokenSeconds?: number | undefined;
}

/** Where this form answers. */
export const dvcFolder = '/DvcSync';
const names = ['GetToken', 'GetNextValue', 'UploadFile', 'CreateDossier', 'CapNhatTienTrinh', 'CapNhatTrangThai'];
const resultStates = ['5', '6', '9'];

export function dvcSyncForm(keeper: DvcKeeper, options: DvcFormOptions, revoked: () => boolean): PortalForm {
  const tokens = new Passes();
  const wire = dvcSyncWire(options.codesAs ?? 'text');
  const say = (code: string, message: string, data: unknown = null, status = 200): FormAnswer => ({
    status,
    body: { code, message, data },
  });
  const wrong = (found: string[]): FormAnswer => say('400', `Dữ liệu không hợp lệ: ${found.join('; ')}`, null, 400);

  const answers: Readonly<Record<string, (request: Incoming) => FormAnswer>> = {
    GetToken: ({ body }) => {
      if (!hasExactly(body, ['client_id', 'client_secret'])) return wrong(['client_id, client_secret']);
      const right = body['client_id'] === dvcClient.id && body['client_secret'] === dvcClient.secret;
      if (!right || revoked()) return say('401', 'client_id hoặc client_secret không đúng', null, 401);
      const token = {
        access_token: tokens.give(randomUUID()),
        expires_in: options.tokenSeconds ?? 3600,
        token_type: 'Bearer',
        scope: 'default',
      };
      return say('00', 'Thành công', token);
    },
    GetNextValue: ({ query }) => {
      if (!hasExactly(query, ['code']) || query['code'] === '') return wrong(['code']);
      return { status: 200, body: { value: keeper.nextNumber(String(query['code'])) } };
    },
    UploadFile: ({ headers, bytes }) => {
      const found = fileIn(headers['content-type'] ?? '', bytes);
      if (found === null) return wrong(['files']);
      const HashTepTin = hashOf(found.bytes, options.hash ?? 'sha256');
      const IdTepTin = keeper.takeFile(found.bytes, HashTepTin);
      return say('00', 'Tải tệp thành công', { IdTepTin, HashTepTin });
    },
    CreateDossier: ({ body }) => {
      const found = faultsOf(wire.creation, body);
      if (found.length > 0) return wrong(found);
      const creation = body as Creation;
      const there = keeper.find(creation.MaHoSo);
      if (there) {
        const data = options.existsNamesId === false ? null : { idHoSo: there.id, maHoSo: there.code };
        return say('3', `Hồ sơ ${creation.MaHoSo} đã tồn tại`, data);
      }
      return say('00', 'Tạo hồ sơ thành công', { idHoSo: keeper.create(creation), maHoSo: creation.MaHoSo });
    },
    CapNhatTienTrinh: ({ body }) => {
      if (!Array.isArray(body) || body.length === 0 || body.length > 10) return wrong(['mảng từ 1 đến 10 phần tử']);
      const found = body.flatMap((one) => faultsOf(wire.step, one));
      if (found.length > 0) return wrong(found);
      for (const one of body as Step[]) {
        if (!keeper.isKnown(one.MaHoSo, one.IDHoSo)) return say('404', `Không tìm thấy hồ sơ ${one.MaHoSo}`, null, 404);
      }
      for (const one of body as Step[]) keeper.step(one);
      return say('00', 'Cập nhật tiến trình thành công');
    },
    CapNhatTrangThai: ({ body }) => {
      if (!Array.isArray(body) || body.length === 0) return wrong(['mảng']);
      const found = body.flatMap((one) => faultsOf(wire.state, one));
      if (found.length > 0) return wrong(found);
      for (const one of body as State[]) {
        if (!keeper.isKnown(one.MaHoSo, one.IdHoSo)) return say('404', `Không tìm thấy hồ sơ ${one.MaHoSo}`, null, 404);
        const results = one.DanhSachGiayToKetQua;
        if (results && !resultStates.includes(String(one.TrangThai))) return wrong(['DanhSachGiayToKetQua']);
        const odd = results?.find((result) => keeper.file(result.IdGiayTo)?.hash !== result.HashTepTin);
        if (odd) return wrong([`tệp ${odd.IdGiayTo}`]);
      }
      for (const one of body as State[]) keeper.tell(one);
      return say('00', 'Cập nhật trạng thái thành công');
    },
  };

  return {
    name: 'dvcsync',
    path: dvcFolder,
    serviceOf: (path) => {
      const name = path.startsWith(`${dvcFolder}/`) ? path.slice(dvcFolder.length + 1) : '';
      return names.includes(name) ? name : null;
    },
    answer: (request): FormAnswer => {
      const { service, headers, method, query } = request;
      const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
      if (service !== 'GetToken' && !tokens.has(token)) return say('401', 'Token không hợp lệ hoặc hết hạn', null, 401);
      if (method !== (service === 'GetNextValue' ? 'GET' : 'POST')) return say('404', 'Không có', null, 404);
      if (service !== 'GetNextValue' && Object.keys(query).length > 0) return wrong(['tham số']);
      return answers[service]?.(request) ?? say('404', 'Không có', null, 404);
    },
    expire: () => tokens.clear(),
  };
}

function hashOf(bytes: Buffer, how: NonNullable<DvcFormOptions['hash']>): string {
  const digest = (name: string) => createHash(name).update(bytes);
  switch (how) {
    case 'sha256':
      return digest('sha256').digest('hex').toUpperCase();
    case 'md5':
      return digest('md5').digest('hex');
    case 'base64':
      return digest('sha256').digest('base64');
    case 'wrong':
      return digest('sha256').update('x').digest('hex');
    case 'unknown':
      return `v1:${bytes.length}`;
  }
}
