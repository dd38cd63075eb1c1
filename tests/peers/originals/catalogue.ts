import type { RefusalGroundId } from '../../../src/certification/refusal.ts';
import { alteredMarriage } from './drawings/altered-marriage.ts';
import { birthCertificate } from './drawings/birth-certificate.ts';
import { birthExtract } from './drawings/birth-extract.ts';
import { diploma } from './drawings/diploma.ts';
import { foreignJudgment } from './drawings/foreign-judgment.ts';
import { landCertificate } from './drawings/land-certificate.ts';
import { licenceCard } from './drawings/licence-card.ts';
import { notarisedContract } from './drawings/notarised-contract.ts';
import { privateLoan } from './drawings/private-loan.ts';
import { schoolRecord } from './drawings/school-record.ts';
import { secretPlan } from './drawings/secret-plan.ts';
import type { PageDrawing } from './page.ts';

/** What an officer should conclude after looking at the paper. */
export type Verdict = { readonly accept: true } | { readonly accept: false; readonly ground: RefusalGroundId };

export interface PageSize {
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface Original {
  readonly id: string;
  /** The name an officer would type (tên giấy tờ). */
  readonly title: string;
  readonly kind: 'civil-status' | 'education' | 'land' | 'card' | 'contract' | 'court' | 'plan';
  readonly verdict: Verdict;
  readonly pages: readonly PageSize[];
  /** Pages (from 1) that bear a red seal or stamp, and those with writing in blue ink. */
  readonly redSealOn: readonly number[];
  readonly bluePenOn: readonly number[];
}

interface Entry extends Original {
  readonly draw: () => PageDrawing[];
}

const a4: PageSize = { widthMm: 210, heightMm: 297 };
const a4Landscape: PageSize = { widthMm: 297, heightMm: 210 };
const landBook: PageSize = { widthMm: 190, heightMm: 265 };
const card: PageSize = { widthMm: 85.6, heightMm: 54 };
const letter: PageSize = { widthMm: 215.9, heightMm: 279.4 };
const accept: Verdict = { accept: true };
const refuse = (ground: RefusalGroundId): Verdict => ({ accept: false, ground });

function entry(
  id: string,
  title: string,
  kind: Original['kind'],
  verdict: Verdict,
  pages: readonly PageSize[],
  marks: { red: readonly number[]; blue: readonly number[] },
  draw: () => PageDrawing[],
): Entry {
  return { id, title, kind, verdict, pages, redSealOn: marks.red, bluePenOn: marks.blue, draw };
}

const both = { red: [1], blue: [1] };

/** Every original with its drawing. */
export const entries: readonly Entry[] = [
  entry('birth-certificate', 'Giấy khai sinh', 'civil-status', accept, [a4], both, birthCertificate),
  entry('diploma', 'Bằng tốt nghiệp đại học', 'education', accept, [a4Landscape], both, diploma),
  entry(
    'land-certificate',
    'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu nhà ở và tài sản khác gắn liền với đất',
    'land',
    accept,
    [landBook, landBook, landBook, landBook],
    { red: [2, 4], blue: [2, 4] },
    landCertificate,
  ),
  entry('licence-card', 'Giấy phép lái xe', 'card', accept, [card, card], both, licenceCard),
  entry(
    'notarised-contract',
    'Hợp đồng chuyển nhượng quyền sử dụng đất',
    'contract',
    accept,
    [a4, a4, a4],
    { red: [1, 2, 3], blue: [1, 2, 3] },
    notarisedContract,
  ),
  entry(
    'school-record',
    'Học bạ trung học phổ thông (trang kết quả học tập)',
    'education',
    accept,
    [a4],
    both,
    schoolRecord,
  ),
  entry(
    'birth-extract',
    'Trích lục khai sinh (bản sao)',
    'civil-status',
    refuse('not-original'),
    [a4],
    both,
    birthExtract,
  ),
  entry(
    'private-loan',
    'Giấy vay tiền viết tay',
    'contract',
    refuse('self-made'),
    [a4],
    { red: [], blue: [1] },
    privateLoan,
  ),
  entry(
    'foreign-judgment',
    'Quyết định ly hôn của Tòa án nước ngoài',
    'court',
    refuse('not-legalised'),
    [letter],
    { red: [], blue: [1] },
    foreignJudgment,
  ),
  entry('secret-plan', 'Kế hoạch bảo vệ kho vật tư dự phòng', 'plan', refuse('secret'), [a4], both, secretPlan),
  entry(
    'altered-marriage',
    'Giấy chứng nhận kết hôn',
    'civil-status',
    refuse('altered'),
    [a4Landscape],
    both,
    alteredMarriage,
  ),
];
