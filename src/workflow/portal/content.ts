import { DOSSIER_STATE_TABLE, dossierState, type OriginalState } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { CopyReader, DeliveredCopy, PortalDossier, ProgressStep, RequestAnswer } from '../../portal/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { JournalRow } from '../../store/audit/journal.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import type { Reader, Store } from '../../store/index.ts';
import { termsOfDossier } from '../../store/repositories/categories.ts';
import { findDossier, listOriginals, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { termsSet } from '../categories/in-force.ts';
import { accountOf } from '../commands/look-up-account.ts';
import { answerContent } from '../inbound/answer-content.ts';
import { onlineFacts } from '../inbound/online-facts.ts';

/** What the citizen reads for an act, and the national status it stands for; null: the one that the dossier then has. */
const steps: Readonly<Record<string, { readonly statusCode: number | null; readonly text: string }>> = {
  'open-dossier': { statusCode: 2, text: 'Tiếp nhận hồ sơ' },
  submit: { statusCode: 4, text: 'Đã đối chiếu với bản chính, trình lãnh đạo ký' },
  sign: { statusCode: 4, text: 'Lãnh đạo đã ký số bản sao điện tử' },
  issue: { statusCode: 9, text: 'Đã ký số cơ quan, vào sổ và phát hành bản sao điện tử' },
  cancel: {
    statusCode: null,
    text: 'Đã hủy bỏ giá trị pháp lý của bản sao điện tử đã cấp; bản sao này không còn dùng được',
  },
};

/** Where the portal's messages get their content: asked anew for each attempt, so that the last state is what is sent. */
export interface PortalContent {
  loadDossier(dossierId: string): Result<PortalDossier>;
  loadSteps(
    dossierId: string,
    stepIds: readonly string[],
  ): Result<{ dossierCode: string; steps: readonly ProgressStep[] }>;
  openCopy(documentId: string): Promise<Result<CopyReader>>;
  loadAnswer(answerId: string): Result<RequestAnswer>;
}

/**
 * @param delivered  the copies that the document gateway has, by dossier
 * @param check      whether a copy may leave the office
 */
export function portalContent(
  store: Store,
  delivered: (db: Reader, dossierId: string) => readonly DeliveredCopy[],
  check: (documentId: string) => Promise<Result<DocumentRow>>,
): PortalContent {
  return {
    loadDossier: (dossierId) => loadDossier(store, dossierId, delivered(store.db, dossierId)),
    loadSteps: (dossierId, stepIds) => loadSteps(store, dossierId, stepIds),
    openCopy: async (documentId) => {
      const checked = await check(documentId);
      return checked.ok ? ok(readerOf(store, checked.value)) : checked;
    },
    loadAnswer: (answerId) => answerContent(store, answerId),
  };
}

function loadDossier(store: Store, dossierId: string, delivered: readonly DeliveredCopy[]): Result<PortalDossier> {
  const dossier = findDossier(store.db, dossierId);
  if (!dossier) return fail('STORE-NOT-FOUND', { dossier: dossierId });
  const settings = readSettings(store.db);
  const terms = termsOfDossier(store.db, dossier.procedureVersion) ?? termsSet(settings);
  const originals = listOriginals(store.db, [dossierId]);
  const { portalCode } = DOSSIER_STATE_TABLE[dossierState(originals.map((row) => row.state as OriginalState))];
  const finishedAt = latest(originals.map((row) => row.issuedAt));
  const returnedAt = latest(originals.map((row) => row.deliveredAt));
  const served = originals.filter((row) => row.issuedAt !== null && row.state !== 'cancelled');
  return ok({
    dossierCode: dossier.code,
    procedureCode: terms.procedureCode,
    procedureName: terms.procedureName,
    fieldCode: terms.fieldCode,
    fieldName: terms.fieldName,
    requesterName: dossier.requesterName,
    requesterKind: 'citizen',
    ...(dossier.requesterIdentity ? { requesterIdentityNumber: dossier.requesterIdentity } : {}),
    ...(dossier.requesterPhone ? { phone: dossier.requesterPhone } : {}),
    ...(dossier.requesterEmail ? { email: dossier.requesterEmail } : {}),
    subject: `Chứng thực bản sao điện tử từ bản chính (${originals.length} giấy tờ)`,
    channel: 'counter',
    ...accountAtCounter(store, settings, dossierId),
    ...onlineFacts(store, dossierId),
    returnBy: 'counter',
    receivedAt: dossier.receivedAt,
    dueAt: dossier.dueAt,
    ...(finishedAt !== null && (portalCode === 9 || portalCode === 10) ? { finishedAt } : {}),
    ...(returnedAt !== null && portalCode === 10 ? { returnedAt } : {}),
    statusCode: portalCode,
    processingUnit: settings['office.processing-unit'],
    fees: feesOf(served),
    ...(originals.some((row) => row.issuedAt !== null && row.state === 'cancelled') ? { recalled: true } : {}),
    originals: originals.map(({ title }) => ({ title })),
    results: served.flatMap((row) => {
      const copy = delivered.find((candidate) => candidate.documentId === row.copyDocumentId);
      if (!copy) return [];
      const { url, file } = copy;
      const result = { title: row.title, resultCode: terms.resultCode, originalId: row.id };
      return [{ ...result, ...(url === undefined ? {} : { url }), ...(file === undefined ? {} : { file }) }];
    }),
  });
}

/** The account that the desk has looked up, where the office tells the portal of it. A filed dossier has its own. */
function accountAtCounter(store: Store, settings: Settings, dossierId: string): Pick<PortalDossier, 'accountId'> {
  if (!settings['inbound.account-at-counter']) return {};
  const accountId = accountOf(store, store.db, dossierId);
  return accountId === null ? {} : { accountId };
}

function feesOf(served: readonly OriginalRow[]): PortalDossier['fees'] {
  const amount = served.reduce((sum, row) => sum + (row.feeVnd ?? 0), 0);
  return amount === 0
    ? []
    : [{ code: 'PHI-CTBS', name: 'Phí chứng thực bản sao từ bản chính', amount, collectedAt: 'return' }];
}

function latest(instants: readonly (number | null)[]): number | null {
  return instants.reduce<number | null>((last, at) => (at !== null && at > (last ?? 0) ? at : last), null);
}

function loadSteps(
  store: Store,
  dossierId: string,
  stepIds: readonly string[],
): Result<{ dossierCode: string; steps: readonly ProgressStep[] }> {
  const dossier = findDossier(store.db, dossierId);
  if (!dossier) return fail('STORE-NOT-FOUND', { dossier: dossierId });
  const unit = readSettings(store.db)['office.processing-unit'];
  const found = stepIds.flatMap((id) => store.journal.list(store.db, Number(id) - 1, 1));
  const states = listOriginals(store.db, [dossierId]).map((original) => original.state as OriginalState);
  const { portalCode } = DOSSIER_STATE_TABLE[dossierState(states)];
  return ok({
    dossierCode: dossier.code,
    steps: found.flatMap((row) => toStep(store, row, unit, portalCode)),
  });
}

/** @param standing  the dossier's present status */
function toStep(store: Store, row: JournalRow, unit: string, standing: number): ProgressStep[] {
  const step = Object.hasOwn(steps, row.act) ? steps[row.act] : undefined;
  if (!step) return [];
  const officer = findOfficer(store.db, row.actor);
  return [
    {
      text: step.text,
      statusCode: step.statusCode ?? standing,
      officerName: officer?.fullName ?? unit,
      title: officer?.positionTitle ?? '',
      unit,
      at: row.at,
    },
  ];
}

function readerOf(store: Store, row: DocumentRow): CopyReader {
  return {
    length: row.length,
    read: async (offset: number, length: number) => {
      const piece = await store.documents.read(row, { offset, length });
      if (!piece.ok) throw new Error(`${piece.error.code} ${row.id}`);
      return piece.value;
    },
  };
}
