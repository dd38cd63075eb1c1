/** What must hold after every cut, read from what lies on the disk. No finding is the good answer. */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { verifyCopy } from '../../../src/copies/index.ts';
import { Journal } from '../../../src/store/audit/journal.ts';
import { readSealed } from '../../../src/store/documents/sealed-file.ts';
import { unwrapKey } from '../../../src/store/documents/wrapped-key.ts';
import { drizzle } from '../../../src/store/drizzle.ts';
import * as schema from '../../../src/store/schema/index.ts';
import { pdfsig } from '../checkers/pdf.ts';
import { type Finding, finding } from './finding.ts';
import type { Seen } from './witness.ts';

/** The states of an original on its way. */
const way = ['draft', 'scanned', 'compared', 'awaiting-signature', 'signed', 'sealed', 'issued', 'delivered'];

/**
 * `busy`: steps are under way. `resolved`: no file without a row, no step begun and not ended, as after a start.
 * `drained`: nothing waits to be sent or done either.
 */
export type Rest = 'busy' | 'resolved' | 'drained';

export interface Looked {
  readonly state: string;
  readonly stationKey: Buffer;
  /** Everything that anybody was shown so far. */
  readonly seen: readonly Seen[];
  readonly rest: Rest;
  readonly trustAnchors: readonly Uint8Array[];
  /** The SHA-256 of copies that were found good, so that none is judged twice. */
  readonly judged: Set<string>;
  /** By document, how its file was when it was last read and right. */
  readonly readable?: Map<string, string>;
}

export async function findBroken(looked: Looked): Promise<Finding[]> {
  const sqlite = new Database(join(looked.state, 'tram.db'), { readonly: true, fileMustExist: true });
  const keys = new Database(join(looked.state, 'keys.db'), { readonly: true, fileMustExist: true });
  try {
    // One snapshot: the station may be at work beside this.
    sqlite.exec('BEGIN');
    return [
      ...brokenChain(sqlite),
      ...brokenNumbers(sqlite),
      ...lost(sqlite, looked.seen),
      ...brokenMessages(sqlite),
      ...doubledProofs(sqlite),
      ...(looked.rest === 'busy' ? [] : [...unended(sqlite), ...strayFiles(sqlite, looked.state)]),
      ...(looked.rest === 'drained' ? waiting(sqlite) : []),
      ...(await brokenDocuments(sqlite, keys, looked)),
    ];
  } finally {
    sqlite.close();
    keys.close();
  }
}

function brokenChain(sqlite: Database.Database): Finding[] {
  const broken = new Journal({ now: Date.now, monotonic: () => 0 }).verify(drizzle(sqlite, { schema }));
  return broken === null ? [] : [finding('broken', `the journal breaks at entry ${broken}`)];
}

/** From 1 on without a gap and each once, by kind of register and year; one for each original. */
function brokenNumbers(sqlite: Database.Database): Finding[] {
  const rows = rowsOf<{ register_type: string; year: number; number: number; original_id: string; state: string }>(
    sqlite,
    'SELECT register_type, year, number, original_id, state FROM register_entries ORDER BY register_type, year, number',
  );
  const found: Finding[] = [];
  let [book, expected] = ['', 1];
  for (const row of rows) {
    if (`${row.register_type} ${row.year}` !== book) [book, expected] = [`${row.register_type} ${row.year}`, 1];
    if (row.number !== expected) {
      const kind = row.number < expected ? 'doubled' : 'lost';
      found.push(finding(kind, `number ${row.number} of ${book} stands where ${expected} should`));
    }
    expected = row.number + 1;
    if (row.state === 'voided') {
      found.push(finding('lost', `number ${row.number} of ${book} was voided, and nobody asked for it`));
    }
  }
  const originals = rows.filter(({ state }) => state !== 'voided').map((row) => row.original_id);
  if (new Set(originals).size !== originals.length) found.push(finding('doubled', 'an original has two numbers'));
  return found;
}

interface OriginalState {
  readonly state: string;
  readonly version: number;
  readonly number: number | null;
}

