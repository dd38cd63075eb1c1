/** How the stand-in misbehaves on demand. */
import { Type } from 'typebox';

/** The services of all forms. */
export const serviceNames = [
  'login',
  'DongBoHoSoMC',
  'CapNhatTienDoHoSoMC',
  'TraCuuHoSo',
  'DanhSachHoSo',
  'LayThongTinHoSo',
  'DanhSachLichHen',
  'TraCuuTechID',
  'DongBoTrangThaiHoSo',
  'GetToken',
  'GetNextValue',
  'UploadFile',
  'CreateDossier',
  'CapNhatTienTrinh',
  'CapNhatTrangThai',
  'ThemMoi',
  'CapNhat',
  'DongBoTienTrinh',
  'TraCuuMotCua',
  'LayThuTuc',
  'LayDanhSachTTHC',
  'LayDanhMucLinhVuc',
  'LayDanhMucCoQuan',
] as const;
export type ServiceName = (typeof serviceNames)[number];

const which = {
  /** How many requests it hits; without it, until `heal`. */
  times: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Only requests of this service. */
  service: Type.Optional(Type.Enum([...serviceNames])),
  /** Only requests about this dossier. */
  dossierCode: Type.Optional(Type.String()),
};

export const Fault = Type.Union([
  /** The connection is dropped before anything is read. */
  Type.Object({ kind: Type.Literal('down'), ...which }),
  /** Applied, answered after `ms`. */
  Type.Object({ kind: Type.Literal('slow'), ms: Type.Integer({ minimum: 0 }), ...which }),
  /** Not applied; this HTTP status, with Retry-After (seconds) when given. */
  Type.Object({
    kind: Type.Literal('status'),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    retryAfter: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
    ...which,
  }),
  /** Applied; the first half of the answer, then the connection is dropped. */
  Type.Object({ kind: Type.Literal('half'), ...which }),
  /** Applied; the connection is dropped without an answer. */
  Type.Object({ kind: Type.Literal('dropped'), ...which }),
  /** Applied; the answer's body comes twice. */
  Type.Object({ kind: Type.Literal('twice'), ...which }),
  /** Not applied; a page of a device on the way, with status 200. */
  Type.Object({ kind: Type.Literal('garbage'), body: Type.Optional(Type.String()), ...which }),
  /** Not applied; an answer without end. */
  Type.Object({ kind: Type.Literal('endless'), ...which }),
  /** Applied; the answer in UTF-16 or in a code page of one byte, under the name of UTF-8. */
  Type.Object({ kind: Type.Literal('charset'), as: Type.Enum(['utf16le', 'latin1']), ...which }),
  /** Applied; its side of the connection is closed without an answer, ours stays open. */
  Type.Object({ kind: Type.Literal('half-closed'), ...which }),
  /** Every session and token given until now ends just before the request. */
  Type.Object({ kind: Type.Literal('expired'), ...which }),
  /** The station's account is taken back: no login succeeds, and what was given before is worth nothing. */
  Type.Object({ kind: Type.Literal('revoked'), ...which }),
  /** Not applied; the envelope with this code and these words. */
  Type.Object({
    kind: Type.Literal('says'),
    error_code: Type.Union([Type.Integer(), Type.String()]),
    message: Type.String(),
    ...which,
  }),
]);

export type Fault =
  | ({ kind: 'down' | 'half' | 'dropped' | 'twice' | 'endless' | 'half-closed' | 'expired' | 'revoked' } & Which)
  | ({ kind: 'charset'; as: 'utf16le' | 'latin1' } & Which)
  | ({ kind: 'slow'; ms: number } & Which)
  | ({ kind: 'status'; status: number; retryAfter?: number | string } & Which)
  | ({ kind: 'garbage'; body?: string } & Which)
  | ({ kind: 'says'; error_code: number | string; message: string } & Which);

interface Which {
  times?: number;
  service?: ServiceName;
  dossierCode?: string;
}

/** The faults in force. The first that fits a request hits it. */
export class FaultList {
  #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push({ ...fault });
  }

  heal(): void {
    this.#faults = [];
  }

  /** The fault for a request, used up once. */
  take(service: string, dossierCodes: readonly string[]): Fault | undefined {
    const index = this.#faults.findIndex(
      (fault) =>
        fault.kind !== 'revoked' &&
        (fault.service === undefined || fault.service === service) &&
        (fault.dossierCode === undefined || dossierCodes.includes(fault.dossierCode)),
    );
    const fault = this.#faults[index];
    if (fault?.times !== undefined) {
      fault.times -= 1;
      if (fault.times === 0) this.#faults.splice(index, 1);
    }
    return fault;
  }

  /** What is in force now. */
  list(): readonly Fault[] {
    return structuredClone(this.#faults);
  }

  /** Whether the account is taken back; that is a state, and hits nothing by itself. */
  get revoked(): boolean {
    return this.#faults.some((fault) => fault.kind === 'revoked');
  }

  /** Whether every request, whatever it is, is dropped now. */
  get wholeDown(): boolean {
    return this.#faults.some((f) => f.kind === 'down' && f.service === undefined && f.dossierCode === undefined);
  }
}
