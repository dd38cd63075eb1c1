import type { Asker } from '../support/matrix-office.ts';

/**
 * What may be done with a dossier, by whom and while it stands how: one line for each route whose address names a
 * dossier, an original, a scan, an attempt or a message. A route without a line fails the test.
 *
 * The creators of an office share the desk: the law gives the task to the office (NĐ 23/2015 Điều 5), the officer who
 * received a dossier may be away when the requester comes back, and whoever looks or acts is journaled. So a colleague's
 * dossier answers as one's own does. Signers share the pile until one begins an attempt, which is his alone (`own`).
 */
export interface Line {
  /** Whom the route lets in; everybody else is told WEB-ROLE-MISSING. */
  readonly by: readonly Asker[];
  /** What it answers of a dossier that is open, delivered, refused, and of none: a status, or the code of a failure. */
  readonly at: readonly [string, string, string, string];
  /** The journal's entry that a successful look leaves: content of a dossier is never seen without one. */
  readonly look?: string;
  /** For whoever has begun it only: to others of the same role there is none. */
  readonly own?: true;
}

const desk: readonly Asker[] = ['creator', 'colleague'];
const signers: readonly Asker[] = ['signer', 'other signer'];
const sealKeepers: readonly Asker[] = ['seal keeper', 'other seal keeper'];
const deskAndSigners = [...desk, ...signers];
const holders = [...desk, ...signers, ...sealKeepers];
const readers = [...holders, 'inspector'] as const;
/** They see that a message waits, and not whose. */
const senders = [...desk, 'technician'] as const;

