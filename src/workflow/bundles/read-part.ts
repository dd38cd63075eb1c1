import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../../common/result.ts';

/** A part that is read whole: its bytes and what they say. The reader has bounded its length. */
export async function readPart<T>(
  schema: TSchema,
  data: AsyncIterable<Uint8Array>,
): Promise<Result<{ readonly bytes: Buffer; readonly value: T }>> {
  const pieces: Uint8Array[] = [];
  for await (const piece of data) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return Value.Check(schema, value) ? ok({ bytes, value: value as T }) : fail('BUNDLE-CONTENT');
  } catch {
    return fail('BUNDLE-CONTENT');
  }
}
