import { parse } from 'smol-toml';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../common/result.ts';

const text = Type.String({ minLength: 1, maxLength: 200 });
const civilDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const role = Type.Enum(['creator', 'signer', 'seal-keeper', 'unit-admin', 'technician', 'inspector']);

const ImageEntry = Type.Object(
  {
    file: text,
    'width-mm': Type.Number({ minimum: 5, maximum: 100 }),
    'height-mm': Type.Number({ minimum: 5, maximum: 100 }),
    'valid-from': civilDate,
  },
  { additionalProperties: false },
);

const OfficerEntry = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z0-9.-]{2,40}$' }),
    'full-name': text,
    /** Left out: one is made and printed once. */
    password: Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
    roles: Type.Array(role, { minItems: 1, maxItems: 6 }),
    position: text,
    decision: text,
    'valid-from': civilDate,
    'valid-to': Type.Optional(civilDate),
    'signature-block': Type.Optional(Type.Enum(['chairman', 'deputy', 'delegated'])),
    delegation: Type.Optional(text),
    certificate: Type.Optional(
      Type.Object({ sha256, serial: Type.String({ pattern: '^[0-9A-F]{1,64}$' }) }, { additionalProperties: false }),
    ),
    signature: Type.Optional(ImageEntry),
  },
  { additionalProperties: false },
);

/** What `office.toml` says: settings by key, the officers with their decisions, the seal's image, the register's book. */
export const OfficeFile = Type.Object(
  {
    settings: Type.Record(Type.String(), Type.Unknown()),
    officers: Type.Array(OfficerEntry, { minItems: 1, maxItems: 200 }),
    seal: Type.Optional(ImageEntry),
    /** A book that was begun on paper: the station goes on with the next number. */
    register: Type.Optional(
      Type.Object(
        {
          year: Type.Integer({ minimum: 2000, maximum: 2999 }),
          volume: Type.Integer({ minimum: 1, maximum: 999 }),
          'first-number': Type.Integer({ minimum: 1 }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type OfficeFile = Static<typeof OfficeFile>;
export type OfficerEntry = Static<typeof OfficerEntry>;
export type ImageEntry = Static<typeof ImageEntry>;

/** Reads an office file. Errors: START-OFFICE-FILE (facts: at, where it does not fit). */
export function parseOfficeFile(toml: string): Result<OfficeFile> {
  let value: unknown;
  try {
    value = parse(toml);
  } catch (error) {
    const line = error instanceof Error ? (/line (\d+)/.exec(error.message)?.[1] ?? '?') : '?';
    return fail('START-OFFICE-FILE', { at: `line ${line}` });
  }
  if (Value.Check(OfficeFile, value)) return ok(value);
  const first = Value.Errors(OfficeFile, value)[0];
  return fail('START-OFFICE-FILE', { at: first?.instancePath || '/' });
}
