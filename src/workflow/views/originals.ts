import {
  CHECKLIST,
  explainFee,
  type FeeRate,
  fee,
  feeRate,
  liesAcross,
  ORIGINAL_STATE_WORDS,
  type OriginalState,
  type Turn,
} from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { ScanSource } from '../../devices/scanner/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { type DossierRow, findDossier, findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import {
  type ArrangedPage,
  findScan,
  listPages,
  listScannedPages,
  listScans,
  type ScanRow,
} from '../../store/repositories/pages.ts';
import { type TooLarge, tooLarge } from '../coding/too-large.ts';
import { possibleActs } from './acts.ts';
import { registerTexts } from './numbers.ts';
import type { OfferedAct } from './offered-acts.ts';
import { directory, type Person } from './people.ts';
import { type StandIn, standIns } from './stand-ins.ts';
import { type TimeStamps, timeStampsOf } from './time-stamps.ts';

export interface ScanView {
  readonly id: string;
  readonly originalId: string;
  readonly state: ScanRow['state'];
  readonly source: ScanSource;
  readonly pages: number;
  readonly failureCode: string | null;
  readonly failureFacts: Record<string, string | number | boolean | null>;
  readonly begunAt: number;
  readonly endedAt: number | null;
}

export interface FeeView {
  readonly total: number;
  readonly confirmed: boolean;
  readonly lines: { readonly vi: string[]; readonly en: string[] };
}

export interface ScannedPageView {
  readonly id: string;
  readonly scanned: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly dpi: number;
}

export interface PageView extends ScannedPageView {
  readonly ordinal: number;
  readonly turn: Turn;
}

export interface OriginalDetail {
  readonly id: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly ordinal: number;
  readonly title: string;
  readonly state: OriginalState;
  readonly stateWords: { readonly vi: string; readonly en: string };
  readonly version: number;
  readonly paperCopies: number;
  readonly dueAt: number;
  readonly creator: Person;
  readonly comparer: Person | null;
  readonly signer: Person | null;
  readonly sealer: Person | null;
  readonly secrecyConfirmed: boolean;
  readonly comparedAt: number | null;
  readonly signedAt: number | null;
  readonly sealedAt: number | null;
  readonly issuedAt: number | null;
  readonly deliveredAt: number | null;
  readonly chargeablePages: number | null;
  readonly fee: FeeView | null;
  readonly feeRate: FeeRate | null;
  readonly reason: string | null;
  readonly reasonCode: string | null;
  readonly registerNumber: string | null;
  readonly replaces: StandIn | null;
  readonly replacedBy: StandIn | null;
  readonly acts: OfferedAct[];
  readonly pages: PageView[];
  readonly setAside: ScannedPageView[];
  /** Null while the copy fits what the portal takes and what can be signed. */
  readonly tooLarge: TooLarge | null;
  /** Null for a copy that is not issued, or never was to get any. */
  readonly timeStamps: TimeStamps | null;
  readonly scans: ScanView[];
  readonly checklist: { id: string; vi: string; en: string; law: string }[];
}

/** One original as this officer sees it now. Error: STORE-NOT-FOUND. */
export function originalDetail(
  db: Reader,
  settings: Settings,
  officer: OfficerRow,
  id: string,
  now: number,
): Result<OriginalDetail> {
  const row = findOriginal(db, id);
  const dossier = row && findDossier(db, row.dossierId);
  if (!row || !dossier) return fail('STORE-NOT-FOUND', { original: id });
  const people = directory(db);
  const state = row.state as OriginalState;
  const pages = listPages(db, id);
  return ok({
    id,
    dossierId: row.dossierId,
    dossierCode: dossier.code,
    ordinal: row.ordinal,
    title: row.title,
    state,
    stateWords: ORIGINAL_STATE_WORDS[state],
    version: row.version,
    paperCopies: row.paperCopies,
    dueAt: dossier.dueAt,
    creator: people.of(row.creatorId),
    comparer: people.orNull(row.comparedBy),
    signer: people.orNull(row.signerId),
    sealer: people.orNull(row.sealerId),
    secrecyConfirmed: row.secrecyConfirmedBy !== null,
    comparedAt: row.comparedAt,
    signedAt: row.signedAt,
    sealedAt: row.sealedAt,
    issuedAt: row.issuedAt,
    deliveredAt: row.deliveredAt,
    chargeablePages: row.chargeablePages,
    fee: feeOf(settings, row, dossier, pages.length),
    feeRate: feeRate(civilDate(dossier.receivedAt), settings['fee.table']),
    reason: row.reason,
    reasonCode: row.reasonCode,
    registerNumber: registerTexts(db, [id]).get(id) ?? null,
    ...standIns(db, row),
    acts: possibleActs(db, officer, row, now),
    pages: pages.map(pageView),
    setAside: officer.roles.includes('creator') ? setAside(db, id, pages) : [],
    tooLarge: tooLarge(db, settings, id),
    timeStamps: timeStampsOf(db, [id]).get(id) ?? null,
    scans: listScans(db, id).map(toScanView),
    checklist: CHECKLIST.map((item) => ({ id: item.id, vi: item.vi, en: item.en, law: item.law })),
  });
}

/** The fee as confirmed by the comparing officer; before that, what as many pages as were scanned would cost. */
function feeOf(settings: Settings, row: OriginalRow, dossier: DossierRow, scannedPages: number): FeeView | null {
  const sum = fee({
    chargeablePages: row.chargeablePages ?? scannedPages,
    copies: 1 + row.paperCopies,
    on: civilDate(dossier.receivedAt),
    table: settings['fee.table'],
  });
  if (!sum.ok) return null;
  return { total: row.feeVnd ?? sum.value.total, confirmed: row.feeVnd !== null, lines: explainFee(sum.value) };
}

/** A page as it is shown: turned, its width and height may have changed places. */
function pageView({ id, ordinal, scanned, turn, widthPx, heightPx, dpi }: ArrangedPage): PageView {
  const size = liesAcross(turn) ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx };
  return { id, ordinal, scanned, turn, ...size, dpi };
}

function setAside(db: Reader, originalId: string, counting: readonly ArrangedPage[]): ScannedPageView[] {
  const ids = new Set(counting.map(({ id }) => id));
  return listScannedPages(db, originalId)
    .filter(({ id }) => !ids.has(id))
    .map(({ id, ordinal, widthPx, heightPx, dpi }) => ({ id, scanned: ordinal, widthPx, heightPx, dpi }));
}

/** A scan, under way or ended. Error: STORE-NOT-FOUND. */
export function scanView(db: Reader, id: string): Result<ScanView> {
  const row = findScan(db, id);
  return row ? ok(toScanView(row)) : fail('STORE-NOT-FOUND', { scan: id });
}

function toScanView(row: ScanRow): ScanView {
  return {
    id: row.id,
    originalId: row.originalId,
    state: row.state,
    source: row.source as ScanSource,
    pages: row.pages,
    failureCode: row.failureCode,
    failureFacts: row.failureFacts ?? {},
    begunAt: row.begunAt,
    endedAt: row.endedAt,
  };
}