/** What somebody was shown and what is not there, or is less than it was. */
function lost(sqlite: Database.Database, seen: readonly Seen[]): Finding[] {
  const found = new Map<string, Finding>();
  const lose = (what: string): void => void found.set(what, finding('lost', what));
  const original = sqlite.prepare<[string], OriginalState>(
    `SELECT o.state, o.version, e.number FROM originals o
     LEFT JOIN register_entries e ON e.original_id = o.id AND e.state <> 'voided' WHERE o.id = ?`,
  );
  const dossier = sqlite.prepare<[string], { code: string }>('SELECT code FROM dossiers WHERE id = ?');
  const scan = sqlite.prepare<[string], { pages: number }>('SELECT pages FROM scans WHERE id = ?');
  const page = sqlite.prepare<[string], { id: string }>('SELECT id FROM pages WHERE id = ?');
  // A copy with time-stamps begins with the sealed one, and takes its place.
  const copy = sqlite.prepare<[string, string], { id: string }>(
    `SELECT id FROM documents WHERE sha256 = ? AND removed_at IS NULL
     UNION SELECT result_document_id FROM copy_extensions WHERE sealed_sha256 = ? AND state = 'done'`,
  );
  const image = sqlite.prepare<[string], { id: string }>('SELECT id FROM office_images WHERE id = ?');
  const handover = sqlite.prepare<[string], { id: string }>(
    'SELECT original_id AS id FROM handovers WHERE original_id = ?',
  );
  const proof = sqlite.prepare<[string, string], { id: string }>(
    'SELECT id FROM handover_proofs WHERE original_id = ? AND portal_code = ?',
  );
  const begun = sqlite.prepare<[string, string], { id: string }>(
    `SELECT b.id FROM outbox b JOIN dossiers d ON d.id = b.dossier_id
     WHERE d.code = ? AND b.kind = ? AND b.begun_at IS NOT NULL`,
  );
  const upload = sqlite.prepare<[string], { id: string }>('SELECT id FROM outbox WHERE upload_url LIKE ?');
  for (const one of seen) {
    if (one.originals) {
      const { id, state, version } = one.originals;
      const now = original.get(id);
      if (!now) lose(`original ${id} is gone`);
      else {
        const back = way.indexOf(now.state) < way.indexOf(state) || now.version < version;
        if (back) lose(`original ${id} was ${state} (${version}) and is ${now.state} (${now.version})`);
        const number = Number(/Số chứng thực: (\d+),/.exec(one.registerNumber ?? '')?.[1] ?? Number.NaN);
        if (!Number.isNaN(number) && now.number !== number) lose(`original ${id} had number ${number}`);
      }
    }
    for (const id of one.pages ?? []) if (!page.get(id)) lose(`page ${id} is gone`);
    if (one.dossier && dossier.get(one.dossier.id)?.code !== one.dossier.code) {
      lose(`dossier ${one.dossier.code} is gone or has another code`);
    }
    if (one.scan && (scan.get(one.scan.id)?.pages ?? -1) < one.scan.pages) lose(`scan ${one.scan.id} lost pages`);
    for (const id of one.images ?? []) if (!image.get(id)) lose(`image ${id} is gone`);
    if (one.handover) {
      const { originalId, taken, proofs } = one.handover;
      if (taken && !handover.get(originalId)) lose(`that the file of ${originalId} was taken is gone`);
      for (const code of proofs) if (!proof.get(originalId, code)) lose(`the proof of ${originalId} is gone`);
    }
    if (one.copy && !copy.get(one.copy.sha256, one.copy.sha256)) lose(`a copy of ${one.copy.originalId} is gone`);
    if (one.told && !begun.get(one.told.dossierCode, one.told.kind)) {
      lose(`that ${one.told.kind} of ${one.told.dossierCode} may have arrived is gone`);
    }
    if (one.upload && !upload.get(`%/${one.upload.id}`)) lose(`where the upload ${one.upload.id} grows is gone`);
  }
  return [...found.values()];
}

/** An issued original has its messages, and is delivered exactly when they are confirmed. */
function brokenMessages(sqlite: Database.Database): Finding[] {
  const rows = rowsOf<{ id: string; state: string; uploads: number; confirmed: number; syncs: number }>(
    sqlite,
    `SELECT o.id, o.state,
       (SELECT count(*) FROM outbox b WHERE b.kind = 'upload-copy' AND b.payload ->> 'originalId' = o.id) AS uploads,
       (SELECT count(*) FROM outbox b WHERE b.kind = 'upload-copy' AND b.payload ->> 'originalId' = o.id
          AND b.state = 'confirmed') AS confirmed,
       (SELECT count(*) FROM outbox b WHERE b.kind = 'sync-dossier' AND b.dossier_id = o.dossier_id) AS syncs
     FROM originals o`,
  );
  const found: Finding[] = [];
  for (const { id, state, uploads, confirmed, syncs } of rows) {
    const issued = state === 'issued' || state === 'delivered';
    const expected = issued ? 1 : 0;
    if (uploads !== expected) {
      const kind = uploads > expected ? 'doubled' : 'lost';
      found.push(finding(kind, `original ${id} is ${state} and has ${uploads} uploads`));
    }
    if (issued && syncs === 0) found.push(finding('lost', `original ${id} is ${state} and its dossier has no message`));
    if (state === 'delivered' && confirmed === 0) {
      found.push(finding('broken', `original ${id} is delivered, its upload is not confirmed`));
    }
  }
  return found;
}

