import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { judge, type Verdict } from '../dossier-services/answer.ts';

/** The envelope of every service. */
const Envelope = Type.Object({
  code: Type.Union([Type.Integer(), Type.String({ maxLength: 20 })]),
  message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  data: Type.Optional(Type.Unknown()),
});

/** What an answer means, and the `data` that it carries. */
export interface DvcAnswer {
  readonly verdict: Verdict;
  readonly data: unknown;
}

const unreadable: DvcAnswer = { verdict: { meaning: 'unreadable', message: '' }, data: undefined };

/**
 * Reads an answer: `{code, message, data}`. Beside an HTTP status of failure its words count, but no success; null when
 * such an answer has no envelope, so that the status alone speaks.
 */
export function readDvcAnswer(text: string, status: number, success: readonly string[]): DvcAnswer | null {
  const parsed = parseJson(text);
  if (!Value.Check(Envelope, parsed)) return status === 200 ? unreadable : null;
  const known = { success: status === 200 ? success : [], exists: null };
  return { verdict: judge(String(parsed.code).trim(), parsed.message ?? '', known), data: parsed.data };
}

const short = Type.String({ minLength: 1, maxLength: 200 });
const Token = Type.Object({
  access_token: Type.String({ minLength: 1, maxLength: 8000, pattern: '^[\\x21-\\x7e]+$' }),
  expires_in: Type.Optional(Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: '^[0-9]{1,9}$' })])),
});

/** A token and how long it holds, milliseconds; null when the data holds none. */
export function readToken(data: unknown): { readonly session: string; readonly validMs?: number } | null {
  if (!Value.Check(Token, data)) return null;
  const seconds = data.expires_in;
  return { session: data.access_token, ...(seconds === undefined ? {} : { validMs: Number(seconds) * 1000 }) };
}

const NextNumber = Type.Object({ value: Type.Union([short, Type.Integer({ minimum: 0 })]) });

/** The next number, in the envelope's data or beside it; null when there is none. */
export function readNextNumber(text: string): string | null {
  const parsed = parseJson(text);
  const found = [parsed, inner(parsed)].find((one) => Value.Check(NextNumber, one));
  return Value.Check(NextNumber, found) ? String(found.value) : null;
}

const FileNames = Type.Object({
  IdTepTin: Type.Union([short, Type.Integer({ minimum: 0 })]),
  HashTepTin: Type.String({ maxLength: 200 }),
});

/** What the portal calls a file that it took: one object, or a list of one; null when the data names none. */
export function readFile(data: unknown): { readonly id: string; readonly hash: string } | null {
  const one: unknown = Array.isArray(data) && data.length === 1 ? data[0] : data;
  return Value.Check(FileNames, one) ? { id: String(one.IdTepTin), hash: one.HashTepTin } : null;
}

const DossierNames = Type.Object({
  idHoSo: Type.Optional(Type.Union([short, Type.Integer({ minimum: 0 })])),
  maHoSo: Type.Optional(short),
});

/** What the portal calls a dossier, as far as the data says it. */
export function readDossierNames(data: unknown): { readonly id?: string; readonly code?: string } {
  if (!Value.Check(DossierNames, data)) return {};
  return {
    ...(data.idHoSo === undefined ? {} : { id: String(data.idHoSo) }),
    ...(data.maHoSo === undefined ? {} : { code: data.maHoSo }),
  };
}

function inner(parsed: unknown): unknown {
  return Value.Check(Envelope, parsed) ? parsed.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
