import type { Reader } from '../database.ts';
import { eq, max } from '../drizzle.ts';
import { originals, scans } from '../schema/dossiers.ts';
import { outbox } from '../schema/outbox.ts';

/** When the office last succeeded at something, epoch milliseconds; null when it never did. */
export interface LastSuccesses {
  readonly scan: number | null;
  readonly signature: number | null;
  readonly issue: number | null;
  readonly delivery: number | null;
  readonly message: number | null;
}

export function lastSuccesses(db: Reader): LastSuccesses {
  const scan = db
    .select({ at: max(scans.endedAt) })
    .from(scans)
    .where(eq(scans.state, 'done'))
    .get();
  const original = db
    .select({
      signature: max(originals.signedAt),
      issue: max(originals.issuedAt),
      delivery: max(originals.deliveredAt),
    })
    .from(originals)
    .get();
  const message = db
    .select({ at: max(outbox.confirmedAt) })
    .from(outbox)
    .get();
  return {
    scan: scan?.at ?? null,
    signature: original?.signature ?? null,
    issue: original?.issue ?? null,
    delivery: original?.delivery ?? null,
    message: message?.at ?? null,
  };
}

/** When the message that waits longest was written, epoch milliseconds; null when none waits. */
export function oldestWaitingMessage(db: Reader): number | null {
  const row = db
    .select({ at: outbox.createdAt })
    .from(outbox)
    .where(eq(outbox.state, 'waiting'))
    .orderBy(outbox.seq)
    .limit(1)
    .get();
  return row?.at ?? null;
}
