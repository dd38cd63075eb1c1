/** Requests filed online, appointments and accounts by the portal's services, whatever carries them. */
import type { Clock } from '../../../common/clock.ts';
import { type CivilDate, compactTime } from '../../../common/vietnam-time.ts';
import type { Outcome } from '../../connector.ts';
import { type Answer, type NoAnswer, sha256 } from '../../http.ts';
import type {
  AppointmentsFound,
  Asked,
  FetchedRequest,
  InboundServices,
  ListedRequest,
  RequestAnswer,
} from '../../inbound/contract.ts';
import type { AccessGate } from '../access-gate.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { readAnswer } from './answer.ts';
import { readAccount, readAppointments, readList, readRequest } from './inbound-wire.ts';
import { cleanText, shorten } from './text.ts';

/** Names and codes that no public document fixes; an office sets them as its province says. */
export interface InboundCodes {
  /** Lists the requests of days (`donViXuLy`, `ngayNhan1`, `ngayNhan2`), as one clone of the portal's interface does. */
  readonly listService: string;
  /** Gives one request by its `mahoso`. */
  readonly requestService: string;
  readonly appointmentService: string;
  /** TrangThai of a refusal: clients send "5" for it too; the national table has "3". */
  readonly refusedStatus: string;
}

export const inboundCodes: InboundCodes = {
  listService: 'DanhSachHoSo',
  requestService: 'LayThongTinHoSo',
  appointmentService: 'DanhSachLichHen',
  refusedStatus: '5',
};

/** One call: a service, its arguments, and what is read of its answer at most (bytes). */
export interface InboundCall {
  readonly service: string;
  /** Beside session and unit, where one address serves all. */
  readonly content: Readonly<Record<string, unknown>>;
  /** The body where each service has an address: a bare array. */
  readonly elements: readonly unknown[];
  readonly maxAnswerBytes: number;
  /** Until its last byte, milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** What came of a call: an answer, none, or why it was never asked. */
export type InboundReply = Answer | NoAnswer | { readonly outcome: Outcome };

/** What an answer may be: a list, a request with the files in it (base64 takes a third more than they do), a word. */
const bounds = {
  list: { maxAnswerBytes: 4 * 1024 * 1024, timeoutMs: 120_000 },
  request: { maxAnswerBytes: 24 * 1024 * 1024, timeoutMs: 900_000 },
  word: { maxAnswerBytes: 64 * 1024, timeoutMs: 30_000 },
} as const;

/** Statuses by which a platform says that it has no such service. */
const notOffered: readonly number[] = [404, 405, 501];

export class DossierInbound implements InboundServices {
  readonly #name: string;
  readonly #unit: string;
  readonly #codes: InboundCodes;
  readonly #clock: Clock;
  readonly #gate: AccessGate;
  readonly #ask: (call: InboundCall) => Promise<InboundReply>;

  /** @param parts.unit  the code of the office, whose requests are asked for */
  constructor(parts: {
    name: string;
    unit: string;
    codes?: Partial<InboundCodes> | undefined;
    clock: Clock;
    /** Of the connector: an access that was refused to one is refused to all. */
    gate: AccessGate;
    ask: (call: InboundCall) => Promise<InboundReply>;
  }) {
    this.#name = parts.name;
    this.#unit = parts.unit;
    this.#codes = { ...inboundCodes, ...parts.codes };
    this.#clock = parts.clock;
    this.#gate = parts.gate;
    this.#ask = parts.ask;
  }

