import { type Static, Type } from 'typebox';
import { PAPERS, PRINT_KINDS, type SlipModel } from '../../certification/index.ts';
import { closed, NullableText, oneOf } from './shapes.ts';

const Column = Type.Object({
  title: Type.String(),
  align: oneOf(['left', 'centre', 'right']),
  weight: Type.Integer(),
});
const Total = Type.Object({ label: Type.String(), value: Type.String() });

const Block = Type.Union([
  Type.Object({
    kind: Type.Literal('field'),
    number: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
    label: Type.String(),
    value: Type.String(),
    strong: Type.Boolean(),
  }),
  Type.Object({ kind: Type.Literal('paragraph'), text: Type.String(), small: Type.Boolean() }),
  Type.Object({
    kind: Type.Literal('table'),
    columns: Type.Array(Column),
    rows: Type.Array(Type.Array(Type.String())),
    total: Type.Unsafe<Static<typeof Total> | null>({ ...Total, type: ['object', 'null'] }),
  }),
  Type.Object({
    kind: Type.Literal('tracking'),
    label: Type.String(),
    code: Type.String(),
    note: Type.String(),
    address: NullableText,
  }),
]);

const Model = Type.Object({
  kind: oneOf(PRINT_KINDS),
  office: NullableText,
  unit: Type.String(),
  nation: Type.String(),
  motto: Type.String(),
  reference: NullableText,
  placeAndDate: NullableText,
  title: Type.String(),
  subtitle: NullableText,
  blocks: Type.Array(Block),
  signatures: Type.Array(Type.Object({ title: Type.String(), note: Type.String(), name: Type.String() })),
});

/** The content of a slip, always in Vietnamese; the screen prints the same words that the station puts in the PDF. */
export const SlipAnswer = Type.Object({
  slip: Type.Unsafe<SlipModel>(Model),
  /** The rows of the QR code of the tracking block's address, `1` for a dark module; without a quiet zone. */
  qr: Type.Unsafe<string[] | null>({ type: ['array', 'null'], items: { type: 'string' } }),
});
export type SlipAnswer = Static<typeof SlipAnswer>;
export { PAPERS, type Paper, type SlipModel } from '../../certification/index.ts';

export const PaperQuery = closed({ paper: Type.Optional(oneOf(PAPERS)) });

/** Letters, digits and the signs that stand in a receipt's sign and number. */
export const feeReceiptPattern = '^[0-9A-Za-zĐđ][0-9A-Za-zĐđ /.,:()\\-]{0,59}$';

/** The number that the office's receipt system gave (NĐ 254/2026 Điều 23: sign and number); null takes it back. */
export const FeeReceiptBody = closed({
  number: Type.Unsafe<string | null>({ type: ['string', 'null'], pattern: feeReceiptPattern }),
});
export type FeeReceiptBody = Static<typeof FeeReceiptBody>;
