import {
  ACT_RULES,
  type Act,
  hasRole,
  mayCreate,
  type OriginalState,
  transitionRule,
  VOID_KIND_WORDS,
  type VoidKind,
} from '../certification/index.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { civilDate } from '../common/vietnam-time.ts';
import type { Tx } from '../store/index.ts';
import { findOriginal, type OriginalRow, updateOriginal } from '../store/repositories/dossiers.ts';
import { findOfficer } from '../store/repositories/officers.ts';
import { activeEntry, updateEntry } from '../store/repositories/register.ts';
import type { JournalFacts } from '../store/schema/journal.ts';
import { type Actor, roleFor } from './actor.ts';
import type { Office } from './office.ts';
import { peopleOf, toOfficer } from './people.ts';

/** One act on one original: who, what, why, and what else changes with it. */
export interface ActRequest {
  readonly actor: Actor;
  readonly originalId: string;
  readonly act: Act;
  /** The version that the person saw; when another has come since, the act fails instead of surprising anybody. */
  readonly expectedVersion?: number;
  /** Words for the register and the slip; never for the journal, since they may name a person. */
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly change?: Partial<Omit<OriginalRow, 'id' | 'version' | 'state'>>;
  readonly facts?: JournalFacts;
}

/**
 * Does an act inside the caller's transaction: the law is asked, the original moves, what the rule takes back is
 * taken back (number voided, revision 1 destroyed), the journal is written. Answers the original as it now stands.
 *
 * Errors: STORE-NOT-FOUND, STORE-CHANGED-MEANWHILE, LAW-TRANSITION, WEB-REASON-MISSING, WEB-ROLE-MISSING.
 */
export function act(office: Office, tx: Tx, request: ActRequest): Result<OriginalRow> {
  const row = findOriginal(tx, request.originalId);
  if (!row) return fail('STORE-NOT-FOUND', { original: request.originalId });
  if (request.expectedVersion !== undefined && request.expectedVersion !== row.version) {
    return fail('STORE-CHANGED-MEANWHILE', { state: row.state });
  }
  const rules = ACT_RULES[request.act];
  const role = roleFor(request.actor, rules.by);
  if (!role.ok) return role;
  if (rules.needsReason && !request.reason?.trim()) return fail('WEB-REASON-MISSING');
  const rule = transitionRule(row.state as OriginalState, request.act);
  if (!rule.ok) return rule;
  const handled = role.value === 'creator' ? handledBy(office, tx, row, request) : ok(row.handledBy);
  if (!handled.ok) return handled;

  const undone: Partial<OriginalRow> = {};
  if (rule.value.destroysRevision1) {
    if (row.copyDocumentId) discardDocument(office, tx, row.copyDocumentId);
    Object.assign(undone, { copyDocumentId: null, signerId: null, signedAt: null });
  }
  if (undoesComparison.has(request.act)) Object.assign(undone, notCompared);
  if (rule.value.voidsNumber) voidNumber(office, tx, row.id, rule.value.voidsNumber, request.reason ?? '');
  if (rule.value.reopensNumber) reopenNumber(tx, row.id);

  const change = {
    ...undone,
    handledBy: handled.value,
    ...(request.reason === undefined ? {} : { reason: request.reason }),
    ...(request.reasonCode === undefined ? {} : { reasonCode: request.reasonCode }),
    ...request.change,
    state: rule.value.to,
  };
  if (!updateOriginal(tx, row, change)) return fail('STORE-CHANGED-MEANWHILE', { state: row.state });
  office.store.journal.append(tx, {
    actor: request.actor.id,
    role: role.value,
    act: request.act,
    objectType: 'original',
    objectId: row.id,
    facts: {
      from: row.state,
      to: rule.value.to,
      ...(request.reasonCode ? { code: request.reasonCode } : {}),
      ...request.facts,
    },
  });
  return ok({ ...row, ...change, version: row.version + 1 });
}

/** The acts that make the copy what it is. Whoever only sends an original back or out has not created it. */
const creating: ReadonlySet<Act> = new Set<Act>(['add-scan', 'edit-pages', 'finish-scan', 'compare', 'submit']);

/** The acts after which what was compared, and the fee confirmed with it, is no longer what would be signed. */
const undoesComparison: ReadonlySet<Act> = new Set<Act>(['add-scan', 'edit-pages', 'return-to-creator']);
const notCompared = { comparedBy: null, comparedAt: null, feeVnd: null, chargeablePages: null };

/** Who has handled the original after this act of a creator; who signed it may not create (LAW-SIGNER-IS-CREATOR). */
function handledBy(office: Office, tx: Tx, row: OriginalRow, { actor, act: done }: ActRequest): Result<string[]> {
  const officer = findOfficer(tx, actor.id);
  if (!officer) return fail('WEB-ROLE-MISSING');
  const today = civilDate(office.clock.now());
  if (!creating.has(done)) {
    const inOffice = hasRole(toOfficer(officer), 'creator', today);
    return inOffice.ok ? ok(row.handledBy) : inOffice;
  }
  const allowed = mayCreate(toOfficer(officer), peopleOf(row), today);
  return allowed.ok ? ok([...new Set([...row.handledBy, actor.id])]) : allowed;
}

/** Tells the screens that an original changed. Only after the transaction. */
export function announce(office: Office, row: Pick<OriginalRow, 'id' | 'dossierId' | 'state'>): void {
  office.events.emit({ type: 'original-changed', originalId: row.id, dossierId: row.dossierId, state: row.state });
}

/** Takes a document out of use; its file goes by a durable job once the transaction has committed. */
export function discardDocument(office: Office, tx: Tx, documentId: string): void {
  office.store.documents.markRemoved(tx, documentId);
  office.store.jobs.enqueue(tx, 'remove-document', { documentId });
}

function voidNumber(office: Office, tx: Tx, originalId: string, kind: VoidKind, reason: string): void {
  const entry = activeEntry(tx, originalId);
  if (!entry) return;
  updateEntry(tx, entry.id, {
    state: 'voided',
    voidedAt: office.clock.now(),
    voidReason: `${VOID_KIND_WORDS[kind].vi}: ${reason}`,
  });
  office.store.journal.append(tx, {
    actor: 'station',
    role: 'station',
    act: 'void-number',
    objectType: 'register',
    objectId: entry.id,
    facts: { number: entry.number, year: entry.year, kind },
  });
}

function reopenNumber(tx: Tx, originalId: string): void {
  const entry = activeEntry(tx, originalId);
  if (entry) updateEntry(tx, entry.id, { state: 'reserved', signedAt: null });
}