export const table: Readonly<Record<string, Line>> = {
  'GET /api/sealing/attempts/:id': {
    by: sealKeepers,
    at: ['200', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    look: 'view-attempt',
    own: true,
  },
  'GET /api/sealing/attempts/:id/originals/:originalId/preview.pdf': {
    by: sealKeepers,
    at: ['200', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    look: 'view-preview',
    own: true,
  },
  'POST /api/sealing/attempts/:id/hand-out': {
    by: sealKeepers,
    at: ['SIGN-CLIENT-NOT-USED', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    own: true,
  },
  'POST /api/sealing/attempts/:id/giving-up': {
    by: sealKeepers,
    at: ['SIGN-CLIENT-NOT-USED', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    own: true,
  },
  'POST /api/sealing/attempts/:id/pin': {
    by: sealKeepers,
    at: ['WEB-BODY-TOO-LARGE', 'WEB-BODY-TOO-LARGE', 'WEB-BODY-TOO-LARGE', 'WEB-BODY-TOO-LARGE'],
  },
  'GET /api/scans/:id': { by: desk, at: ['200', '200', '200', 'STORE-NOT-FOUND'] },
  'POST /api/scans/:id/cancellation': { by: desk, at: ['200', '200', '200', 'STORE-NOT-FOUND'] },
  'GET /api/signing/attempts/:id': {
    by: signers,
    at: ['200', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    look: 'view-attempt',
    own: true,
  },
  'GET /api/signing/attempts/:id/originals/:originalId/preview.pdf': {
    by: signers,
    at: ['200', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    look: 'view-preview',
    own: true,
  },
  'POST /api/signing/attempts/:id/hand-out': {
    by: signers,
    at: ['SIGN-CLIENT-NOT-USED', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    own: true,
  },
  'POST /api/signing/attempts/:id/giving-up': {
    by: signers,
    at: ['SIGN-CLIENT-NOT-USED', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    own: true,
  },
  'POST /api/signing/attempts/:id/pin': {
    by: signers,
    at: ['WEB-BODY-TOO-LARGE', 'WEB-BODY-TOO-LARGE', 'WEB-BODY-TOO-LARGE', 'WEB-BODY-TOO-LARGE'],
  },
  'PUT /api/dossiers/:id': {
    by: desk,
    at: ['STORE-ALREADY-EXISTS', 'STORE-ALREADY-EXISTS', 'STORE-ALREADY-EXISTS', '200'],
  },
  'GET /api/dossiers/:id': { by: readers, at: ['200', '200', '200', 'STORE-NOT-FOUND'], look: 'view-dossier' },
  'PUT /api/dossiers/:id/requester': { by: desk, at: ['200', 'WORK-REQUESTER-FIXED', '200', 'STORE-NOT-FOUND'] },
  'POST /api/dossiers/:id/account-look-up': {
    by: desk,
    at: ['FETCH-NOT-OFFERED', 'FETCH-NOT-OFFERED', 'FETCH-NOT-OFFERED', 'STORE-NOT-FOUND'],
  },
  'POST /api/dossiers/:id/extension': {
    by: desk,
    at: ['200', 'LAW-DOSSIER-CLOSED', 'LAW-DOSSIER-CLOSED', 'STORE-NOT-FOUND'],
  },
  'PUT /api/dossiers/:id/originals/:originalId': {
    by: desk,
    at: ['200', 'LAW-DOSSIER-CLOSED', 'LAW-DOSSIER-CLOSED', 'STORE-NOT-FOUND'],
  },
  'GET /api/dossiers/:id/messages': {
    by: readers,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'view-messages',
  },
  'GET /api/dossiers/:id/ledger': {
    by: readers,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'view-ledger',
  },
  'GET /api/dossiers/:id/ledger.csv': {
    by: readers,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'view-ledger',
  },
  'POST /api/portal-differences/:id/resending': {
    by: desk,
    at: [
      'PORTAL-DIFFERENCE-SETTLED',
      'PORTAL-DIFFERENCE-SETTLED',
      'PORTAL-DIFFERENCE-SETTLED',
      'PORTAL-DIFFERENCE-SETTLED',
    ],
  },
  'POST /api/portal-differences/:id/note': {
    by: desk,
    at: [
      'PORTAL-DIFFERENCE-SETTLED',
      'PORTAL-DIFFERENCE-SETTLED',
      'PORTAL-DIFFERENCE-SETTLED',
      'PORTAL-DIFFERENCE-SETTLED',
    ],
  },
  'PUT /api/dossiers/:id/urgency': { by: desk, at: ['204', '204', '204', 'STORE-NOT-FOUND'] },
  'GET /api/dossiers/:id/slips/reception': {
    by: desk,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'view-reception-slip',
  },
  'POST /api/dossiers/:id/slips/reception/issue': { by: desk, at: ['200', '200', '200', 'STORE-NOT-FOUND'] },
  'GET /api/dossiers/:id/slips/reception/pdf': {
    by: desk,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'issue-slip',
  },
  'GET /api/dossiers/:id/slips/fees': {
    by: desk,
    at: ['200', '200', 'SLIP-NOTHING-LISTED', 'STORE-NOT-FOUND'],
    look: 'view-fees-slip',
  },
  'POST /api/dossiers/:id/slips/fees/issue': { by: desk, at: ['200', '200', 'SLIP-NOTHING-LISTED', 'STORE-NOT-FOUND'] },
  'GET /api/dossiers/:id/slips/fees/pdf': {
    by: desk,
    at: ['200', '200', 'SLIP-NOTHING-LISTED', 'STORE-NOT-FOUND'],
    look: 'issue-slip',
  },
  'PUT /api/dossiers/:id/fee-receipt': { by: desk, at: ['200', '200', '200', 'STORE-NOT-FOUND'] },
  'GET /api/originals/:id': { by: readers, at: ['200', '200', '200', 'STORE-NOT-FOUND'], look: 'view-original' },
  'POST /api/originals/:id/secrecy-confirmation': { by: desk, at: ['200', '200', '200', 'STORE-NOT-FOUND'] },
  'POST /api/originals/:id/submission': {
    by: desk,
    at: ['LAW-TRANSITION', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/supplement-request': {
    by: desk,
    at: ['LAW-TRANSITION', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/supplement-receipt': {
    by: desk,
    at: ['LAW-TRANSITION', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/scan-completion': {
    by: desk,
    at: ['LAW-TRANSITION', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/scans': {
    by: desk,
    at: ['LAW-TRANSITION', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'GET /api/originals/:id/scanned-pages/:pageId': {
    by: desk,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'view-pages',
  },
  'GET /api/originals/:id/slips/supplement': {
    by: desk,
    at: ['SLIP-NOT-DUE', 'SLIP-NOT-DUE', 'SLIP-NOT-DUE', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/slips/supplement/issue': {
    by: desk,
    at: ['SLIP-NOT-DUE', 'SLIP-NOT-DUE', 'SLIP-NOT-DUE', 'STORE-NOT-FOUND'],
  },
  'GET /api/originals/:id/slips/supplement/pdf': {
    by: desk,
    at: ['SLIP-NOT-DUE', 'SLIP-NOT-DUE', 'SLIP-NOT-DUE', 'STORE-NOT-FOUND'],
  },
  'GET /api/originals/:id/slips/refusal': {
    by: deskAndSigners,
    at: ['SLIP-NOT-DUE', 'SLIP-NOT-DUE', '200', 'STORE-NOT-FOUND'],
    look: 'view-refusal-slip',
  },
  'POST /api/originals/:id/slips/refusal/issue': {
    by: deskAndSigners,
    at: ['SLIP-NOT-DUE', 'SLIP-NOT-DUE', '200', 'STORE-NOT-FOUND'],
  },
  'GET /api/originals/:id/slips/refusal/pdf': {
    by: deskAndSigners,
    at: ['SLIP-NOT-DUE', 'SLIP-NOT-DUE', '200', 'STORE-NOT-FOUND'],
    look: 'issue-slip',
  },
  'POST /api/originals/:id/comparison': {
    by: desk,
    at: ['LAW-CHECKLIST-INCOMPLETE', 'LAW-CHECKLIST-INCOMPLETE', 'LAW-CHECKLIST-INCOMPLETE', 'STORE-NOT-FOUND'],
  },
  'GET /api/originals/:id/copy.pdf': {
    by: holders,
    at: ['STORE-NOT-FOUND', '200', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    look: 'view-copy',
  },
  'GET /api/originals/:id/copy/verification': {
    by: readers,
    at: ['STORE-NOT-FOUND', '200', 'STORE-NOT-FOUND', 'STORE-NOT-FOUND'],
    look: 'verify-copy',
  },
  'POST /api/originals/:id/cancellation': {
    by: deskAndSigners,
    at: ['LAW-TRANSITION', '200', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'PUT /api/originals/:id/pages': {
    by: desk,
    at: ['LAW-PAGES-NONE-LEFT', 'LAW-PAGES-NONE-LEFT', 'LAW-PAGES-NONE-LEFT', 'STORE-NOT-FOUND'],
  },
  'GET /api/originals/:id/pages/:ordinal': {
    by: holders,
    at: ['200', '200', '200', 'STORE-NOT-FOUND'],
    look: 'view-pages',
  },
  'POST /api/originals/:id/return-to-creator': {
    by: holders,
    at: ['200', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/return-to-signer': {
    by: sealKeepers,
    at: ['LAW-TRANSITION', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/refusal': {
    by: deskAndSigners,
    at: ['200', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/withdrawal': {
    by: desk,
    at: ['200', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/originals/:id/holding': {
    by: deskAndSigners,
    at: ['200', 'LAW-TRANSITION', 'LAW-TRANSITION', 'STORE-NOT-FOUND'],
  },
  'POST /api/messages/:id/retry': {
    by: senders,
    at: ['PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN'],
  },
  'POST /api/messages/:id/one-stop-retry': {
    by: senders,
    at: ['PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN'],
  },
  'POST /api/messages/:id/there': {
    by: senders,
    at: ['PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN'],
  },
  'POST /api/messages/:id/one-stop-there': {
    by: senders,
    at: ['PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN', 'PORTAL-ROW-UNKNOWN'],
  },
  'GET /api/handovers/:id': {
    by: desk,
    at: ['HANDOVER-NOT-WAITING', 'HANDOVER-NOT-WAITING', 'HANDOVER-NOT-WAITING', 'STORE-NOT-FOUND'],
  },
  'POST /api/handovers/:id/taking': {
    by: desk,
    at: ['HANDOVER-NOT-WAITING', 'HANDOVER-NOT-WAITING', 'HANDOVER-NOT-WAITING', 'STORE-NOT-FOUND'],
  },
  'GET /api/handovers/:id/file.pdf': {
    by: desk,
    at: ['HANDOVER-FILE-NOT-TAKEN', 'HANDOVER-FILE-NOT-TAKEN', 'HANDOVER-FILE-NOT-TAKEN', 'HANDOVER-FILE-NOT-TAKEN'],
  },
  'POST /api/handovers/:id/proof': {
    by: desk,
    at: ['WEB-BODY-INVALID', 'WEB-BODY-INVALID', 'WEB-BODY-INVALID', 'WEB-BODY-INVALID'],
  },
  'POST /api/handovers/:id/proof-correction': {
    by: desk,
    at: ['WEB-BODY-INVALID', 'WEB-BODY-INVALID', 'WEB-BODY-INVALID', 'WEB-BODY-INVALID'],
  },
  'POST /api/handover-updates/:id': {
    by: desk,
    at: ['WEB-BODY-INVALID', 'WEB-BODY-INVALID', 'WEB-BODY-INVALID', 'WEB-BODY-INVALID'],
  },
};

/** Looks that show numbers of pages and states of devices, and nothing of a dossier's content. */
export const withoutContent: readonly string[] = ['GET /api/scans/:id'];

const reason = 'Người yêu cầu mang nhầm giấy';

/** A body that fits the form of each route that takes one, so that the law or the state decides. */
export const bodies: Readonly<Record<string, unknown>> = {
  'PUT /api/dossiers/:id': { requester: { name: 'Vàng Thị Mỷ' } },
  'PUT /api/dossiers/:id/requester': { requester: { name: 'Vàng Thị Mỷ' } },
  'PUT /api/dossiers/:id/urgency': { urgent: true },
  'POST /api/dossiers/:id/extension': { kind: 'days', ground: 'many-pages', days: 1 },
  'PUT /api/dossiers/:id/originals/:originalId': { title: 'Giấy khai sinh', paperCopies: 0 },
  'PUT /api/dossiers/:id/fee-receipt': { number: '0001234' },
  'POST /api/originals/:id/secrecy-confirmation': { noSecrecyStamp: true, noCopyBan: true },
  'POST /api/originals/:id/scans': { source: 'feeder' },
  'POST /api/originals/:id/comparison': { ticked: [], chargeablePages: 2 },
  'PUT /api/originals/:id/pages': { pages: [], version: 1 },
  'POST /api/originals/:id/return-to-creator': { reason },
  'POST /api/originals/:id/return-to-signer': { reason },
  'POST /api/originals/:id/supplement-request': { reason },
  'POST /api/originals/:id/withdrawal': { reason },
  'POST /api/originals/:id/holding': { reason },
  'POST /api/originals/:id/refusal': { reason, ground: 'altered' },
  'POST /api/originals/:id/cancellation': { reason, decision: '12/QĐ-UBND' },
  // Longer than any PIN: the door is passed, and no token is asked.
  'POST /api/signing/attempts/:id/pin': Buffer.alloc(70, 49),
  'POST /api/sealing/attempts/:id/pin': Buffer.alloc(70, 49),
};
