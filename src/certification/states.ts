/**
 * The states of an original (*giấy tờ*): the unit that gets one register number and becomes one electronic copy
 * (NĐ 23/2015 Điều 20.3: one number per original, however many copies are made at the same time).
 */
export const ORIGINAL_STATES = [
  /** Being received: pages come in. */
  'draft',
  /** The scan is declared complete. */
  'scanned',
  /** A named officer compared every page with the paper and ticked the checklist of Điều 22. */
  'compared',
  'awaiting-signature',
  /** Revision 1 carries the signer's verified signature. */
  'signed',
  /** Revision 2 carries the agency's verified signature. */
  'sealed',
  /** Every byte is accounted for, exactly the expected signers verify, and the outbox row is written. */
  'issued',
  /** Receipt confirmed, or proof of the hand-over entered. */
  'delivered',
  'returned-to-creator',
  'returned-to-signer',
  'supplement-asked',
  'refused',
  'withdrawn',
  /** The paper is retained and a record (*biên bản tạm giữ*) made: NĐ 23/2015 Điều 9.6, TT 01/2020 Điều 11.2. */
  'held',
  /** *Hủy bỏ giá trị pháp lý* by a decision: TT 01/2020 Điều 7. */
  'cancelled',
] as const;

export type OriginalState = (typeof ORIGINAL_STATES)[number];

/** What officers read for a state. */
export const ORIGINAL_STATE_WORDS: Readonly<Record<OriginalState, { readonly vi: string; readonly en: string }>> = {
  draft: { vi: 'Đang tiếp nhận', en: 'Being received' },
  scanned: { vi: 'Đã quét', en: 'Scanned' },
  compared: { vi: 'Đã đối chiếu', en: 'Compared' },
  'awaiting-signature': { vi: 'Chờ ký', en: 'Awaiting signature' },
  signed: { vi: 'Đã ký, chờ đóng dấu', en: 'Signed, awaiting the seal' },
  sealed: { vi: 'Đã ký số cơ quan', en: 'Sealed' },
  issued: { vi: 'Đã phát hành', en: 'Issued' },
  delivered: { vi: 'Đã trả kết quả', en: 'Delivered' },
  'returned-to-creator': { vi: 'Trả lại người tạo', en: 'Returned to the creator' },
  'returned-to-signer': { vi: 'Trả lại người ký', en: 'Returned to the signer' },
  'supplement-asked': { vi: 'Yêu cầu bổ sung', en: 'Supplement asked' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  withdrawn: { vi: 'Rút hồ sơ', en: 'Withdrawn' },
  held: { vi: 'Tạm giữ, đã lập biên bản', en: 'Held, record made' },
  cancelled: { vi: 'Hủy bỏ giá trị pháp lý', en: 'Cancelled' },
};
