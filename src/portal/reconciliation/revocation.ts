import type { Clock } from '../../common/clock.ts';
import type { Store } from '../../store/index.ts';
import { findOutboxRow } from '../../store/repositories/outbox.ts';
import { type RecallRow, updateRecall } from '../../store/repositories/recalls.ts';
import { removeUpload, revokeLink } from '../documents/revoke.ts';
import type { GatewaySettings } from '../documents/upload.ts';
import type { Line } from '../line/line.ts';
import { type ReconciliationTimings, waitAfterTry } from './timings.ts';

export interface RevocationParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly gateway: GatewaySettings;
  readonly line: Line;
  readonly timings: ReconciliationTimings;
  readonly signal: AbortSignal;
}

/**
 * Takes a cancelled copy back at the gateway: its link opens no more and its file goes. Asked again it does the same, so
 * a cut before the note costs one more question. Answers whether the gateway spoke.
 */
export async function revoke(parts: RevocationParts, recall: RecallRow): Promise<boolean> {
  const { store, clock, gateway, line, timings, signal } = parts;
  const row = findOutboxRow(store.db, recall.uploadId ?? '');
  const { linkEndpoint: endpoint, bearerToken } = gateway;
  const token = bearerToken === undefined ? {} : { bearerToken };
  const asked = { line, clock, signal };
  const hasLink = endpoint && row && row.result?.url !== row.uploadUrl;
  const outcome = hasLink
    ? await revokeLink({ service: { endpoint, ...token }, ...asked }, row.id)
    : await removeUpload({ endpoint: gateway.endpoint, ...token, ...asked }, row?.uploadUrl ?? null);
  const now = clock.now();
  if (signal.aborted) return false;
  store.write((tx) => {
    if (outcome.kind === 'revoked') {
      updateRecall(tx, recall.originalId, { linkRevokedAt: now, failureCode: null });
      store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'revoke-link',
        objectType: 'dossier',
        objectId: recall.dossierId,
        facts: { original: recall.originalId },
      });
      return;
    }
    const tries = recall.tries + 1;
    const nextAt =
      now + Math.max(waitAfterTry(timings, tries), Math.min(outcome.retryAfterMs ?? 0, timings.mostWaitMs));
    updateRecall(tx, recall.originalId, { tries, nextAt, failureCode: outcome.code });
  });
  return outcome.kind === 'revoked';
}
