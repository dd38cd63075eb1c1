import { DOSSIER_STATE_TABLE, dossierState, type OriginalState } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { megabyte } from '../../portal/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import type { Reader, Store } from '../../store/index.ts';
import { findDossier, findOriginal, listOriginals, type OriginalRow } from '../../store/repositories/dossiers.ts';
import {
  dossiersToUpdate,
  findHandover,
  type HandoverRow,
  handOverBacklog,
  handoversOf,
  lastProven,
  originalsToHandOver,
  outboxOfDossiers,
  type ProofRow,
  proofsOf,
} from '../../store/repositories/handovers.ts';
import { type FilledField, filledFields } from '../portal/by-hand/fields.ts';
import { fileNameOf } from '../portal/by-hand/take-file.ts';
import { mayGoByHand, sentBefore, type Way } from '../portal/by-hand/way.ts';
import { directory, type Person } from './people.ts';
import { type TimeStamps, timeStampsOf } from './time-stamps.ts';

/** A copy that waits to be put on the portal. */
export interface CopyTask {
  readonly originalId: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly requesterName: string;
  readonly title: string;
  readonly since: number;
  readonly late: boolean;
  readonly taken: { readonly by: Person; readonly at: number } | null;
  readonly timeStamps: TimeStamps | null;
}

/** A dossier of which the portal must learn something else. `through`: the last message that this tells of. */
export interface UpdateTask {
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly requesterName: string;
  readonly stateWords: { readonly vi: string; readonly en: string };
  readonly portalCodes: string[];
  readonly cancelled: string[];
  readonly since: number;
  readonly late: boolean;
  readonly through: number;
}

export interface ProvenCopy {
  readonly originalId: string;
  readonly dossierCode: string;
  readonly requesterName: string;
  readonly title: string;
  readonly portalCode: string;
  readonly enteredAt: number;
}

export interface HandoverList {
  readonly copies: CopyTask[];
  readonly updates: UpdateTask[];
  /** Done lately, the last one first: where a mistake is found. */
  readonly done: ProvenCopy[];
}

export interface ProofView {
  readonly id: string;
  readonly portalCode: string;
  readonly receivedAt: number;
  readonly note: string | null;
  readonly shared: boolean;
  readonly reason: string | null;
  readonly enteredBy: Person;
  readonly enteredAt: number;
}

/** Everything an officer needs to put one copy on the portal. */
export interface HandoverDetail extends CopyTask {
  readonly state: OriginalState;
  readonly file: {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly limitBytes: number;
    readonly tooLarge: boolean;
  };
  /** No file was taken: the copy was found on the portal. */
  readonly found: boolean;
  readonly sentBefore: 'no' | 'perhaps' | 'yes';
  readonly fields: FilledField[];
  /** The first one first; the last one counts. */
  readonly proofs: ProofView[];
}

/** How many copies done lately are listed. */
const doneShown = 15;

const hourMs = 3_600_000;

/** What officers have to put on the portal by hand, the oldest first. */
export function handoverList(db: Reader, settings: Settings, way: Way, now: number): HandoverList {
  const lateBefore = now - settings['portal.manual-late-hours'] * hourMs;
  const waiting = originalsToHandOver(db, way === 'attended');
  const taken = new Map(
    handoversOf(db, [...new Set(waiting.map((row) => row.dossierId))]).map((row) => [row.originalId, row]),
  );
  const people = directory(db);
  const stamps = timeStampsOf(
    db,
    waiting.map((row) => row.id),
  );
  const dossierOf = (id: string) => {
    const row = findDossier(db, id);
    return { dossierCode: row?.code ?? '', requesterName: row?.requesterName ?? '' };
  };
  return {
    copies: waiting.map((row) =>
      copyTask(row, dossierOf(row.dossierId), taken.get(row.id), people, lateBefore, stamps),
    ),
    updates: dossiersToUpdate(db, way === 'attended').map(({ dossierId, since }) => ({
      dossierId,
      ...dossierOf(dossierId),
      ...changedIn(db, dossierId),
      since,
      late: since < lateBefore,
    })),
    done: lastProven(db, doneShown).flatMap((id) => {
      const original = findOriginal(db, id);
      const proof = proofsOf(db, [id]).at(-1);
      if (!original || !proof) return [];
      const { portalCode, enteredAt } = proof;
      return [{ originalId: id, ...dossierOf(original.dossierId), title: original.title, portalCode, enteredAt }];
    }),
  };
}

/** How many dossiers wait for an officer's hand, and whether one has waited too long; null where none ever does. */
export function handoverBacklog(
  db: Reader,
  settings: Settings,
  way: Way,
  now: number,
): { dossiers: number; oldestAt: number | null; late: boolean } | null {
  const { dossiers, oldestAt } = handOverBacklog(db, way === 'attended');
  if (way !== 'attended' && dossiers === 0) return null;
  const late = oldestAt !== null && now - oldestAt > settings['portal.manual-late-hours'] * hourMs;
  return { dossiers, oldestAt, late };
}

