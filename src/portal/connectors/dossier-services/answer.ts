import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { cleanText, shorten } from './text.ts';

/** What an answer means; `message` is the portal's own words, at most 500 characters. */
export interface Verdict {
  readonly meaning: 'done' | 'exists' | 'missing' | 'refused' | 'expired' | 'busy' | 'unknown' | 'unreadable';
  readonly message: string;
}

const Envelope = Type.Object({
  error_code: Type.Union([Type.Integer(), Type.String({ maxLength: 20 })]),
  message: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});

/** Codes under which clients have seen "đã tồn tại". */
const successCodes = ['0', '00'];
const existsCodes = [...successCodes, '3', '-3'];

const words = {
  done: /thành công/i,
  notDone: /(không|chưa)( được)? thành công|thất bại/i,
  exists: /đã tồn tại/i,
  missing: /(không|chưa) tồn tại|không tìm thấy/i,
  /** The session in which it was asked is over. */
  expired: /session|phiên (làm việc|đăng nhập)|hết phiên/i,
  /** The portal speaks of its own trouble, not of the content. */
  busy: /time ?out|quá thời gian|quá tải|đang bận|gián đoạn|bảo trì|thử lại/i,
} as const;

/**
 * Reads an answer with HTTP status 200: `{error_code, message}` with the code as a number or a string, or, where the
 * service answers so (`plainText`), words alone. An answer that fits no rule is `unknown`, never a success.
 */
export function readAnswer(text: string, plainText: boolean): Verdict {
  const parsed = parseJson(text);
  if (parsed !== undefined && Value.Check(Envelope, parsed)) return readEnvelope(parsed);
  const said = typeof parsed === 'string' ? parsed : parsed === undefined ? text : undefined;
  if (!plainText || said === undefined || said.trimStart().startsWith('<') || said.trimStart().startsWith('{')) {
    return { meaning: 'unreadable', message: '' };
  }
  const message = tidy(said);
  if (words.notDone.test(message)) return { meaning: notDone(message), message };
  if (words.done.test(message)) return { meaning: 'done', message };
  return { meaning: 'unreadable', message };
}

function readEnvelope(envelope: Static<typeof Envelope>): Verdict {
  const known = { success: successCodes, exists: existsCodes };
  return judge(String(envelope.error_code).trim(), envelope.message ?? '', known);
}

/** What a code and its words mean. `exists`: the codes beside which “đã tồn tại” counts; null: beside any. */
export function judge(
  code: string,
  said: string,
  known: { readonly success: readonly string[]; readonly exists: readonly string[] | null },
): Verdict {
  const message = tidy(said);
  if (words.exists.test(message)) {
    return { meaning: known.exists === null || known.exists.includes(code) ? 'exists' : 'refused', message };
  }
  if (known.success.includes(code)) {
    const success = message === '' || (words.done.test(message) && !words.notDone.test(message));
    return { meaning: success ? 'done' : words.expired.test(message) ? 'expired' : 'unknown', message };
  }
  const meaning = notDone(message);
  return { meaning: meaning === 'refused' && words.missing.test(message) ? 'missing' : meaning, message };
}

/** What words that are no success speak of. */
function notDone(message: string): 'expired' | 'busy' | 'refused' {
  if (words.expired.test(message)) return 'expired';
  return words.busy.test(message) ? 'busy' : 'refused';
}

/** Whether a code alone says success. */
export function meansDone(code: string | number): boolean {
  return successCodes.includes(String(code).trim());
}

/** Whether words speak of the portal's own trouble. */
export function meansBusy(message: string): boolean {
  return words.busy.test(tidy(message));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tidy(message: string): string {
  return shorten(cleanText(message), 500);
}
