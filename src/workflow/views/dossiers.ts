import {
  DOSSIER_STATE_OF,
  DOSSIER_STATE_TABLE,
  type DossierState,
  dossierState,
  foldName,
  ORIGINAL_STATES,
  type OriginalState,
} from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate, instantOf } from '../../common/vietnam-time.ts';
import { among, and, asc, desc, eq, gte, inArray, notExists, or, type SQL, sql } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { remembered } from '../../store/remembered.ts';
import { findCitizenAccount } from '../../store/repositories/citizen-accounts.ts';
import {
  type DossierRow,
  findDossier,
  findDossierByTracking,
  listOriginals,
  type OriginalRow,
} from '../../store/repositories/dossiers.ts';
import { findRequest } from '../../store/repositories/online-requests.ts';
import { countPages } from '../../store/repositories/pages.ts';
import { dossiers, originals } from '../../store/schema/index.ts';
import { readTrackingCode } from '../tracking-code.ts';
import { appointmentNews } from './appointments.ts';
import { feeOf } from './online-fee.ts';
import { directory, type Person } from './people.ts';

export interface OriginalLine {
  readonly id: string;
  readonly ordinal: number;
  readonly title: string;
  readonly state: OriginalState;
  readonly version: number;
  readonly pages: number;
}

export interface DossierLine {
  readonly id: string;
  readonly code: string;
  readonly requesterName: string;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly state: DossierState;
  readonly originals: OriginalLine[];
}

export interface DossierDetail extends DossierLine {
  readonly stateWords: { readonly vi: string; readonly en: string };
  readonly createdAt: number;
  readonly createdBy: Person;
  /** What the reception slip carries for the requester to ask with. */
  readonly trackingCode: string | null;
  readonly requesterIdentity: string | null;
  readonly requesterPhone: string | null;
  readonly requesterEmail: string | null;
  readonly feeReceipt: string | null;
  readonly appointment: ReturnType<typeof appointmentNews>;
  readonly online: ReturnType<typeof onlineNews>;
  readonly account: ReturnType<typeof accountNews>;
  readonly needsSlip: boolean;
  readonly purgedAt: number | null;
}

/** The states in which an original keeps its dossier open. */
const openStates = ORIGINAL_STATES.filter((state) => DOSSIER_STATE_TABLE[DOSSIER_STATE_OF[state]].open);

/**
 * The `+` keeps the index on the due time from the sort: the few rows wanted are then found by one index for each part of
 * `current`, and not by a walk through every dossier there ever was.
 */
const dueSoonest = sql`+${dossiers.dueAt}`;

/** What a line of the list shows: each screen asks for it at every change, so no column is read for nothing. */
const dossierColumns = {
  id: dossiers.id,
  code: dossiers.code,
  requesterName: dossiers.requesterName,
  receivedAt: dossiers.receivedAt,
  dueAt: dossiers.dueAt,
} as const;
const originalColumns = {
  id: originals.id,
  dossierId: originals.dossierId,
  ordinal: originals.ordinal,
  title: originals.title,
  state: originals.state,
  version: originals.version,
} as const;
type DossierCells = Pick<DossierRow, keyof typeof dossierColumns>;
type OriginalCells = Pick<OriginalRow, keyof typeof originalColumns>;

/** How long a dossier without any original stays on the list after it was due. */
const emptyDays = 30;

/**
 * The desk's list, due soonest first: what is open, what is due today or later, and for a while what was begun and got
 * no original. With `search` all dossiers are looked through, the latest first. Three reads, whatever the length.
 */
export function dossierList(
  db: Reader,
  query: { readonly search?: string; readonly limit: number; readonly now: number },
): DossierLine[] {
  const { search = '', limit, now } = query;
  return listed(db, JSON.stringify([search.trim(), limit, instantOf(civilDate(now))]));
}

/** Every screen at the desk asks for the same list at every change. */
const listed = remembered(['dossiers', 'originals', 'pages', 'page_arrangements'], (db, key): DossierLine[] => {
  const [search, limit, today] = JSON.parse(key) as [string, number, number];
  const rows = db.select(dossierColumns).from(dossiers);
  const found = search
    ? rows.where(matching(search)).orderBy(desc(dossiers.createdAt))
    : rows.where(current(db, today)).orderBy(dueSoonest, asc(dossiers.createdAt));
  return toLines(db, found.limit(limit).all());
});