/** One proof for a copy, since nobody corrects one here; and none without the delivery that it is of. */
function doubledProofs(sqlite: Database.Database): Finding[] {
  return rowsOf<{ id: string; state: string; n: number }>(
    sqlite,
    `SELECT o.id, o.state, count(*) AS n FROM handover_proofs p JOIN originals o ON o.id = p.original_id GROUP BY o.id`,
  ).flatMap(({ id, state, n }) => [
    ...(n > 1 ? [finding('doubled', `original ${id} has ${n} proofs`)] : []),
    ...(state === 'delivered' ? [] : [finding('broken', `original ${id} has a proof and is ${state}`)]),
  ]);
}

function unended(sqlite: Database.Database): Finding[] {
  const { attempts, items, scans } = rowsOf<{ attempts: number; items: number; scans: number }>(
    sqlite,
    `SELECT (SELECT count(*) FROM attempts WHERE state = 'working') AS attempts,
       (SELECT count(*) FROM attempt_items WHERE state = 'begun') AS items,
       (SELECT count(*) FROM scans WHERE state = 'scanning') AS scans`,
  )[0] ?? { attempts: 0, items: 0, scans: 0 };
  const found: Finding[] = [];
  if (attempts + items > 0)
    found.push(finding('stuck', `${attempts} attempts and ${items} of their items are not ended`));
  if (scans > 0) found.push(finding('stuck', `${scans} scans are not ended`));
  return found;
}

/** Messages that are not confirmed yet, and those among them that wait for a person. */
export function unconfirmed(state: string): { readonly waiting: number; readonly rejected: readonly string[] } {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true, fileMustExist: true });
  try {
    const rows = rowsOf<{ state: string; what: string }>(
      sqlite,
      `SELECT state, kind || ' ' || coalesce(failure_code, '') AS what FROM outbox WHERE state <> 'confirmed'`,
    );
    const rejected = rows.filter((row) => row.state === 'rejected').map(({ what }) => what);
    return { waiting: rows.length, rejected };
  } finally {
    sqlite.close();
  }
}

/** When the last of what waits is due, epoch milliseconds; 0 when nothing waits for a time to come. */
export function lastDue(state: string): number {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true, fileMustExist: true });
  try {
    const [row] = rowsOf<{ at: number | null }>(
      sqlite,
      `SELECT max(at) AS at FROM (SELECT next_attempt_at AS at FROM outbox WHERE state = 'waiting'
         UNION ALL SELECT next_attempt_at FROM jobs WHERE state = 'waiting')`,
    );
    return row?.at ?? 0;
  } finally {
    sqlite.close();
  }
}

function waiting(sqlite: Database.Database): Finding[] {
  return rowsOf<{ what: string; n: number }>(
    sqlite,
    `SELECT 'message ' || kind || ' ' || state AS what, count(*) AS n FROM outbox WHERE state <> 'confirmed' GROUP BY 1
     UNION ALL SELECT 'job ' || kind, count(*) FROM jobs WHERE state <> 'done' GROUP BY 1`,
  ).map(({ what, n }) => finding('stuck', `${n} × ${what}`));
}

