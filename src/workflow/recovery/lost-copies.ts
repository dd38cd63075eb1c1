/**
 * After a database came out of a backup: the files that no row names are looked through for copies that were signed since,
 * so that none of their numbers is given again and the officers hear which they are.
 */
import { readRegisterNumber } from '../../certification/index.ts';
import { keyThatOpens } from '../../store/documents/sealed-file.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { keepFoundCopy } from '../../store/repositories/found-copies.ts';
import { noteLooked, openHold } from '../../store/repositories/register-holds.ts';
import type { Office } from '../office.ts';

/** What one search may cost: files, the newest first, and milliseconds. What is left then counts as unread. */
export const searchLimits = { files: 10_000, ms: 15 * 60_000 } as const;

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

/** Ends the question at once where there is nothing to look through: nobody waits for it then. */
export async function noteNothingLost(office: Office): Promise<void> {
  const hold = openHold(office.store.db);
  if (hold === undefined || !isLooking(hold) || (await filesWithoutRows(office)).length > 0) return;
  conclude(office, 0, 0);
}

/**
 * Looks through the files while the station works, one after another, and writes down each signed copy as it is found; an
 * end that a stop has cut is begun anew at the next start. A file counts when the keys here open it, its attestation page
 * is one of ours with a number, and a signature on it verifies. Never rejects.
 */
export async function lookForLostCopies(office: Office, signal: AbortSignal): Promise<void> {
  try {
    const hold = openHold(office.store.db);
    if (hold === undefined || !isLooking(hold)) return;
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
      const path = office.store.documents.quarantinedPath(id);
      const keyId = await keyThatOpens(path, id, candidates(office, keys, last, signal));
      if (signal.aborted) return;
      looked += 1;
      last = keyId ?? last;
      if (keyId === null) unread += 1;
      else {
        const outcome = await keepIfSigned(office, id, keyId, path, signal);
        if (outcome === 'found') found += 1;
        if (outcome === 'unread') unread += 1;
      }
      if (signal.aborted) return;
    }
    conclude(office, unread + files.length - looked, found);
  } catch (err) {
    // Numbers go on waiting; the next start looks again.
    office.log.error({ err }, 'the files without rows cannot be looked through now');
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
    const key = store.keys.find(id);
    if (key) yield [id, key];
  }
}

/** Writes a file down when it is a signed copy with a number. `unread`: that could not be seen. */
async function keepIfSigned(
  office: Office,
  documentId: string,
  keyId: string,
  path: string,
  signal: AbortSignal,
): Promise<'found' | 'other' | 'unread'> {
  const { store, clock, trustAnchors, intermediates } = office;
  const key = store.keys.find(keyId);
  if (!key) return 'unread';
  const read = await office.tasks.readSigned({
    document: { id: documentId, path, key },
    ...{ trustAnchors, intermediates, at: clock.now() },
  });
  if (signal.aborted) return 'unread';
  // Pages and what else is no copy of ours have codes of their own; what the reader could not do says nothing of the file.
  if (!read.ok) return read.error.code.startsWith('COPY-') ? 'other' : 'unread';
  if (read.value.signatures === 0) return 'other';
  const { lines, pages, signatures, signedAt } = read.value;
  const number = readRegisterNumber(lines.join(' '));
  if (number === null) {
    office.log.warn({ document: documentId }, 'a signed copy without a row says no number that can be read');
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
