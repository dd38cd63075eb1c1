import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { OutboxKind } from '../../store/repositories/outbox.ts';

const id = Type.String({ minLength: 1, maxLength: 100 });

/** What a row of each kind holds: ids only, the content is loaded when it is sent. */
export const payloadSchemas = {
  'upload-copy': Type.Object({ originalId: id, documentId: id }, { additionalProperties: false }),
  'sync-dossier': Type.Object({}, { additionalProperties: false }),
  /** The row's id is that of the answer. */
  'answer-request': Type.Object({}, { additionalProperties: false }),
  progress: Type.Object({ stepIds: Type.Array(id, { minItems: 1, maxItems: 500 }) }, { additionalProperties: false }),
} as const satisfies Record<OutboxKind, unknown>;

export type Payload<K extends OutboxKind> = Static<(typeof payloadSchemas)[K]>;

/** A stored payload, or undefined when it does not fit: the row may come from another version of the program. */
export function readPayload<K extends OutboxKind>(kind: K, stored: unknown): Payload<K> | undefined {
  return Value.Check(payloadSchemas[kind], stored) ? (stored as Payload<K>) : undefined;
}