/** Files without a row, apart from what is set aside, and what interrupted writes left. */
function strayFiles(sqlite: Database.Database, state: string): Finding[] {
  // A removed document's file goes with its job, which may still wait.
  const named = new Set(rowsOf<{ id: string }>(sqlite, 'SELECT id FROM documents').map(({ id }) => id));
  const found: Finding[] = [];
  for (const entry of readdirSync(join(state, 'documents'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.parentPath.endsWith('quarantine')) continue;
    if (!named.has(entry.name.replace('.sealed', '')))
      found.push(finding('broken', `the file ${entry.name} has no row`));
  }
  return found;
}

interface DocumentFacts {
  readonly id: string;
  readonly key_id: string;
  readonly sha256: string;
  readonly original: string | null;
}

/** Every document that counts opens and is what its row says; every copy that would be served verifies, here and with pdfsig. */
async function brokenDocuments(
  sqlite: Database.Database,
  keys: Database.Database,
  { state, stationKey, trustAnchors, judged, readable }: Looked,
): Promise<Finding[]> {
  const found: Finding[] = [];
  const rows = rowsOf<DocumentFacts>(
    sqlite,
    `SELECT d.id, d.key_id, d.sha256, o.id AS original FROM documents d
     LEFT JOIN originals o ON o.copy_document_id = d.id WHERE d.removed_at IS NULL`,
  );
  for (const { id, key_id, sha256, original } of rows) {
    const wrapped = keys.prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE id = ?').get(key_id);
    if (!wrapped) {
      found.push(finding('lost', `document ${id} has no key`));
      continue;
    }
    const path = join(state, 'documents', id.slice(-2), `${id}.sealed`);
    const now = printOf(path);
    if (now !== null && readable?.get(id) === now && (original === null || judged.has(sha256))) continue;
    const bytes = await readSealed(path, unwrapKey(stationKey, key_id, wrapped.wrapped), id);
    if (!bytes.ok || createHash('sha256').update(bytes.value).digest('hex') !== sha256) {
      if (counts(state, id)) found.push(finding('lost', `document ${id} is damaged or not there`));
      continue;
    }
    if (now !== null) readable?.set(id, now);
    if (original !== null && !judged.has(sha256)) {
      const bad = await judge(sqlite, original, id, bytes.value, trustAnchors);
      if (bad === null) judged.add(sha256);
      else found.push(finding('broken', bad));
    }
  }
  return found;
}

/** What changes with a file; null when there is none. */
function printOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.ino} ${found.size} ${found.mtimeMs} ${found.ctimeMs}` : null;
}

/** Whether a document counts now, outside of any snapshot: the station removes some while they are looked at. */
function counts(state: string, id: string): boolean {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true, fileMustExist: true });
  try {
    const row = sqlite.prepare<[string], { removed_at: number | null }>(
      'SELECT removed_at FROM documents WHERE id = ?',
    );
    return row.get(id)?.removed_at === null;
  } finally {
    sqlite.close();
  }
}

/** Exactly the signatures that the rows tell of, all valid. */
async function judge(
  sqlite: Database.Database,
  originalId: string,
  documentId: string,
  pdf: Buffer,
  trustAnchors: readonly Uint8Array[],
): Promise<string | null> {
  const made = sqlite.prepare<[string], { kind: string; certificate: string; prefix: string }>(
    `SELECT a.kind, a.certificate_sha256 AS certificate, i.prefix_document_id AS prefix FROM attempt_items i
     JOIN attempts a ON a.id = i.attempt_id WHERE i.result_document_id = ? AND i.state = 'done'`,
  );
  // One that was extended begins with the sealed one; its time-stamps are counted beside the signatures.
  const extended = sqlite
    .prepare<[string], { sealed: string }>(
      "SELECT sealed_document_id AS sealed FROM copy_extensions WHERE result_document_id = ? AND state = 'done'",
    )
    .get(documentId);
  const last = made.get(extended?.sealed ?? documentId);
  const first = last?.kind === 'seal' ? made.get(last.prefix) : undefined;
  const expected = [first, last]
    .filter((one) => one !== undefined)
    .map((one) => ({
      role: one.kind === 'sign' ? ('signer' as const) : ('seal' as const),
      certificateSha256: one.certificate,
    }));
  if (expected.length === 0) return `the copy of ${originalId} is not the work of any signature`;
  const ours = verifyCopy(pdf, { expected, trustAnchors, at: Date.now() });
  if (!ours.complete) return `the copy of ${originalId} does not verify: ${ours.code}`;
  if (extended && ours.level !== 'B-LTA') return `the extended copy of ${originalId} is ${ours.level}`;
  const theirs = (await pdfsig(pdf)).filter(({ field }) => !field.startsWith('DauThoiGian'));
  const good = theirs.length === expected.length && theirs.every(({ valid }) => valid);
  return good ? null : `pdfsig refuses the copy of ${originalId}`;
}

function rowsOf<Row>(sqlite: Database.Database, query: string): Row[] {
  return sqlite.prepare<[], Row>(query).all();
}
