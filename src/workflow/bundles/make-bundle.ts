import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { bounds } from '../../portal/bundles/bounds.ts';
import { bundleBytes } from '../../portal/bundles/bundle-writer.ts';
import type { BundleIdentity } from '../../portal/bundles/identity.ts';
import type { BundlePart, Manifest } from '../../portal/bundles/manifest.ts';
import { originalOfUpload } from '../../portal/index.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import {
  type BundleRow,
  beginBundle,
  dropBundle,
  endBundle,
  findBundle,
  type KnownStation,
  leaveBundle,
  nextBundleSeq,
  rowsToBundle,
  senderStation,
  settledBundles,
  unfinishedBundles,
} from '../../store/repositories/bundles.ts';
import { markRejected, type OutboxRow } from '../../store/repositories/outbox.ts';
import { goWithout } from '../extending/end-extension.ts';
import { type Office, settingsOf } from '../office.ts';
import { type Carrier, journalBundle } from './actors.ts';
import { type ComposedDossier, composeDossier, type Delivered, type Unfit } from './compose.ts';
import { bundleFileName, removeBundleFile, writeBundleFile } from './files.ts';

/** At the most so many dossiers to a bundle: with their copies they stay below the parts that a bundle may have. */
const mostDossiers = 2000;

/** Of how many settled bundles the origin says that it has their receipts. */
const mostAcknowledged = 1000;

const readLength = 1024 * 1024;

/** The rows of one dossier, in the order of sending. */
type DossierRows = [OutboxRow, ...OutboxRow[]];

/**
 * Makes a bundle of what waits: on the station's own disk, whole and read back, before any row says that it is in one.
 * Its rows are marked as on their way first, so that nothing else takes them and their files are final; a bundle that a
 * stop has cut is forgotten at the next start, and its rows wait again. Null when nothing waits, or nothing could go.
 *
 * BUNDLE-NO-STATION, STORE-DISK-FULL (it would not fit into `roomBytes`). What cannot go is set aside with its own code, as a portal's refusal is. Throws when the disk is full.
 */
export async function makeBundle(
  office: Office,
  by: Carrier,
  identity: BundleIdentity,
  delivered: Delivered,
  roomBytes: number,
): Promise<Result<BundleRow | null>> {
  const station = senderStation(office.store.db);
  if (!station) return fail('BUNDLE-NO-STATION');
  // One whose making failed while not even that could be written down.
  for (const cut of unfinishedBundles(office.store.db)) drop(office, cut.id);
  const id = newId(office.clock);
  const reserved = reserve(office, { by, station, id, roomBytes });
  if (!reserved.ok) return reserved;
  const dossiers = reserved.value;
  if (dossiers.length === 0) return ok(null);
  try {
    const composed: ComposedDossier[] = [];
    for (const rows of dossiers) {
      const { composed: one, unfit } = await composeDossier(office, rows, delivered);
      if (unfit) setAside(office, id, rows, unfit, one === null);
      if (one) composed.push(one);
    }
    if (composed.length === 0) {
      drop(office, id);
      return ok(null);
    }
    return ok(await finish(office, by, { id, station, identity, composed }));
  } catch (error) {
    // The file first: on a full disk it makes the room for the rest.
    await removeBundleFile(office, id);
    drop(office, id);
    throw error;
  }
}

/** Begins the bundle with the rows that it is to take: whole dossiers, as many as its size allows. */
function reserve(
  office: Office,
  { by, station, id, roomBytes }: { by: Carrier; station: KnownStation; id: string; roomBytes: number },
): Result<DossierRows[]> {
  const { store, clock } = office;
  const settings = settingsOf(office);
  return store.attempt((tx): Result<DossierRows[]> => {
    const most = Math.min(settings['hand-over.bundle-size'] * 1_000_000, Math.max(0, roomBytes));
    const dossiers = fitting(rowsToBundle(tx), most);
    if (dossiers.length === 0) return ok([]);
    if (dossiers.flat().reduce((sum, row) => sum + row.bytes, 0) > roomBytes) return fail('STORE-DISK-FULL');
    const now = clock.now();
    const rows = dossiers.flat();
    const seq = nextBundleSeq(tx, now);
    const name = bundleFileName('dossiers', settings['office.code'], seq);
    const bundle = { id, seq, stationId: station.id, name, begunBy: by.id, begunAt: now };
    beginBundle(tx, bundle, rows);
    for (const row of rows) {
      const originalId = originalOfUpload(row);
      // The file is final now: it gets no time-stamp any more.
      if (originalId !== null) goWithout(office, tx, originalId);
    }
    journalBundle(office, tx, by, 'begin-bundle', id, { rows: rows.length, dossiers: dossiers.length });
    return ok(dossiers);
  });
}

