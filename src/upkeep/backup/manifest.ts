import { type Static, Type } from 'typebox';

/** A document of a set: the length and SHA-256 of its bytes in the clear, and the key that opens it. */
export const BackedUpDocument = Type.Tuple([
  Type.String({ pattern: '^[0-9a-f-]{36}$' }),
  Type.String({ minLength: 1, maxLength: 100 }),
  Type.Integer({ minimum: 0 }),
  Type.String({ pattern: '^[0-9a-f]{64}$' }),
]);
export type BackedUpDocument = Static<typeof BackedUpDocument>;

/** What a set holds. It is encrypted as the database is: the station's own private keys are in it. */
export const Manifest = Type.Object(
  {
    form: Type.Literal(1),
    office: Type.String(),
    /** Epoch milliseconds at which the database was copied. */
    at: Type.Integer(),
    database: Type.Object({ length: Type.Integer(), sha256: Type.String() }),
    journal: Type.Object({ seq: Type.Integer(), hash: Type.String() }),
    /** The station's certificates and their keys, by file name, so that the screens need not be set up anew. */
    files: Type.Record(Type.String({ pattern: '^[a-z]+\\.(pem|key)$' }), Type.String()),
    documents: Type.Array(BackedUpDocument),
  },
  { additionalProperties: false },
);
export type Manifest = Static<typeof Manifest>;

/** The dossiers' keys in the clear (base64), and the ids of those that were destroyed. */
export const KeyList = Type.Object(
  {
    form: Type.Literal(1),
    keys: Type.Record(Type.String(), Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' })),
    destroyed: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type KeyList = Static<typeof KeyList>;
