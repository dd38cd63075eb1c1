import type { Clock } from '../../common/clock.ts';
import type { Store, Tx } from '../../store/index.ts';
import { findOutboxRow } from '../../store/repositories/outbox.ts';
import { type RecallRow, recallsOfDossier, updateRecall } from '../../store/repositories/recalls.ts';
import { type RevocationOutcome, removeUpload, revokeLink } from '../documents/revoke.ts';
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
  const { store, clock, timings, signal } = parts;
  const ended = recall.linkId === null ? { kind: 'revoked' as const } : await revokeEnded(parts, recall);
  const outcome = ended.kind === 'revoked' ? await revokeSent(parts, recall) : ended;
  const now = clock.now();
  if (signal.aborted) return false;
  store.write((tx) => {
    if (outcome.kind === 'revoked') {
      // Its upload was given another address while this one was asked about.
      if (!isStillAt(tx, recall)) return;
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

/** What was sent whole: by its link where it has one. */
async function revokeSent(parts: RevocationParts, { uploadId }: RecallRow): Promise<RevocationOutcome> {
  const { store, gateway, line, clock, signal } = parts;
  const row = findOutboxRow(store.db, uploadId ?? '');
  const { linkEndpoint: endpoint, bearerToken } = gateway;
  const token = bearerToken === undefined ? {} : { bearerToken };
  const asked = { line, clock, signal };
  const hasLink = endpoint && row && row.result?.url !== row.uploadUrl;
  return hasLink
    ? await revokeLink({ service: { endpoint, ...token }, ...asked }, row.id)
    : await removeUpload({ endpoint: gateway.endpoint, ...token, ...asked }, row?.uploadUrl ?? null);
}

/** What was broken off on its way: a link may have been made just before, and what had arrived of the file lies there. */
async function revokeEnded(parts: RevocationParts, { linkId, uploadUrl }: RecallRow): Promise<RevocationOutcome> {
  const { gateway, line, clock, signal } = parts;
  const { linkEndpoint: endpoint, bearerToken } = gateway;
  const token = bearerToken === undefined ? {} : { bearerToken };
  const asked = { line, clock, signal };
  if (endpoint && linkId !== null) {
    const link = await revokeLink({ service: { endpoint, ...token }, ...asked }, linkId);
    if (link.kind !== 'revoked') return link;
  }
  return await removeUpload({ endpoint: gateway.endpoint, ...token, ...asked }, uploadUrl);
}

function isStillAt(tx: Tx, { originalId, dossierId, uploadUrl }: RecallRow): boolean {
  const now = recallsOfDossier(tx, dossierId).find((one) => one.originalId === originalId);
  return now?.uploadUrl === uploadUrl;
}
