import { fail, ok, type Result } from '../common/result.ts';

/** Why a copy of an original is not certified. */
export const REFUSAL_GROUND_IDS = [
  'altered',
  'unreadable',
  'secret',
  'unlawful-content',
  'not-legalised',
  'self-made',
  'not-original',
] as const;

export type RefusalGroundId = (typeof REFUSAL_GROUND_IDS)[number];

export interface RefusalGround {
  readonly id: RefusalGroundId;
  /** The words of the refusal slip. */
  readonly vi: string;
  readonly en: string;
  readonly law: string;
  /** The paper itself is retained with a record: NĐ 23/2015 Điều 9.6, TT 01/2020 Điều 11.2. */
  readonly mayHold: boolean;
}

/** The six grounds of NĐ 23/2015 Điều 22 in its order, and Điều 18: only an original can be the basis of a copy. */
export const REFUSAL_GROUNDS: Readonly<Record<RefusalGroundId, RefusalGround>> = {
  altered: {
    id: 'altered',
    vi: 'Bản chính bị tẩy xóa, sửa chữa, thêm, bớt nội dung không hợp lệ.',
    en: 'The original has been erased, corrected, added to or cut in an improper way.',
    law: 'Khoản 1 Điều 22 Nghị định 23/2015/NĐ-CP',
    mayHold: true,
  },
  unreadable: {
    id: 'unreadable',
    vi: 'Bản chính bị hư hỏng, cũ nát, không xác định được nội dung.',
    en: 'The original is damaged or worn so that its content cannot be made out.',
    law: 'Khoản 2 Điều 22 Nghị định 23/2015/NĐ-CP',
    mayHold: false,
  },
  secret: {
    id: 'secret',
    vi: 'Bản chính đóng dấu mật của cơ quan, tổ chức có thẩm quyền hoặc không đóng dấu mật nhưng ghi rõ không được sao chụp.',
    en: 'The original bears a secrecy stamp, or says that it must not be copied.',
    law: 'Khoản 3 Điều 22 Nghị định 23/2015/NĐ-CP',
    mayHold: false,
  },
  'unlawful-content': {
    id: 'unlawful-content',
    vi: 'Bản chính có nội dung trái pháp luật, đạo đức xã hội; tuyên truyền, kích động chiến tranh, chống chế độ xã hội chủ nghĩa Việt Nam; xuyên tạc lịch sử của dân tộc Việt Nam; xúc phạm danh dự, nhân phẩm, uy tín của cá nhân, tổ chức; vi phạm quyền công dân.',
    en: "The original's content is against the law or public morals, is forbidden propaganda, defames, or violates civic rights.",
    law: 'Khoản 4 Điều 22 Nghị định 23/2015/NĐ-CP',
    mayHold: true,
  },
  'not-legalised': {
    id: 'not-legalised',
    vi: 'Bản chính do cơ quan, tổ chức có thẩm quyền của nước ngoài cấp, công chứng hoặc chứng nhận chưa được hợp pháp hóa lãnh sự theo quy định.',
    en: 'The original was issued, notarised or attested abroad and has not been legalised as required.',
    law: 'Khoản 5 Điều 22 và khoản 1 Điều 20 Nghị định 23/2015/NĐ-CP',
    mayHold: false,
  },
  'self-made': {
    id: 'self-made',
    vi: 'Giấy tờ, văn bản do cá nhân tự lập nhưng không có xác nhận và đóng dấu của cơ quan, tổ chức có thẩm quyền.',
    en: 'The paper was made by private persons and lacks the confirmation and seal of a competent body.',
    law: 'Khoản 6 Điều 22 Nghị định 23/2015/NĐ-CP',
    mayHold: false,
  },
  'not-original': {
    id: 'not-original',
    vi: 'Giấy tờ, văn bản xuất trình không phải là bản chính.',
    en: 'The paper shown is not an original.',
    law: 'Điều 18 Nghị định 23/2015/NĐ-CP',
    mayHold: false,
  },
};

/** Foreign papers whose copies need no consular legalisation (TT 01/2020 Điều 6). */
export const LEGALISATION_EXEMPT: readonly { readonly vi: string; readonly en: string }[] = [
  { vi: 'Hộ chiếu', en: 'Passport' },
  { vi: 'Thẻ căn cước', en: 'Identity card' },
  { vi: 'Thẻ thường trú, thẻ cư trú', en: 'Permanent or temporary residence card' },
  { vi: 'Giấy phép lái xe', en: 'Driving licence' },
  { vi: 'Bằng tốt nghiệp, chứng chỉ', en: 'Diploma or certificate' },
  { vi: 'Bảng điểm kèm theo bằng tốt nghiệp, chứng chỉ', en: 'Transcript attached to a diploma or certificate' },
];

/** The ground of that id, or LAW-REFUSAL-GROUND. */
export function refusalGround(id: string): Result<RefusalGround> {
  const known = REFUSAL_GROUND_IDS.find((candidate) => candidate === id);
  return known === undefined ? fail('LAW-REFUSAL-GROUND') : ok(REFUSAL_GROUNDS[known]);
}

/** The sentence of the refusal slip: the ground and its legal reference (NĐ 23/2015 Điều 9.7: reasons in writing). */
export function refusalSentence({ vi, en, law }: RefusalGround): { readonly vi: string; readonly en: string } {
  return { vi: `${vi} (${law})`, en: `${en} (${law})` };
}