/** `_` and `%` in what was typed mean themselves. */
function matching(search: string): SQL | undefined {
  const part = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const name = sql`${dossiers.requesterFolded} like ${part(foldName(search))} escape '\\'`;
  const code = sql`${dossiers.code} like ${part(search.trim())} escape '\\'`;
  return or(name, code);
}

/** @param today  its first instant */
function current(db: Reader, today: number): SQL | undefined {
  const open = db.select({ id: originals.dossierId }).from(originals).where(inArray(originals.state, openStates));
  const own = db.select({ one: sql`1` }).from(originals).where(eq(originals.dossierId, dossiers.id));
  return or(
    inArray(dossiers.id, open),
    gte(dossiers.dueAt, today),
    and(gte(dossiers.dueAt, today - emptyDays * 86_400_000), notExists(own)),
  );
}

function toLines(db: Reader, rows: readonly DossierCells[]): DossierLine[] {
  const all = db
    .select(originalColumns)
    .from(originals)
    .where(
      among(
        originals.dossierId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(originals.dossierId), asc(originals.ordinal))
    .all();
  const pages = countPages(
    db,
    all.map((row) => row.id),
  );
  const byDossier = Map.groupBy(all, (row) => row.dossierId);
  return rows.map((row) => toLine(row, byDossier.get(row.id) ?? [], pages));
}

function toLine(row: DossierCells, own: readonly OriginalCells[], pages: ReadonlyMap<string, number>): DossierLine {
  return {
    id: row.id,
    code: row.code,
    requesterName: row.requesterName,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    state: dossierState(own.map((original) => original.state as OriginalState)),
    originals: own.map((original) => ({
      id: original.id,
      ordinal: original.ordinal,
      title: original.title,
      state: original.state as OriginalState,
      version: original.version,
      pages: pages.get(original.id) ?? 0,
    })),
  };
}

/**
 * One dossier. How to reach the requester, his identity number and his tracking code are for those who received him
 * (`withContact`).
 * Error: STORE-NOT-FOUND.
 */
export function dossierDetail(db: Reader, id: string, withContact: boolean): Result<DossierDetail> {
  const row = findDossier(db, id);
  const [line] = row ? toLines(db, [row]) : [];
  if (!row || !line) return fail('STORE-NOT-FOUND', { dossier: id });
  const { vi, en } = DOSSIER_STATE_TABLE[line.state];
  return ok({
    ...line,
    stateWords: { vi, en },
    createdAt: row.createdAt,
    createdBy: directory(db).of(row.createdBy),
    trackingCode: withContact ? row.trackingCode : null,
    requesterIdentity: withContact ? row.requesterIdentity : null,
    requesterPhone: withContact ? row.requesterPhone : null,
    requesterEmail: withContact ? row.requesterEmail : null,
    feeReceipt: withContact ? row.feeReceipt : null,
    appointment: withContact ? appointmentNews(db, id) : null,
    online: withContact ? onlineNews(db, id) : null,
    account: withContact ? accountNews(db, id) : null,
    needsSlip: civilDate(row.receivedAt) !== civilDate(row.dueAt),
    purgedAt: row.purgedAt,
  });
}

/** What the portal said of the requester's account there, never the account itself; null while nobody has asked. */
function accountNews(db: Reader, id: string) {
  const row = findCitizenAccount(db, id);
  return row ? { state: row.state, askedAt: row.askedAt } : null;
}

/** What the portal said of a dossier that was filed there; null for one that was brought. */
function onlineNews(db: Reader, id: string) {
  const request = findRequest(db, id);
  if (!request) return null;
  const { filedAt, withdrawnAt, changedSince } = request;
  return { filedAt, fee: feeOf(request), withdrawnAt, changedSince };
}

/** A dossier's state for whoever holds its tracking code, as it was typed; null for a code that no dossier has. */
export function trackedState(db: Reader, typed: string): DossierState | null {
  const code = readTrackingCode(typed);
  const row = code === null ? undefined : findDossierByTracking(db, code);
  if (!row) return null;
  return dossierState(listOriginals(db, [row.id]).map((original) => original.state as OriginalState));
}
