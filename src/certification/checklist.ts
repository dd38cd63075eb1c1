import { fail, ok, type Result } from '../common/result.ts';
import { areChargeablePages, CHARGEABLE_PAGES } from './pages.ts';
import { REFUSAL_GROUNDS, type RefusalGroundId } from './refusal.ts';

/** One statement that the comparing officer ticks: it is true of this original. */
export interface ChecklistItem {
  readonly id: ChecklistItemId;
  readonly vi: string;
  readonly en: string;
  readonly law: string;
  /** The ground of refusal when it cannot be ticked; null for the officer's own duty. */
  readonly ground: RefusalGroundId | null;
}

/** The duties that are the officer's own, not a property of the paper. */
const dutyIds = ['all-information-pages', 'compared'] as const;

export type ChecklistItemId = RefusalGroundId | (typeof dutyIds)[number];

const notRefused = (id: RefusalGroundId, vi: string, en: string): ChecklistItem => ({
  id,
  vi,
  en,
  law: REFUSAL_GROUNDS[id].law,
  ground: id,
});

/**
 * The checklist of the comparison: each ground of NĐ 23/2015 Điều 22 and Điều 18 turned into a statement, and the two
 * duties of the officer. Software may warn, but only a named person ticks.
 */
export const CHECKLIST: readonly ChecklistItem[] = [
  notRefused('not-original', 'Giấy tờ xuất trình là bản chính.', 'The paper shown is an original.'),
  notRefused(
    'altered',
    'Không bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ.',
    'Nothing is improperly erased, corrected, added or cut.',
  ),
  notRefused(
    'unreadable',
    'Không hư hỏng, cũ nát; xác định được toàn bộ nội dung.',
    'It is neither damaged nor worn; all its content can be made out.',
  ),
  notRefused(
    'secret',
    'Không đóng dấu mật, không ghi “không được sao chụp”.',
    'It bears no secrecy stamp and no words that forbid copying.',
  ),
  notRefused(
    'unlawful-content',
    'Nội dung không trái pháp luật, đạo đức xã hội, không vi phạm quyền công dân.',
    'Its content is not against the law, public morals or civic rights.',
  ),
  notRefused(
    'not-legalised',
    'Không phải giấy tờ nước ngoài, hoặc đã hợp pháp hóa lãnh sự, hoặc được miễn.',
    'It is not foreign, or it is legalised, or it is exempt from that.',
  ),
  notRefused(
    'self-made',
    'Không phải giấy tờ cá nhân tự lập, hoặc đã có xác nhận và đóng dấu của cơ quan có thẩm quyền.',
    'It is not made by private persons, or it bears the confirmation and seal of a competent body.',
  ),
  {
    id: 'all-information-pages',
    vi: 'Bản quét có đầy đủ các trang có thông tin của bản chính.',
    en: 'The scan has every page of the original that bears information.',
    law: 'Điều 10 Thông tư 01/2020/TT-BTP',
    ground: null,
  },
  {
    id: 'compared',
    vi: 'Đã đối chiếu từng trang bản quét, đúng với bản chính.',
    en: 'Every scanned page was compared and agrees with the original.',
    law: 'Khoản 3 Điều 20 Nghị định 23/2015/NĐ-CP',
    ground: null,
  },
];

/** What a comparison hands in. */
export interface ComparisonRequest {
  readonly officer: { readonly id: string; readonly fullName: string };
  /** Epoch ms. */
  readonly at: number;
  /** The ids of the ticked items; unknown ids count for nothing. */
  readonly ticked: readonly string[];
  /** Images kept in the original at this moment. */
  readonly scannedPages: number;
  /** *Số trang tính phí*, confirmed by the officer. */
  readonly chargeablePages: number;
}

/** A comparison that stands: who, when, of what. Any later change of a page undoes it. */
export interface Comparison {
  readonly officerId: string;
  readonly at: number;
  readonly scannedPages: number;
  readonly chargeablePages: number;
}

/**
 * Accepts a comparison (NĐ 23/2015 Điều 20.3, TT 01/2020 Điều 10 and 11).
 * Errors: LAW-CHECKLIST-UNNAMED, LAW-CHECKLIST-INCOMPLETE (facts: missing, the ids in order), LAW-PAGES-MISSING,
 * LAW-PAGES-RANGE.
 */
export function acceptComparison(request: ComparisonRequest): Result<Comparison> {
  const { officer, at, ticked, scannedPages, chargeablePages } = request;
  if (officer.id.trim() === '' || officer.fullName.trim() === '') return fail('LAW-CHECKLIST-UNNAMED');
  if (!Number.isInteger(scannedPages) || scannedPages < 1) return fail('LAW-PAGES-MISSING');
  const missing = CHECKLIST.filter(({ id }) => !ticked.includes(id)).map(({ id }) => id);
  if (missing.length > 0) return fail('LAW-CHECKLIST-INCOMPLETE', { missing: missing.join(' ') });
  if (!areChargeablePages(chargeablePages)) return fail('LAW-PAGES-RANGE', { ...CHARGEABLE_PAGES });
  return ok({ officerId: officer.id, at, scannedPages, chargeablePages });
}
