import type { OnlineRequestRow } from '../../store/repositories/online-requests.ts';

/** What the portal said of the fee. */
export function feeOf({ paid, paidAmount: amount, paidAt: at, paidReference: reference }: OnlineRequestRow) {
  return { paid, amount, at, reference };
}
