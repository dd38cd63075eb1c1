import { fail, ok, type Result } from '../common/result.ts';
import type { RefusalGroundId } from './refusal.ts';

/** What an officer says about the paper before any image of it exists. */
export interface SecrecyConfirmation {
  readonly officerId: string;
  /** Epoch ms. */
  readonly at: number;
  /** *Không có dấu mật* (Mật, Tối mật, Tuyệt mật). */
  readonly noSecrecyStamp: boolean;
  /** *Không ghi "không được sao chụp"*. */
  readonly noCopyBan: boolean;
}

/** What the officer reads and confirms. */
export const SECRECY_STATEMENTS: Readonly<
  Record<'noSecrecyStamp' | 'noCopyBan', { readonly vi: string; readonly en: string }>
> = {
  noSecrecyStamp: {
    vi: 'Bản chính không có dấu chỉ độ mật (Mật, Tối mật, Tuyệt mật).',
    en: 'The original bears no secrecy stamp.',
  },
  noCopyBan: {
    vi: 'Bản chính không ghi “không được sao chụp”.',
    en: 'The original does not say that it must not be copied.',
  },
};

/** The ground on which a paper is refused that fails the confirmation. */
export const SECRECY_GROUND: RefusalGroundId = 'secret';

/**
 * Whether the first page may be scanned (NĐ 23/2015 Điều 22.3: such a paper is not copied, so not even an image of it
 * may come into the station). Errors: LAW-SECRECY-UNCONFIRMED, LAW-SECRECY-STAMPED.
 */
export function mayScan(confirmation: SecrecyConfirmation | null): Result<void> {
  if (confirmation === null || confirmation.officerId === '') return fail('LAW-SECRECY-UNCONFIRMED');
  if (!confirmation.noSecrecyStamp || !confirmation.noCopyBan) {
    return fail('LAW-SECRECY-STAMPED', { ground: SECRECY_GROUND });
  }
  return ok();
}
