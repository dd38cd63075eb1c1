import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { FarDossier, LookUp } from '../../connector.ts';
import type { Answer, NoAnswer } from '../../http.ts';
import { withoutVerdict } from '../no-verdict.ts';
import { readAnswer } from './answer.ts';

const words = Type.Optional(Type.Union([Type.String({ maxLength: 4000 }), Type.Integer(), Type.Null()]));

const Found = Type.Object({
  result: Type.Array(
    Type.Object({
      MaHoSo: words,
      TrangThaiHoSo: words,
      DanhSachGiayToKetQua: Type.Optional(
        Type.Union([
          Type.Array(Type.Object({ MaGiayToKetQua: words, DuongDanTepTinKetQua: words }), { maxItems: 500 }),
          Type.Null(),
        ]),
      ),
    }),
    { maxItems: 100 },
  ),
});
type Element = Static<typeof Found>['result'][number];

/** Statuses by which a platform says that it has no such service. */
const notOffered: readonly number[] = [404, 405, 501];

/** What an exchange with TraCuuHoSo came to. */
export function lookUpOf(answer: Answer | NoAnswer, dossierCode: string): LookUp {
  if (answer.kind === 'answer' && answer.status === 200) return readLookUp(answer.text, dossierCode);
  if (answer.kind === 'answer' && notOffered.includes(answer.status)) return { kind: 'not-offered' };
  const outcome = withoutVerdict(answer);
  return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
}

/**
 * Reads the answer to TraCuuHoSo. Clients are known to read one thing of it: a `result` that is not empty means that the
 * dossier is there. Its state and its results are compared where it names them.
 */
export function readLookUp(text: string, dossierCode: string): LookUp {
  const { meaning, message } = readAnswer(text, false);
  if (meaning === 'missing') return { kind: 'absent' };
  if (meaning === 'busy' || meaning === 'expired') return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
  if (meaning === 'refused') return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN', message };
  const answer = parsed(text);
  if (!Value.Check(Found, answer)) return { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
  const named = answer.result.filter((one) => one.MaHoSo === undefined || String(one.MaHoSo) === dossierCode);
  const [first] = named;
  return first === undefined ? { kind: 'absent' } : { kind: 'found', dossier: dossierOf(first) };
}

function dossierOf(element: Element): FarDossier {
  const status = Number(element.TrangThaiHoSo ?? Number.NaN);
  const results = element.DanhSachGiayToKetQua ?? null;
  return {
    statusCode: Number.isInteger(status) && status >= 1 && status <= 10 ? status : null,
    results:
      results?.map((one) => ({ resultCode: said(one.MaGiayToKetQua), url: said(one.DuongDanTepTinKetQua) })) ?? null,
  };
}

function said(value: string | number | null | undefined): string | null {
  return value === undefined || value === null || value === '' ? null : String(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
