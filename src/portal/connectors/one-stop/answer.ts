import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { judge, type Verdict } from '../dossier-services/answer.ts';

const code = Type.Union([Type.Integer(), Type.String({ maxLength: 20 })]);
const message = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** The envelopes of the systems known: the code under one name or the other. */
const Envelope = Type.Union([Type.Object({ error_code: code, message }), Type.Object({ code, message })]);

/**
 * An answer to a look-up in the form that is known of TraCuuHoSo, so that both envelopes are read alike: what was found
 * under `result` or `data`, a list or one object.
 */
export function asLookUp(text: string, success: readonly string[]): string {
  const parsed = parse(text);
  if (!Value.Check(Envelope, parsed)) return text;
  const { result, data } = parsed as { result?: unknown; data?: unknown };
  const said = String('error_code' in parsed ? parsed.error_code : parsed.code).trim();
  const found = result ?? data ?? [];
  return JSON.stringify({
    error_code: success.includes(said) ? '0' : said,
    message: parsed.message ?? '',
    result: Array.isArray(found) ? found : [found],
  });
}

/** What an answer means, and what the one-stop system calls the dossier; null where it does not say. */
export interface OneStopAnswer {
  readonly verdict: Verdict;
  readonly ownCode: string | null;
}

/**
 * Reads an answer with HTTP status 200. Only a code that the office has set as success is one, whatever the words say.
 *
 * @param codeField  the key of the system's own dossier code, beside the envelope's code or in its `result` or `data`
 */
export function readOneStopAnswer(text: string, success: readonly string[], codeField: string): OneStopAnswer {
  const parsed = parse(text);
  if (!Value.Check(Envelope, parsed)) {
    return { verdict: { meaning: 'unreadable', message: '' }, ownCode: null };
  }
  const said = String('error_code' in parsed ? parsed.error_code : parsed.code).trim();
  const verdict = judge(said, parsed.message ?? '', { success, exists: null });
  return { verdict, ownCode: codeField === '' ? null : ownCodeIn(parsed, codeField) };
}

const Own = Type.Union([Type.String({ minLength: 1, maxLength: 100 }), Type.Integer({ minimum: 0 })]);

function ownCodeIn(envelope: object, field: string): string | null {
  const { result, data } = envelope as { result?: unknown; data?: unknown };
  for (const place of [envelope, only(result), only(data)]) {
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, field)) continue;
    const value = (place as Record<string, unknown>)[field];
    if (Value.Check(Own, value)) return String(value);
  }
  return null;
}

/** The one element of a list of one; anything else as it is. */
function only(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
