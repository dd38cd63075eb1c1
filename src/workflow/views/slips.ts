import {
  composeSlip,
  fee,
  type OriginalState,
  type RefusalGround,
  refusalGround,
  type SlipAct,
  type SlipDossier,
  type SlipModel,
  type SlipOffice,
  type SlipOriginal,
} from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Settings } from '../../settings/index.ts';
import type { JournalEntry } from '../../store/audit/journal.ts';
import type { Store } from '../../store/index.ts';
import {
  type DossierRow,
  findDossier,
  findOriginal,
  listOriginals,
  type OriginalRow,
} from '../../store/repositories/dossiers.ts';
import { countPages } from '../../store/repositories/pages.ts';
import { directory } from './people.ts';

/** The slips of a dossier, and those of one original. */
export type DossierSlip = 'reception' | 'fees';
export type OriginalSlip = 'supplement' | 'refusal';

/** The states in which nothing is made of an original, so that nothing is charged. */
const free: readonly OriginalState[] = ['refused', 'withdrawn', 'held'];

/** So many pages show on the wall how the fee grows. */
const examplePages = [1, 2, 3, 5, 10, 20, 50, 100];

/**
 * A slip of a dossier: reception with the hour and day of the result, or the list of its fees. Its date is that of the
 * act: reception or extension, comparison.
 * Errors: STORE-NOT-FOUND, SLIP-NOTHING-LISTED, LAW-FEE-NO-RATE.
 */
export function dossierSlip(store: Store, settings: Settings, kind: DossierSlip, id: string): Result<SlipModel> {
  const row = findDossier(store.db, id);
  if (!row) return fail('STORE-NOT-FOUND', { dossier: id });
  const rows = listOriginals(store.db, [id]);
  const dossier = toDossier(store, settings, row, rows);
  if (!dossier.ok) return dossier;
  const listed = dossier.value.originals.filter(({ charged }) => kind === 'reception' || charged);
  if (listed.length === 0) return fail('SLIP-NOTHING-LISTED', { dossier: id });
  const act = kind === 'reception' ? receptionAct(store, row) : feesAct(store, row, rows);
  return ok(composeSlip({ kind, office: toOffice(settings), dossier: dossier.value, act }));
}

/**
 * A slip of one original: what is asked for besides, or why it is refused, in the officer's words, dated by the act.
 * Errors: STORE-NOT-FOUND, SLIP-NOT-DUE, LAW-REFUSAL-GROUND, LAW-FEE-NO-RATE.
 */
export function originalSlip(store: Store, settings: Settings, kind: OriginalSlip, id: string): Result<SlipModel> {
  const row = findOriginal(store.db, id);
  const dossierRow = row && findDossier(store.db, row.dossierId);
  if (!row || !dossierRow) return fail('STORE-NOT-FOUND', { original: id });
  const { state, acted } = dueAt[kind];
  const act = lastAct(store, 'original', id, acted);
  if (row.state !== state || act === null) return fail('SLIP-NOT-DUE', { state: row.state });
  const rows = listOriginals(store.db, [row.dossierId]);
  const dossier = toDossier(store, settings, dossierRow, rows);
  if (!dossier.ok) return dossier;
  const original = dossier.value.originals.find(({ ordinal }) => ordinal === row.ordinal);
  if (!original) return fail('STORE-NOT-FOUND', { original: id });
  const common = { office: toOffice(settings), dossier: dossier.value, act, original, reason: row.reason ?? '' };
  if (kind === 'supplement') return ok(composeSlip({ kind, ...common }));
  const ground: Result<RefusalGround> = refusalGround(row.reasonCode ?? '');
  return ground.ok ? ok(composeSlip({ kind, ...common, ground: ground.value })) : ground;
}