  listRequests(
    days: { from: CivilDate; to: CivilDate },
    { signal }: { signal: AbortSignal },
  ): Promise<Asked<ListedRequest[]>> {
    const content = { donViXuLy: this.#unit, ngayNhan1: days.from, ngayNhan2: days.to };
    const call = { service: this.#codes.listService, content, elements: [content], ...bounds.list, signal };
    return this.#question(call, (result) => readList(result) ?? undefined);
  }

  async fetchRequest(code: string, { signal }: { signal: AbortSignal }): Promise<Asked<FetchedRequest>> {
    const content = { mahoso: code };
    const call = { service: this.#codes.requestService, content, elements: [content], ...bounds.request, signal };
    return await this.#question(call, (result) => readRequest(result, code) ?? undefined);
  }

  listAppointments(
    days: { from: CivilDate; to: CivilDate },
    { signal }: { signal: AbortSignal },
  ): Promise<Asked<AppointmentsFound>> {
    const content = { tungay: days.from, denngay: days.to };
    const call = { service: this.#codes.appointmentService, content, elements: [content], ...bounds.list, signal };
    return this.#question(call, (result) => readAppointments(result) ?? undefined);
  }

  findAccount(identityNumber: string, { signal }: { signal: AbortSignal }): Promise<Asked<string | null>> {
    const content = { provider: 'wso2is', mstorcmnd: identityNumber };
    const call = { service: 'TraCuuTechID', content, elements: [content], ...bounds.word, signal };
    return this.#question(call, readAccount);
  }

  async answerRequest(answer: RequestAnswer, { signal }: { signal: AbortSignal }): Promise<Outcome> {
    const data = {
      MaHoSo: answer.code,
      // The portal's code is the only one: the office gives no second.
      MaHoSoDonVi: answer.code,
      MaDoiTuong: answer.accountId,
      NoiDung: shorten(cleanText(answer.words), 1900),
      NgayXuLy: compactTime(answer.at),
      TrangThai: { accepted: '2', supplement: '5', refused: this.#codes.refusedStatus }[answer.decision],
      TaiLieuXuLy: [],
    };
    const content = { type: '2', data };
    const call = { service: 'DongBoTrangThaiHoSo', content, elements: [data], ...bounds.word, signal };
    return await this.#gate.pass(() => this.#tell(call, data));
  }

  async #tell(call: InboundCall, data: unknown): Promise<Outcome> {
    const answered = await this.#ask(call);
    if ('outcome' in answered) return answered.outcome;
    if (answered.kind !== 'answer' || answered.status !== 200) return withoutVerdict(answered);
    const { meaning, message } = readAnswer(answered.text, false);
    switch (meaning) {
      case 'done':
      // Told before: its answer was lost.
      case 'exists': {
        const receipt = { connector: this.#name, service: call.service, message, at: this.#clock.now() };
        return { kind: 'confirmed', receipt: { ...receipt, requestSha256: sha256(JSON.stringify(data)) } };
      }
      case 'missing':
      case 'refused':
        return { kind: 'rejected', code: 'PORTAL-REJECTED', message };
      case 'expired':
      case 'busy':
        return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
      case 'unknown':
        return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN', message };
      case 'unreadable':
        return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    }
  }

  #question<T>(call: InboundCall, read: (result: unknown) => T | undefined): Promise<Asked<T>> {
    return this.#gate.pass(() => this.#questioned(call, read));
  }

  async #questioned<T>(call: InboundCall, read: (result: unknown) => T | undefined): Promise<Asked<T>> {
    const answer = await this.#ask(call);
    if ('outcome' in answer) {
      const { outcome } = answer;
      return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
    }
    if (answer.kind === 'oversized') return { kind: 'unusable', code: 'INBOUND-TOO-LARGE' };
    if (answer.kind === 'answer' && notOffered.includes(answer.status)) return { kind: 'not-offered' };
    if (answer.kind !== 'answer' || answer.status !== 200) {
      const outcome = withoutVerdict(answer);
      return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
    }
    const { meaning, message } = readAnswer(answer.text, false);
    switch (meaning) {
      case 'done':
        break;
      case 'missing':
        return { kind: 'not-offered' };
      case 'expired':
      case 'busy':
        return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
      case 'exists':
      case 'refused':
      case 'unknown':
        return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN', message };
      case 'unreadable':
        return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    }
    const value = read((JSON.parse(answer.text) as { result?: unknown }).result);
    return value === undefined ? { kind: 'unusable', code: 'INBOUND-UNREADABLE' } : { kind: 'answer', value };
  }
}
