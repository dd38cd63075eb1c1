import type { Clock } from '../../common/clock.ts';
import type { Store, Tx } from '../../store/index.ts';
import { findCopyLink, keepCopyFetch, keepCopyLink, moveCopy } from '../../store/repositories/copy-links.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { confirmedUploads, findOutboxRow, type OutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import { openDifferencesOf, replaceDifferences } from '../../store/repositories/portal-differences.ts';
import type { Unreachable } from '../connector.ts';
import { type CopyLink, type LinkOutcome, type LinkParts, readLink, renewLink } from '../documents/links.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { readPayload } from '../outbox/payloads.ts';
import { isDecidedThere } from './compare.ts';
import { journalDifferences } from './journal.ts';

/** A link that ends within this time is renewed while the portal has not fetched the copy, milliseconds. */
const renewBeforeMs = 12 * 3_600_000;

/** What asking for the links works with. */
export interface CopyLinkParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly outbox: Outbox;
  /** How the link service is asked. */
  readonly service: LinkParts;
}

/**
 * Asks the gateway about the links of a dossier's copies: who fetched them, which have ended. One that has ended before
 * the portal came for it gets a new address, and the dossier goes again with it, in one transaction; a cut between the
 * two is found at the next asking, which sees an address that is not the one kept. Null when all were answered.
 */
export async function askCopyLinks(parts: CopyLinkParts, dossierId: string): Promise<Unreachable | null> {
  const { store, clock } = parts;
  const gone: string[] = [];
  for (const row of confirmedUploads(store.db, dossierId)) {
    if (!hasLink(row)) continue;
    const known = findCopyLink(store.db, row.id);
    const originalId = readPayload('upload-copy', row.payload)?.originalId ?? '';
    const cancelled = findOriginal(store.db, originalId)?.state === 'cancelled';
    // A file that is fetched and gone has done its work; one that was cancelled is seen to by its recall.
    if (cancelled || (known && known.fetchedAt !== null && known.removedAt !== null)) continue;
    const outcome = await ask(parts, row);
    switch (outcome.kind) {
      case 'link':
        if (outcome.link.removedAt !== null && outcome.link.fetchedAt === null) gone.push(originalId);
        break;
      case 'absent':
      case 'damaged':
        gone.push(originalId);
        break;
      case 'unreachable':
        return outcome;
      case 'rejected':
        return { kind: 'unreachable', code: outcome.code };
    }
  }
  const found = gone.map((subject) => ({ kind: 'file-gone' as const, subject, ownStatus: null, farStatus: null }));
  store.write((tx) => {
    journalDifferences(store, tx, dossierId, replaceDifferences(tx, clock, dossierId, found, ['file-gone']));
  });
  return null;
}

/** Whether the address is a link's, and not the one at which the upload grew. */
function hasLink({ result, uploadUrl }: OutboxRow): boolean {
  return result?.url !== undefined && result.url !== uploadUrl;
}

async function ask(parts: CopyLinkParts, row: OutboxRow): Promise<LinkOutcome> {
  const read = await readLink(parts.service, row.id);
  if (read.kind !== 'link') return read;
  const now = parts.clock.now();
  const { link } = read;
  const ending = link.url !== null && link.fetchedAt === null && link.expiresAt - renewBeforeMs <= now;
  // The new address would be told with the office's own state, over what was decided at the portal.
  const held = isDecidedThere(openDifferencesOf(parts.store.db, row.dossierId));
  const outcome = ending && !held ? await renewLink(parts.service, row.id) : read;
  if (outcome.kind === 'link') keep(parts, row, outcome.link, now);
  return outcome;
}

function keep({ store, outbox }: CopyLinkParts, row: OutboxRow, link: CopyLink, askedAt: number): void {
  const { id, dossierId } = row;
  store.write((tx) => {
    const kept = findOutboxRow(tx, id)?.result?.url;
    const moved = link.url !== null && kept !== undefined && link.url !== kept;
    const { expiresAt, fetchedAt, removedAt } = link;
    keepCopyLink(tx, { outboxId: id, askedAt, expiresAt, fetchedAt, removedAt }, moved);
    for (const { at, caller, bytes, whole } of link.fetches ?? []) {
      if (!keepCopyFetch(tx, { outboxId: id, at, caller, bytes, whole })) continue;
      note(store, tx, dossierId, 'copy-fetched', { message: id, whole, bytes });
    }
    if (!moved) return;
    moveCopy(tx, id, link.url);
    // A message that waits already takes the new address along.
    const waits = outboxOfDossier(tx, dossierId).some((one) => one.kind === 'sync-dossier' && one.state === 'waiting');
    if (!waits) outbox.syncDossier(tx, dossierId);
    note(store, tx, dossierId, 'renew-link', { message: id });
  });
}

function note(
  store: Store,
  tx: Tx,
  objectId: string,
  act: string,
  facts: Readonly<Record<string, string | number | boolean>>,
): void {
  store.journal.append(tx, { actor: 'station', role: 'station', act, objectType: 'dossier', objectId, facts });
}