/** The rates in force on the day of `now` (epoch ms), as they are posted up. Error: LAW-FEE-NO-RATE. */
export function ratesSlip(settings: Settings, now: number): Result<SlipModel> {
  const table = settings['fee.table'];
  const sums = examplePages.map((pages) => fee({ chargeablePages: pages, copies: 1, on: civilDate(now), table }));
  const examples: { pages: number; total: number }[] = [];
  for (const [index, sum] of sums.entries()) {
    if (!sum.ok) return sum;
    examples.push({ pages: examplePages[index] ?? 0, total: sum.value.total });
  }
  const [first] = sums;
  if (!first?.ok) return fail('LAW-FEE-NO-RATE');
  return ok(composeSlip({ kind: 'rates', office: toOffice(settings), rate: first.value.rate, examples }));
}

const dueAt = {
  supplement: { state: 'supplement-asked', acted: 'ask-supplement' },
  refusal: { state: 'refused', acted: 'refuse' },
} as const satisfies Record<OriginalSlip, { state: OriginalState; acted: string }>;

function toOffice(settings: Settings): SlipOffice {
  return {
    name: settings['office.name'],
    place: settings['office.place'],
    unit: settings['office.processing-unit'],
    visitorAddress: settings['office.visitor-url'],
  };
}

function toDossier(
  store: Store,
  settings: Settings,
  row: DossierRow,
  rows: readonly OriginalRow[],
): Result<SlipDossier> {
  const rule = { on: civilDate(row.receivedAt), table: settings['fee.table'] };
  const rate = fee({ chargeablePages: 1, copies: 1, ...rule });
  if (!rate.ok) return rate;
  const scanned = countPages(
    store.db,
    rows.map(({ id }) => id),
  );
  const toOriginal = (original: OriginalRow): SlipOriginal => {
    const { chargeablePages, feeVnd, paperCopies, ordinal, title } = original;
    const pages = chargeablePages ?? (scanned.get(original.id) || null);
    const confirmed = chargeablePages !== null && feeVnd !== null;
    const copies = 1 + paperCopies;
    const sum = confirmed ? fee({ chargeablePages, copies, ...rule }) : null;
    // What was confirmed counts, also when the table was mended since.
    const own =
      sum?.ok === true && feeVnd !== null
        ? { perCopy: Math.round(feeVnd / copies), total: feeVnd, capped: sum.value.capped }
        : null;
    return { ordinal, title, pages, paperCopies, fee: own, charged: !free.includes(original.state as OriginalState) };
  };
  return ok({
    code: row.code,
    trackingCode: row.trackingCode,
    requester: row.requesterName,
    phone: row.requesterPhone,
    email: row.requesterEmail,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    extension: row.extension,
    feeReceipt: row.feeReceipt,
    originals: rows.map(toOriginal),
    rate: rate.value.rate,
  });
}

/** Receiving, or the extension that gave the new hour and day. */
function receptionAct(store: Store, row: DossierRow): SlipAct {
  const extended = row.extension === null ? null : lastAct(store, 'dossier', row.id, 'extend-due-time');
  return extended ?? { at: row.receivedAt, officer: directory(store.db).of(row.createdBy).fullName };
}

/** The last comparison: it makes the sum. */
function feesAct(store: Store, row: DossierRow, rows: readonly OriginalRow[]): SlipAct {
  let act = { at: row.receivedAt, by: row.createdBy };
  for (const { comparedAt, comparedBy } of rows) {
    if (comparedAt !== null && comparedBy !== null && comparedAt >= act.at) act = { at: comparedAt, by: comparedBy };
  }
  return { at: act.at, officer: directory(store.db).of(act.by).fullName };
}

/** Who did this act last and when, by the journal; null when nobody did. */
function lastAct(store: Store, type: JournalEntry['objectType'], id: string, acted: string): SlipAct | null {
  const entry = store.journal.ofObject(store.db, type, id).findLast(({ act }) => act === acted);
  return entry ? { at: entry.at, officer: directory(store.db).of(entry.actor).fullName } : null;
}
