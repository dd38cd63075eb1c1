/**
 * After a database came out of a backup: the files that no row names are looked through for copies that were signed since,
 * so that none of their numbers is given again and the officers hear which they are.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { readRegisterNumber } from '../../certification/index.ts';
import { keyThatOpens } from '../../store/documents/sealed-file.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { keepFoundCopy } from '../../store/repositories/found-copies.ts';
import { noteLooked, openHold } from '../../store/repositories/register-holds.ts';
import type { Office } from '../office.ts';
import type { SignedCopyRead } from '../tasks.ts';

/** What one search may cost: files, the newest first, and milliseconds. What is left then counts as unread. */
export const searchLimits = { files: 10_000, ms: 15 * 60_000 } as const;

/** How long after a search that could not be ended the next one begins. */
const againAfterMs = 60_000;

/** What the reader says of a file that is no copy of ours. */
const noCopies: readonly string[] = ['COPY-NOT-PDF', 'COPY-FORM-UNKNOWN'];

const dossierKey = /^[0-9a-f-]{36}$/;

/** Whether files are still to be looked through before the next number can be confirmed. */
export function isLooking(hold: { readonly cause: string; readonly lookedAt: number | null }): boolean {
  return hold.cause !== 'source' && hold.lookedAt === null;
}

/** The files that no row names, the newest first. */
export async function filesWithoutRows({ store }: Pick<Office, 'store'>): Promise<{ id: string; at: number }[]> {
  const aside = await store.documents.listQuarantined();
  return aside
    .filter(({ id }) => dossierKey.test(id) && store.documents.find(store.db, id) === undefined)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

/** Ends the question at once where there is nothing to look through: nobody waits for it then. Never rejects. */
export async function noteNothingLost(office: Office): Promise<void> {
  try {
    const hold = openHold(office.store.db);
    if (hold === undefined || !isLooking(hold) || (await filesWithoutRows(office)).length > 0) return;
    conclude(office, 0, 0);
  } catch (err) {
    // The search itself comes after the start; what it needs must not end the start.
    office.log.error({ err }, 'whether files without rows are there cannot be seen now');
  }
}

/** Looks for lost copies, and again a minute after a search that could not be ended. Never rejects. */
export async function keepLooking(office: Office, signal: AbortSignal, againMs: number = againAfterMs): Promise<void> {
  while (!(await lookForLostCopies(office, signal)) && !signal.aborted) {
    await sleep(againMs, undefined, { signal, ref: false }).catch(() => {});
  }
}

/**
 * Looks through the files while the station works, one after another, and writes down each signed copy as it is found; an
 * end that a stop has cut is begun anew at the next start. A file counts when the keys here open it, its attestation page
 * is one of ours with a number, and it was signed (by what cannot be checked, perhaps); one at which reading fails, however it does, is unread.
 * Answers whether nothing is left to look for: false when it was told to stop or the database took no row. Never rejects.
 */
export async function lookForLostCopies(office: Office, signal: AbortSignal): Promise<boolean> {
  try {
    const hold = openHold(office.store.db);
    if (hold === undefined || !isLooking(hold)) return true;
    const files = await filesWithoutRows(office);
    const until = office.clock.monotonic() + searchLimits.ms;
    const keys = office.store.keys
      .ids()
      .filter((id) => dossierKey.test(id))
      .reverse();
    let [looked, unread, found] = [0, 0, 0];
    let last: string | null = null;
    for (const { id } of files.slice(0, searchLimits.files)) {
      if (office.clock.monotonic() > until) break;
      const read = await readWithoutRow(office, id, candidates(office, keys, last, signal), signal);
      if (signal.aborted) return false;
      looked += 1;
      if (read === 'unread') unread += 1;
      else {
        last = read.keyId;
        const outcome = read.copy === null ? 'other' : keepIfSigned(office, id, read.keyId, read.copy);
        if (outcome === 'found') found += 1;
        if (outcome === 'unread') unread += 1;
      }
    }
    conclude(office, unread + files.length - looked, found);
    return true;
  } catch (err) {
    // Numbers go on waiting until it is begun again.
    office.log.error({ err }, 'the files without rows cannot be looked through now');
    return false;
  }
}

/** The keys by which a file may open, the likeliest first: that of the file before, then the youngest. */
function* candidates(
  { store }: Pick<Office, 'store'>,
  youngestFirst: readonly string[],
  last: string | null,
  signal: AbortSignal,
): Generator<[string, Uint8Array]> {
  for (const id of last === null ? youngestFirst : [last, ...youngestFirst]) {
    // Told to stop, it touches the store no more.
    if (signal.aborted) return;
    const key = keyOf(store, id);
    if (key) yield [id, key];
  }
}

/** Null also for a key that is damaged: it opens nothing, and the others are tried. */
function keyOf(store: Office['store'], id: string): Buffer | null {
  try {
    return store.keys.find(id);
  } catch {
    return null;
  }
}

/** What a file is: `copy` null when it is none of ours, `unread` when that could not be seen. Never rejects. */
async function readWithoutRow(
  office: Office,
  id: string,
  keys: Iterable<[string, Uint8Array]>,
  signal: AbortSignal,
): Promise<{ readonly keyId: string; readonly copy: SignedCopyRead | null } | 'unread'> {
  const { store, clock, trustAnchors, intermediates, log } = office;
  try {
    const path = store.documents.quarantinedPath(id);
    const keyId = await keyThatOpens(path, id, keys);
    const key = keyId === null || signal.aborted ? null : keyOf(store, keyId);
    if (keyId === null || key === null) return 'unread';
    const read = await office.tasks.readSigned({
      document: { id, path, key },
      ...{ trustAnchors, intermediates, at: clock.now() },
    });
    if (read.ok) return { keyId, copy: read.value };
    // Pages and what else is no copy of ours; any other failure says nothing of the file.
    return noCopies.includes(read.error.code) ? { keyId, copy: null } : 'unread';
  } catch (err) {
    // One file must not keep the others, and every number, waiting.
    log.error({ err, document: id }, 'a file without a row cannot be read');
    return 'unread';
  }
}

/** Writes a file down when it is a copy with a number to which something was appended. `unread`: no number can be read. */
function keepIfSigned(
  { store, clock, log }: Office,
  documentId: string,
  keyId: string,
  { lines, pages, isBase, signatures, signedAt }: SignedCopyRead,
): 'found' | 'other' | 'unread' {
  if (isBase) return 'other';
  // Also where no signature can be checked: a number too many that is not given harms nobody.
  const number = readRegisterNumber(lines.join(' '));
  if (number === null) {
    log.warn({ document: documentId, signatures }, 'a copy without a row whose number cannot be read');
    return 'unread';
  }
  const code = findDossier(store.db, keyId)?.code ?? /Mã hồ sơ: ([\w./-]{1,60})/u.exec(lines.join('\n'))?.[1] ?? null;
  store.write((tx) =>
    keepFoundCopy(tx, {
      ...{ ...number, documentId, keyId, dossierCode: code, pages, signatures, signedAt },
      foundAt: clock.now(),
    }),
  );
  return 'found';
}

function conclude({ store, clock, events, log }: Office, unread: number, found: number): void {
  store.write((tx) => {
    noteLooked(tx, { lookedAt: clock.now(), unread });
    store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: 'look-for-lost-copies',
      objectType: 'station',
      objectId: 'tram.db',
      facts: { found, unread },
    });
  });
  log.info({ found, unread }, 'the files without rows were looked through for signed copies');
  events.emit({ type: 'station-changed' });
}
