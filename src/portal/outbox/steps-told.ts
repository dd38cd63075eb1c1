import type { OutboxRow } from '../../store/repositories/outbox.ts';
import { readPayload } from './payloads.ts';

/** The entries of the journal that the portal was told of as steps, each once and in order, at most as many as fit a message. */
export function stepsTold(rows: readonly OutboxRow[]): number[] {
  const told = rows.flatMap((row) =>
    row.kind === 'progress' && row.state === 'confirmed' ? (readPayload('progress', row.payload)?.stepIds ?? []) : [],
  );
  return [...new Set(told.map(Number))].sort((a, b) => a - b).slice(-500);
}
