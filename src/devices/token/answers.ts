import Type, { type Static, type TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { type Code, codes } from '../../common/codes/index.ts';
import type { Failure } from '../../common/result.ts';
import { pinStates } from './port.ts';

/** What a host may answer, as JSON: the station believes nothing that does not fit. Bytes are base64. */
const closed = { additionalProperties: false } as const;
const base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$', maxLength: 100_000 });
const text = Type.String({ maxLength: 1_000 });

const certificateSchema = Type.Object(
  {
    der: base64,
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    serialNumberHex: Type.String({ pattern: '^[0-9A-F]{1,64}$' }),
    subjectCommonName: text,
    algorithm: Type.Union([Type.Literal('rsa'), Type.Literal('ec')]),
    keyBits: Type.Integer({ minimum: 0, maximum: 65_536 }),
    curve: Type.Union([text, Type.Null()]),
    notBefore: Type.Integer(),
    notAfter: Type.Integer(),
  },
  closed,
);

export const tokensSchema = Type.Array(
  Type.Object(
    {
      tokenLabel: text,
      tokenSerial: text,
      model: text,
      pinState: Type.Enum([...pinStates]),
      certificates: Type.Array(certificateSchema, { maxItems: 100 }),
      authorities: Type.Array(base64, { maxItems: 20 }),
      unreadable: Type.Union([text, Type.Null()]),
    },
    closed,
  ),
  { maxItems: 100 },
);
export type TokensAnswer = Static<typeof tokensSchema>;

export const signedSchema = Type.Object(
  {
    signatures: Type.Array(base64, { minItems: 1, maxItems: 1_000 }),
    algorithm: Type.Union([Type.Literal('rsa-pkcs1-sha256'), Type.Literal('ecdsa-sha256')]),
    certificateDer: base64,
    chainDer: Type.Array(base64, { maxItems: 20 }),
  },
  closed,
);
export type SignedAnswer = Static<typeof signedSchema>;

const failureSchema = Type.Object(
  {
    code: Type.String({ pattern: '^TOKEN-[A-Z-]+$', maxLength: 60 }),
    facts: Type.Optional(
      Type.Record(
        Type.String({ maxLength: 40 }),
        Type.Union([Type.String({ maxLength: 200 }), Type.Number(), Type.Boolean(), Type.Null()]),
      ),
    ),
  },
  closed,
);

const isCode = (code: string): code is Code => Object.hasOwn(codes, code);

/** An answer's body. */
export function encodeAnswer(answer: TokensAnswer | SignedAnswer | Failure): Buffer {
  return Buffer.from(JSON.stringify(answer), 'utf8');
}

/** The answer in a body, or undefined when it does not fit the schema. */
export function decodeAnswer<T extends TSchema>(schema: T, body: Buffer): Static<T> | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
  return Value.Check(schema, answer) ? answer : undefined;
}

/** The failure in a body, or undefined when it is none that is documented. */
export function decodeFailure(body: Buffer): Failure | undefined {
  const answer = decodeAnswer(failureSchema, body);
  if (answer === undefined || !isCode(answer.code)) return undefined;
  return answer.facts === undefined ? { code: answer.code } : { code: answer.code, facts: answer.facts };
}