function fitting(rows: readonly OutboxRow[], mostBytes: number): DossierRows[] {
  const dossiers = new Map<string, DossierRows>();
  for (const row of rows) {
    const known = dossiers.get(row.dossierId);
    if (known) known.push(row);
    else dossiers.set(row.dossierId, [row]);
  }
  const taken: DossierRows[] = [];
  let [bytes, messages] = [0, 0];
  for (const one of dossiers.values()) {
    const length = one.reduce((sum, row) => sum + row.bytes, 0);
    // One that is larger than a bundle alone goes alone: it would wait for ever otherwise.
    if (taken.length > 0 && bytes + length > mostBytes) continue;
    if (messages + one.length > bounds.messages) continue;
    bytes += length;
    messages += one.length;
    taken.push(one);
    if (taken.length === mostDossiers) break;
  }
  return taken;
}

/** What is unfit waits for a person, what stands behind it for the next bundle. */
function setAside(office: Office, bundleId: string, rows: DossierRows, { row, code }: Unfit, whole: boolean): void {
  office.store.write((tx) => {
    markRejected(tx, row.id, { attempts: row.attempts + 1, failureCode: code, failureMessage: null });
    const from = whole ? 0 : rows.indexOf(row);
    for (const left of rows.slice(from)) leaveBundle(tx, bundleId, left.id);
  });
  office.log.warn({ row: row.id, dossier: row.dossierId, code }, 'bundle: a message cannot go');
}

function drop(office: Office, id: string): void {
  office.store.write((tx) => {
    dropBundle(tx, id);
    journalBundle(office, tx, { id: 'station', role: 'station' }, 'drop-bundle', id, {});
  });
}

interface Whole {
  readonly id: string;
  readonly station: KnownStation;
  readonly identity: BundleIdentity;
  readonly composed: readonly ComposedDossier[];
}

async function finish(office: Office, by: Carrier, { id, station, identity, composed }: Whole): Promise<BundleRow> {
  const { store, clock } = office;
  const documents = new Map(composed.flatMap((one) => one.copies).map((copy) => [copy.id, copy]));
  const copies = [...documents.values()];
  const begun = findBundle(store.db, id);
  if (!begun) throw new Error(`the bundle ${id} is gone`);
  const manifest: Manifest = {
    form: 1,
    kind: 'dossiers',
    id,
    seq: begun.seq,
    at: begun.begunAt,
    from: { office: settingsOf(office)['office.code'], signingKey: identity.signingKey },
    to: { recipient: station.recipient },
    acknowledged: settledBundles(store.db, station.id, mostAcknowledged),
    parts: [...composed.map(({ part }) => part), ...copies.map(copyPart)],
  };
  const texts = new Map(composed.map(({ part, bytes }) => [part.id, bytes]));
  const source = (part: BundlePart): AsyncIterable<Uint8Array> | Iterable<Uint8Array> => {
    const document = documents.get(part.id);
    return document ? piecesOf(office, document) : [texts.get(part.id) ?? Buffer.alloc(0)];
  };
  const { length, sha256 } = await writeBundleFile(office, id, bundleBytes(manifest, source, identity));
  const facts = { dossiers: composed.length, copies: copies.length };
  return store.write((tx) => {
    endBundle(tx, id, { madeAt: clock.now(), length, sha256, ...facts });
    journalBundle(office, tx, by, 'end-bundle', id, { ...facts, sha256, station: station.id });
    const made = findBundle(tx, id);
    if (!made) throw new Error(`the bundle ${id} is gone`);
    return made;
  });
}

const copyPart = ({ id, length, sha256 }: DocumentRow): BundlePart => ({ id, kind: 'copy', length, sha256 });

async function* piecesOf(office: Office, document: DocumentRow): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < document.length; offset += readLength) {
    const piece = await office.store.documents.read(document, { offset, length: readLength });
    if (!piece.ok) throw new Error(`${piece.error.code} ${document.id}`);
    yield piece.value;
  }
}
