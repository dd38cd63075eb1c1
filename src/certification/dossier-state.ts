import type { OriginalState } from './states.ts';

/** The states of a dossier (*hồ sơ*). They are derived from its originals, never set. */
export const DOSSIER_STATES = [
  'received',
  'processing',
  'supplement-asked',
  'finished',
  'returned',
  'stopped',
  'refused',
  'withdrawn',
] as const;

export type DossierState = (typeof DOSSIER_STATES)[number];

/** The national dossier status codes that a dossier of certified copies can have. */
export type PortalCode = 2 | 3 | 4 | 5 | 7 | 8 | 9 | 10;

export interface DossierStateRow {
  readonly portalCode: PortalCode;
  /** Work remains for the office or the requester; only then may an original be added. */
  readonly open: boolean;
  readonly vi: string;
  readonly en: string;
}

/** The portal's code and words for each dossier state (national list of dossier statuses). */
export const DOSSIER_STATE_TABLE: Readonly<Record<DossierState, DossierStateRow>> = {
  received: { portalCode: 2, open: true, vi: 'Được tiếp nhận', en: 'Received' },
  processing: { portalCode: 4, open: true, vi: 'Đang xử lý', en: 'Being processed' },
  'supplement-asked': { portalCode: 5, open: true, vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement asked' },
  finished: { portalCode: 9, open: false, vi: 'Đã xử lý xong', en: 'Finished' },
  returned: { portalCode: 10, open: false, vi: 'Đã trả kết quả', en: 'Result returned' },
  stopped: { portalCode: 8, open: false, vi: 'Dừng xử lý', en: 'Stopped' },
  refused: { portalCode: 3, open: false, vi: 'Không được tiếp nhận', en: 'Refused' },
  withdrawn: { portalCode: 7, open: false, vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the requester' },
};

/** What one original alone makes of its dossier. */
export const DOSSIER_STATE_OF: Readonly<Record<OriginalState, DossierState>> = {
  draft: 'received',
  scanned: 'processing',
  compared: 'processing',
  'awaiting-signature': 'processing',
  signed: 'processing',
  sealed: 'processing',
  'returned-to-creator': 'processing',
  'returned-to-signer': 'processing',
  'supplement-asked': 'supplement-asked',
  issued: 'finished',
  delivered: 'returned',
  held: 'stopped',
  cancelled: 'stopped',
  refused: 'refused',
  withdrawn: 'withdrawn',
};

/**
 * Which of several wins, first to last.
 *
 * Whatever is open wins over whatever is closed, and what the requester must do wins over what the office does. Among
 * the closed: a copy not yet handed over keeps the dossier at *đã xử lý xong*; once all copies there are have been
 * handed over it is *đã trả kết quả* even if other originals were refused, since a result exists, was paid for and
 * stands in the register (the refused ones have their own written slip). Without any copy, an original held or cancelled
 * says more than a refusal, and the office's refusal, against which one may complain, more than the requester's own
 * withdrawal.
 */
export const DOSSIER_PRECEDENCE: readonly DossierState[] = [
  'supplement-asked',
  'processing',
  'received',
  'finished',
  'returned',
  'stopped',
  'refused',
  'withdrawn',
];

/**
 * The state of a dossier with originals in these states. It is `received` while nothing has been done to any of them,
 * so that the portal never sees it go from 4 back to 2; a dossier without originals has just been received.
 */
export function dossierState(originals: readonly OriginalState[]): DossierState {
  const states = new Set(originals.map((original) => DOSSIER_STATE_OF[original]));
  const first = DOSSIER_PRECEDENCE.find((state) => states.has(state)) ?? 'received';
  return first === 'received' && states.size > 1 ? 'processing' : first;
}

/** The portal's status code of a dossier with originals in these states. */
export function portalCode(originals: readonly OriginalState[]): PortalCode {
  return DOSSIER_STATE_TABLE[dossierState(originals)].portalCode;
}
