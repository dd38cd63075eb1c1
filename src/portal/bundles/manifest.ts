import { type Static, Type } from 'typebox';
import { PortalDossier, ProgressStep, Receipt } from '../connector.ts';
import { bounds } from './bounds.ts';
import { officePattern, recipientPattern, signingKeyPattern } from './card.ts';

/**
 * What a bundle holds. The parts stand behind the manifest in its order, and the manifest, which is signed, binds each
 * by its SHA-256. A later form of it has another number and is refused by a station that does not know it.
 */
const id = Type.String({ pattern: '^[0-9a-f-]{36}$' });
const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const instant = Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 });
const closed = { additionalProperties: false } as const;

export const BundlePart = Type.Object(
  {
    id,
    kind: Type.Enum(['dossier', 'copy', 'receipts']),
    length: Type.Integer({ minimum: 0, maximum: bounds.copy }),
    sha256,
  },
  closed,
);
export type BundlePart = Static<typeof BundlePart>;

export const Manifest = Type.Object(
  {
    form: Type.Literal(1),
    /** `dossiers`: from an office to the station that sends for it; `receipts`: back. */
    kind: Type.Enum(['dossiers', 'receipts']),
    id,
    /** Counts the bundles of a station: of two, the one with the greater number is the later one. */
    seq: Type.Integer({ minimum: 1, maximum: 253_402_300_799 }),
    at: instant,
    from: Type.Object(
      { office: Type.String({ pattern: officePattern }), signingKey: Type.String({ pattern: signingKeyPattern }) },
      closed,
    ),
    to: Type.Object({ recipient: Type.String({ pattern: recipientPattern }) }, closed),
    /** Bundles whose receipts have all arrived. */
    acknowledged: Type.Array(id, { maxItems: 2000 }),
    parts: Type.Array(BundlePart, { maxItems: bounds.parts }),
  },
  closed,
);
export type Manifest = Static<typeof Manifest>;

/** A row of the origin's outbox: what the far side is to be told. */
export const BundledMessage = Type.Union([
  Type.Object({ row: id, kind: Type.Literal('upload-copy'), originalId: id, documentId: id }, closed),
  Type.Object({ row: id, kind: Type.Literal('sync-dossier') }, closed),
  Type.Object({ row: id, kind: Type.Literal('progress'), steps: Type.Array(ProgressStep, { maxItems: 500 }) }, closed),
]);
export type BundledMessage = Static<typeof BundledMessage>;

/** A part `dossier`: the dossier as it was when the bundle was made, and its messages in their order. */
export const BundledDossier = Type.Object(
  {
    /** Results that the far side does not know yet have no address; `copies` says which document each one is. */
    dossier: PortalDossier,
    copies: Type.Array(Type.Object({ originalId: id, documentId: id }, closed), { maxItems: 500 }),
    messages: Type.Array(BundledMessage, { minItems: 1, maxItems: 1000 }),
  },
  closed,
);
export type BundledDossier = Static<typeof BundledDossier>;

const code = Type.String({ pattern: '^[A-Z][A-Z0-9-]{2,60}$' });
const result = Type.Object(
  {
    url: Type.Optional(Type.String({ pattern: '^https?://[\\x21-\\x7e]+$', maxLength: 2000 })),
    file: Type.Optional(
      Type.Object({ id: Type.String({ maxLength: 200 }), hash: Type.String({ maxLength: 200 }) }, closed),
    ),
  },
  closed,
);

/** What came of a message. `unsent`: something before it was refused, or its time is over; it may be handed over again. */
export const MessageOutcome = Type.Union([
  Type.Object(
    {
      row: id,
      outcome: Type.Literal('confirmed'),
      at: instant,
      receipt: Receipt,
      result: Type.Optional(result),
    },
    closed,
  ),
  Type.Object(
    {
      row: id,
      outcome: Type.Literal('rejected'),
      code,
      /** The far side's own words. */
      message: Type.Optional(Type.String({ maxLength: 4000 })),
    },
    closed,
  ),
  Type.Object({ row: id, outcome: Type.Literal('unsent'), code }, closed),
]);
export type MessageOutcome = Static<typeof MessageOutcome>;

/** A part `receipts`: what came of the messages of some bundles, as far as it is known. */
export const Receipts = Type.Object(
  {
    bundles: Type.Array(
      Type.Object({ id, messages: Type.Array(MessageOutcome, { maxItems: bounds.messages }) }, closed),
      {
        maxItems: 2000,
      },
    ),
  },
  closed,
);
export type Receipts = Static<typeof Receipts>;

/** How long the parts of a bundle are together, bytes. */
export function partBytes(parts: readonly BundlePart[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}
