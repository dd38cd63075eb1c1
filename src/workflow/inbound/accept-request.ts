import { personName } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilTime } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import { findDossier, findDossierByCode, insertOriginal } from '../../store/repositories/dossiers.ts';
import {
  addAnswer,
  findRequest,
  type OnlineRequestRow,
  updateRequest,
} from '../../store/repositories/online-requests.ts';
import { type Actor, roleFor } from '../actor.ts';
import { type RequesterInput, receive } from '../commands/open-dossier.ts';
import type { Office } from '../office.ts';

/** What the desk officer confirms when somebody brings the papers of a request. */
export interface AcceptInput {
  readonly id: string;
  readonly version: number;
  readonly requester: RequesterInput;
  /** The paper originals that lie before her: each becomes an original of the dossier. */
  readonly papers: readonly { readonly title: string; readonly paperCopies: number }[];
}

/**
 * *Tiếp nhận*: the paper originals were brought and seen, so a dossier opens under the portal's own code and the request's
 * id, and the portal learns of it. All in one transaction; pressed twice, it opens one.
 *
 * Errors: WEB-ROLE-MISSING, LAW-NAME-…, INBOUND-NO-PAPER, STORE-NOT-FOUND, INBOUND-NOT-WAITING, STORE-CHANGED-MEANWHILE,
 * INBOUND-CODE-TAKEN, CLOCK-… and those of the due time.
 */
export function acceptRequest(
  office: Office,
  actor: Actor,
  input: AcceptInput,
): Result<{ readonly dossierId: string }> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const name = personName(input.requester.name);
  if (!name.ok) return name;
  const papers = input.papers.map(({ title, paperCopies }) => ({
    title: title.normalize('NFC').trim().replaceAll(/\s+/g, ' '),
    paperCopies,
  }));
  if (papers.length === 0 || papers.some(({ title }) => title === '')) return fail('INBOUND-NO-PAPER');
  const clock = office.clockWatch.trusted();
  const { id, requester } = input;
  const result = office.store.attempt((tx): Result<{ dossierId: string }> => {
    const row = findRequest(tx, id);
    if (row?.state === 'accepted' && findDossier(tx, id)?.createdBy === actor.id) return ok({ dossierId: id });
    const waiting = stillWaiting(row, input.version);
    if (!waiting.ok) return waiting;
    const { code } = waiting.value;
    if (!clock.ok) return clock;
    if (findDossierByCode(tx, code)) return fail('INBOUND-CODE-TAKEN');
    const by = { actor, role: role.value };
    const received = receive(office, tx, by, { id, code, name: name.value, requester, facts: { online: true } });
    if (!received.ok) return received;
    for (const [index, paper] of papers.entries())
      addPaper(office, tx, by, { dossierId: id, ordinal: index + 1, ...paper });
    const words = `Hồ sơ đã được tiếp nhận tại cơ quan sau khi xem bản chính. Hẹn trả kết quả: ${spoken(received.value.dueAt)}.`;
    decide(office, tx, by, waiting.value, 'accepted', words);
    return ok({ dossierId: id });
  });
  if (result.ok) {
    office.events.emit({ type: 'dossier-changed', dossierId: id });
    office.events.emit({ type: 'inbound-changed' });
    office.outbox.wake();
  }
  return result;
}

/** The request, if nobody has decided it and it is as the officer saw it. */
export function stillWaiting(row: OnlineRequestRow | undefined, version: number): Result<OnlineRequestRow> {
  if (!row || row.purgedAt !== null) return fail('STORE-NOT-FOUND');
  if (row.state !== 'filed' && row.state !== 'supplement') return fail('INBOUND-NOT-WAITING', { state: row.state });
  return row.version === version ? ok(row) : fail('STORE-CHANGED-MEANWHILE', { state: row.state });
}

type By = { readonly actor: Actor; readonly role: Parameters<typeof receive>[2]['role'] };

/** Moves the request, journals it, and writes what the portal is to be told: in the caller's transaction. */
export function decide(
  office: Office,
  tx: Tx,
  { actor, role }: By,
  row: OnlineRequestRow,
  decision: 'accepted' | 'supplement' | 'refused',
  words: string,
): void {
  const at = office.clock.now();
  updateRequest(tx, row, { state: decision, changedAt: at, changedSince: null });
  const id = newId(office.clock);
  addAnswer(tx, { id, requestId: row.id, decision, words, decidedBy: actor.id, decidedAt: at });
  office.outbox.enqueueAnswer(tx, row.id, id);
  office.store.journal.append(tx, {
    actor: actor.id,
    role,
    act: { accepted: 'accept-request', supplement: 'ask-supplement-online', refused: 'refuse-request' }[decision],
    objectType: 'dossier',
    objectId: row.id,
    facts: { code: row.code },
  });
}

function addPaper(
  office: Office,
  tx: Tx,
  { actor, role }: By,
  paper: { readonly dossierId: string; readonly ordinal: number; readonly title: string; readonly paperCopies: number },
): void {
  const id = newId(office.clock);
  insertOriginal(tx, { id, ...paper, state: 'draft', creatorId: actor.id, createdAt: office.clock.now() });
  office.store.journal.append(tx, {
    actor: actor.id,
    role,
    act: 'add-original',
    objectType: 'original',
    objectId: id,
    facts: { dossier: paper.dossierId },
  });
}

/** `16:30 ngày 22/11/2026` */
function spoken(instant: number): string {
  const { year, month, day, hour, minute } = civilTime(instant);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${two(hour)}:${two(minute)} ngày ${two(day)}/${two(month)}/${year}`;
}
