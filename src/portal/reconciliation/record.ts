import type { Clock } from '../../common/clock.ts';
import type { Store, Tx } from '../../store/index.ts';
import { findOutboxRow, markConfirmed, type OutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import { replaceDifferences } from '../../store/repositories/portal-differences.ts';
import { recallsOfDossier, updateRecall } from '../../store/repositories/recalls.ts';
import { findFarDossier, keepFarDossier } from '../../store/repositories/reconciliation.ts';
import type { ToldDossier } from '../../store/schema/outbox.ts';
import type { FarDossier, LookUp, Receipt, Unreachable } from '../connector.ts';
import { sha256 } from '../http.ts';
import type { SettlingEvents } from '../outbox/settling.ts';
import { agreed, compare, isToldAlready } from './compare.ts';
import { journalDifferences } from './journal.ts';
import { standingOf } from './standing.ts';

/** What a portal said of a dossier, as `LookUp` without the answers that never came. */
export type Answered = Exclude<LookUp, Unreachable>;

interface RecordParts {
  readonly store: Store;
  readonly clock: Clock;
  /** Stands in the receipt of a message that is confirmed by asking. */
  readonly connectorName: string;
  readonly onConfirmed: SettlingEvents['onConfirmed'];
}

/** What was asked and answered about a dossier. */
export interface Asked {
  readonly dossierId: string;
  /** Of the station's messages before the question. */
  readonly mark: string;
  readonly answer: Answered;
  /** What a message would tell that the portal refused last; null when there is none, or it cannot be told now. */
  readonly refused: ToldDossier | null;
}

/**
 * Writes down what the portal said of a dossier and what that differs in. Nothing of the office's own state changes by it.
 * False, and nothing is written, when the station's messages have moved on since they were at `mark`.
 */
export function recordAnswer(parts: RecordParts, tx: Tx, { dossierId, mark, answer, refused }: Asked): boolean {
  const { store, clock } = parts;
  const standing = standingOf(tx, dossierId);
  if (standing.mark !== mark) return false;
  const now = clock.now();
  const far = answer.kind === 'found' ? answer.dossier : null;
  const known = findFarDossier(tx, dossierId);
  const statusCode = far?.statusCode ?? null;
  const same = known?.answer === answer.kind && known.statusCode === statusCode;
  keepFarDossier(tx, {
    dossierId,
    askedAt: now,
    answer: answer.kind,
    statusCode,
    results: far?.results?.length ?? null,
    since: same ? known.since : now,
  });
  if (answer.kind === 'not-offered') return true;
  const arrived = refused !== null && far !== null && isToldAlready(refused, far);
  if (arrived) confirmByAsking(parts, tx, dossierId, refused);
  const { found, kinds } = arrived ? agreed : compare(standing, far);
  journalDifferences(store, tx, dossierId, replaceDifferences(tx, clock, dossierId, found, kinds));
  verifyRecalls(tx, dossierId, far, now);
  return true;
}

/** A recalled copy that the portal was told of and does not list any more is taken back for certain. */
function verifyRecalls(tx: Tx, dossierId: string, far: FarDossier | null, now: number): void {
  if (far !== null && far.results === null) return;
  for (const { originalId, uploadId, syncId, verifiedAt } of recallsOfDossier(tx, dossierId)) {
    const told = syncId !== null && findOutboxRow(tx, syncId)?.state === 'confirmed';
    const url = uploadId === null ? undefined : findOutboxRow(tx, uploadId)?.result?.url;
    const listed = url !== undefined && (far?.results ?? []).some((result) => result.url === url);
    if (verifiedAt === null && told && !listed) updateRecall(tx, originalId, { verifiedAt: now });
  }
}

/** The message that stands first and was refused; undefined: another kind stands first, or none was refused. */
export function refusedHead(rows: readonly OutboxRow[]): OutboxRow | undefined {
  const head = rows.find(({ head: first }) => first);
  return head?.kind === 'sync-dossier' && head.state === 'rejected' && head.begunAt !== null ? head : undefined;
}

/** The portal has what it seemed to refuse: the message had arrived, and its row is confirmed by what was heard. */
function confirmByAsking(parts: RecordParts, tx: Tx, dossierId: string, told: ToldDossier): void {
  const { store, clock, connectorName, onConfirmed } = parts;
  const row = refusedHead(outboxOfDossier(tx, dossierId));
  if (!row) return;
  const confirmedAt = clock.now();
  const receipt: Receipt = {
    connector: connectorName,
    service: 'look-up',
    message: '',
    at: confirmedAt,
    requestSha256: sha256(JSON.stringify(told)),
  };
  const { attempts } = row;
  markConfirmed(tx, row.id, { attempts, receipt, result: { told }, confirmedAt });
  onConfirmed(tx, { ...row, state: 'confirmed', receipt, result: { told }, confirmedAt }, receipt);
  store.journal.append(tx, {
    actor: 'station',
    role: 'station',
    act: 'confirmed-by-asking',
    objectType: 'dossier',
    objectId: dossierId,
    facts: { message: row.id },
  });
}