/** One copy to be put on the portal, or done. Errors: STORE-NOT-FOUND, HANDOVER-NOT-WAITING, HANDOVER-NOT-BY-HAND. */
export function handoverDetail(
  store: Store,
  settings: Settings,
  way: Way,
  originalId: string,
  now: number,
): Result<HandoverDetail> {
  const { db } = store;
  const original = findOriginal(db, originalId);
  const dossier = original && findDossier(db, original.dossierId);
  if (!original || !dossier) return fail('STORE-NOT-FOUND', { original: originalId });
  const handover = findHandover(db, originalId);
  if (!handover && original.state !== 'issued') return fail('HANDOVER-NOT-WAITING', { state: original.state });
  const may = mayGoByHand(db, dossier.id, way);
  if (!may.ok) return may;
  const document = documentOf(store, original, handover);
  if (!document) return fail('STORE-NOT-FOUND', { original: originalId });
  const people = directory(db);
  const limitBytes = settings['portal.manual-file-limit'] * megabyte;
  const name = handover?.fileName ?? fileNameOf(db, original);
  const lateBefore = now - settings['portal.manual-late-hours'] * hourMs;
  const who = { dossierCode: dossier.code, requesterName: dossier.requesterName };
  return ok({
    ...copyTask(original, who, handover, people, lateBefore, timeStampsOf(db, [originalId])),
    state: original.state as OriginalState,
    file: {
      name,
      bytes: document.length,
      sha256: document.sha256,
      limitBytes,
      tooLarge: document.length > limitBytes,
    },
    found: handover?.found ?? false,
    sentBefore: sentBefore(db, dossier.id),
    fields: filledFields(db, settings, dossier, original, name),
    proofs: proofsOf(db, [originalId]).map((row) => proofView(row, people.of)),
  });
}

/** The file that an officer took, and under which name. Errors: STORE-NOT-FOUND, HANDOVER-FILE-NOT-TAKEN. */
export function takenFile(store: Store, originalId: string): Result<{ document: DocumentRow; name: string }> {
  const handover = findHandover(store.db, originalId);
  if (!handover || handover.found) return fail('HANDOVER-FILE-NOT-TAKEN');
  const document = store.documents.find(store.db, handover.documentId);
  return document ? ok({ document, name: handover.fileName }) : fail('STORE-NOT-FOUND', { original: originalId });
}

/** Whether the messages of a dossier go by the line, by an officer's hand, or need not go. */
export function wayOfMessages(db: Reader, dossierId: string, way: Way): 'line' | 'by-hand' | 'none' {
  if (!mayGoByHand(db, dossierId, way).ok) return 'line';
  const issued = listOriginals(db, [dossierId]).some((row) => row.state === 'issued');
  const waits = issued || dossiersToUpdate(db, way === 'attended').some((row) => row.dossierId === dossierId);
  return waits ? 'by-hand' : 'none';
}

function documentOf(store: Store, original: OriginalRow, handover: HandoverRow | undefined): DocumentRow | undefined {
  const id = handover?.documentId ?? original.copyDocumentId;
  return id === null ? undefined : store.documents.find(store.db, id);
}

function copyTask(
  row: OriginalRow,
  dossier: { dossierCode: string; requesterName: string },
  handover: HandoverRow | undefined,
  people: ReturnType<typeof directory>,
  lateBefore: number,
  stamps: ReadonlyMap<string, TimeStamps>,
): CopyTask {
  const since = row.issuedAt ?? row.createdAt;
  return {
    originalId: row.id,
    dossierId: row.dossierId,
    ...dossier,
    title: row.title,
    since,
    late: row.state === 'issued' && since < lateBefore,
    taken: handover && !handover.found ? { by: people.of(handover.takenBy), at: handover.takenAt } : null,
    timeStamps: stamps.get(row.id) ?? null,
  };
}

function changedIn(
  db: Reader,
  dossierId: string,
): Pick<UpdateTask, 'stateWords' | 'portalCodes' | 'cancelled' | 'through'> {
  const originals = listOriginals(db, [dossierId]);
  const proofs = originals.flatMap((row) => proofsOf(db, [row.id]).slice(-1));
  const { vi, en } = DOSSIER_STATE_TABLE[dossierState(originals.map((row) => row.state as OriginalState))];
  return {
    stateWords: { vi, en },
    portalCodes: [...new Set(proofs.map((proof) => proof.portalCode))],
    cancelled: originals.filter((row) => row.state === 'cancelled').map((row) => row.title),
    through: outboxOfDossiers(db, [dossierId]).at(-1)?.seq ?? 0,
  };
}

function proofView(row: ProofRow, personOf: (id: string) => Person): ProofView {
  const { id, portalCode, receivedAt, note, shared, reason, enteredAt } = row;
  return { id, portalCode, receivedAt, note, shared, reason, enteredBy: personOf(row.enteredBy), enteredAt };
}
