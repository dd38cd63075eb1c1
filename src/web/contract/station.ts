import { type Static, Type } from 'typebox';
import { scannerStates } from '../../devices/scanner/port.ts';
import { tokenStates } from '../../devices/token/port.ts';
import { Instant, NullableInstant, NullableText, oneOf } from './shapes.ts';

const Line = Type.Object({ state: oneOf(['up', 'down', 'unknown']), lastExchangeAt: NullableInstant });

/** The lamps. `measuredAt` says when a figure was taken; null while it has not been taken yet. */
export const StationAnswer = Type.Object({
  version: Type.String(),
  now: Instant,
  scanners: Type.Object({
    measuredAt: NullableInstant,
    failureCode: NullableText,
    devices: Type.Array(
      Type.Object({
        id: Type.String(),
        vendor: Type.String(),
        model: Type.String(),
        state: oneOf(scannerStates),
      }),
    ),
  }),
  tokens: Type.Object({
    measuredAt: NullableInstant,
    failureCode: NullableText,
    /** `yours`: the token holds the certificate of the officer who asks. */
    tokens: Type.Array(Type.Object({ state: oneOf(tokenStates), yours: Type.Boolean() })),
  }),
  portal: Type.Object({
    connector: Type.String(),
    portal: Line,
    gateway: Line,
    waiting: Type.Integer(),
    rejected: Type.Integer(),
  }),
});
export type StationAnswer = Static<typeof StationAnswer>;
