import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Unreachable } from '../connector.ts';
import { readAnswer } from '../connectors/dossier-services/index.ts';
import { cleanText } from '../connectors/dossier-services/text.ts';
import { withoutVerdict } from '../connectors/no-verdict.ts';
import type { Answer, NoAnswer } from '../http.ts';
import type { CategoryContent, CategoryList, CategoryProcedure, CategoryQuery } from './category.ts';

/** The services by the category that they give. */
export const categoryServices = {
  procedure: 'LayThuTuc',
  procedures: 'LayDanhSachTTHC',
  fields: 'LayDanhMucLinhVuc',
  offices: 'LayDanhMucCoQuan',
} as const;

/** A whole list of the country on a slow line: until the last byte, milliseconds, and the longest answer, bytes. */
export const categoryLimits = { timeoutMs: 180_000, maxAnswerBytes: 8 * 1024 * 1024 } as const;

/** What came of asking. `absent`: the portal has no procedure of this code. `not-offered`: this way has no such service. */
export type Pulled =
  | { readonly kind: 'pulled'; readonly content: CategoryContent }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-offered' }
  | Unreachable;

const notOffered: readonly number[] = [404, 405, 501];

/** What an exchange with a category's service came to. */
export function pulledOf(answer: Answer | NoAnswer, query: CategoryQuery): Pulled {
  if (answer.kind === 'answer' && answer.status === 200) return readCategory(answer.text, query);
  if (answer.kind === 'answer' && notOffered.includes(answer.status)) return { kind: 'not-offered' };
  const outcome = withoutVerdict(answer);
  return outcome.kind === 'unreachable' ? outcome : { kind: 'unreachable', code: 'PORTAL-ANSWER-UNKNOWN' };
}

const text = Type.Optional(Type.Union([Type.String({ maxLength: 20_000 }), Type.Number(), Type.Null()]));
const listOf = <T extends TSchema>(element: T, maxItems: number) =>
  Type.Optional(Type.Union([Type.Array(element, { maxItems }), Type.Null()]));
type Text = Static<typeof text> | undefined;

const Rows = Type.Object({
  result: Type.Array(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown()), { maxItems: 50_000 }),
});

const WireFee = Type.Object({ MAPHILEPHI: text, SOTIEN: text, DONVI: text, MOTA: text });
const WireProcedure = Type.Object({
  MATTHC: Type.String({ minLength: 1, maxLength: 200 }),
  TENTTHC: Type.String({ minLength: 1, maxLength: 20_000 }),
  TRANGTHAI: text,
  LINHVUCTHUCHIEN: listOf(Type.Object({ MALINHVUC: text, TENLINHVUC: text }), 100),
  KETQUATHUCHIEN: listOf(Type.Object({ MAKETQUA: text, TENKETQUA: text }), 200),
  CACHTHUCTHUCHIEN: listOf(Type.Object({ THOIGIAN: listOf(Type.Object({ PHILEPHI: listOf(WireFee, 100) }), 50) }), 20),
});

/** The keys of each list: code and name. */
const listKeys = {
  procedures: ['MATTHC', 'TENTTHC'],
  fields: ['MALINHVUC', 'TENLINHVUC'],
  offices: ['MADONVI', 'TENDONVI'],
} as const;

/**
 * Reads the answer of a category's service. Only a whole list counts: an element that does not fit makes the answer
 * unreadable, so that half of a list is never taken for a list.
 */
export function readCategory(answer: string, query: CategoryQuery): Pulled {
  const { meaning, message } = readAnswer(answer, false);
  if (meaning === 'missing') return { kind: 'absent' };
  if (meaning === 'busy' || meaning === 'expired') return { kind: 'unreachable', code: 'PORTAL-BUSY', message };
  if (meaning !== 'done') {
    const code = meaning === 'unreadable' ? 'PORTAL-ANSWER-UNREADABLE' : 'PORTAL-ANSWER-UNKNOWN';
    return { kind: 'unreachable', code, message };
  }
  const content = query.kind === 'procedure' ? readProcedure(answer, query.code) : readList(answer, query.kind);
  return content === 'absent' ? { kind: 'absent' } : (content ?? unreadable);
}

const unreadable: Unreachable = { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };

function readList(answer: string, kind: keyof typeof listKeys): Pulled | null {
  const parsed: unknown = JSON.parse(answer);
  if (!Value.Check(Rows, parsed)) return null;
  const [codeKey, nameKey] = listKeys[kind];
  const entries = new Map<string, string>();
  for (const row of parsed.result) {
    const code = textOf(row[codeKey]);
    const name = textOf(row[nameKey]);
    if (code === null || name === null || code.length === 0 || code.length > 200 || name.length > 2000) return null;
    if (!entries.has(code)) entries.set(code, name);
  }
  return { kind: 'pulled', content: { kind, list: { entries: sorted(entries) } } };
}

function readProcedure(answer: string, code: string): Pulled | 'absent' | null {
  const { result }: { result?: unknown } = JSON.parse(answer) as object;
  const found: unknown = Array.isArray(result) ? result : result === undefined || result === null ? [] : [result];
  if (!Array.isArray(found) || found.length > 100) return null;
  if (found.length === 0) return 'absent';
  const named = found.filter((one): one is Static<typeof WireProcedure> => Value.Check(WireProcedure, one));
  if (named.length !== found.length) return null;
  const own = named.find((one) => one.MATTHC.trim() === code);
  if (!own) return 'absent';
  const state = saidOf(own.TRANGTHAI);
  const procedure: CategoryProcedure = {
    code,
    name: cut(saidOf(own.TENTTHC)),
    published: state === '' ? null : state === '1',
    fields: pairs(own.LINHVUCTHUCHIEN ?? [], (one) => [one.MALINHVUC, one.TENLINHVUC]),
    results: pairs(own.KETQUATHUCHIEN ?? [], (one) => [one.MAKETQUA, one.TENKETQUA]),
    fees: feesOf(own),
  };
  return { kind: 'pulled', content: { kind: 'procedure', procedure } };
}

/** Each fee once, whichever channels and terms it stands under. */
function feesOf(procedure: Static<typeof WireProcedure>): CategoryProcedure['fees'] {
  const all = (procedure.CACHTHUCTHUCHIEN ?? [])
    .flatMap((channel) => channel.THOIGIAN ?? [])
    .flatMap((term) => term.PHILEPHI ?? [])
    .map((fee) => ({
      code: cut(saidOf(fee.MAPHILEPHI)),
      amount: cut(saidOf(fee.SOTIEN)),
      unit: cut(saidOf(fee.DONVI)),
      note: cut(saidOf(fee.MOTA)),
    }));
  const once = new Map(all.map((fee) => [JSON.stringify(fee), fee]));
  return [...once.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, fee]) => fee)
    .slice(0, 500);
}

function pairs<T>(elements: readonly T[], of: (element: T) => readonly [Text, Text]): CategoryList['entries'] {
  const entries = new Map<string, string>();
  for (const element of elements) {
    const [code, name] = of(element);
    const own = saidOf(code);
    if (own !== '' && own.length <= 200 && !entries.has(own)) entries.set(own, cut(saidOf(name)));
  }
  return sorted(entries);
}

function sorted(entries: ReadonlyMap<string, string>): CategoryList['entries'] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, name]) => ({ code, name }));
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? cleanText(String(value)) : null;
}

function saidOf(value: Text): string {
  return textOf(value) ?? '';
}

function cut(value: string): string {
  return value.slice(0, 2000);
}
