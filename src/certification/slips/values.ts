import type { FeeRate } from '../fee.ts';
import type { SlipDossier, SlipRequest } from './facts.ts';
import { processingTime } from './processing-time.ts';
import { charged, feeTotal, unknown } from './tables.ts';
import type { SlipValues } from './template-types.ts';
import { dateInWords, dongInWords, grouped, printable, timeInWords } from './words.ts';

/** Where a figure is written by hand. */
const byHand = '…………………………';

/** What stands in the placeholders of this slip, fit for paper. */
export function slipValues(request: SlipRequest): SlipValues {
  const { name, unit } = request.office;
  const office = { office: printable(name), unit: printable(unit) };
  if (request.kind === 'rates') {
    const inForceFrom = `ngày ${request.rate.from.split('-').reverse().join('/')}`;
    return { ...office, inForceFrom, rateSource: printable(request.rate.source) };
  }
  const { dossier, act } = request;
  const common = { ...office, ...ofDossier(dossier, office.unit), officer: printable(act.officer) || unknown };
  switch (request.kind) {
    case 'reception':
    case 'fees':
      return common;
    case 'supplement':
      return {
        ...common,
        ...ofOriginal(request.original),
        reason: printable(request.reason, { lines: true }) || unknown,
      };
    case 'refusal': {
      const reason = printable(request.reason, { lines: true });
      const { vi, law } = request.ground;
      // The desk fills the ground in as the reason: only what was written beyond it stands apart.
      const explanation = reason === vi ? {} : { explanation: reason };
      return { ...common, ...ofOriginal(request.original), reason, ground: vi, law, ...explanation };
    }
  }
}

function ofOriginal({ title, ordinal }: { readonly title: string; readonly ordinal: number }): SlipValues {
  return { title: printable(title) || unknown, ordinal: String(ordinal) };
}

function ofDossier(dossier: SlipDossier, unit: string): SlipValues {
  const { code, trackingCode, originals, receivedAt, dueAt, rate } = dossier;
  const onPaper = originals.some(({ paperCopies }) => paperCopies > 0);
  const total = feeTotal(charged(originals));
  const electronic = 'bản sao điện tử nhận qua Cổng Dịch vụ công quốc gia';
  return {
    code: printable(code),
    trackingCode: `${trackingCode.slice(0, 5)} ${trackingCode.slice(5)}`.trim(),
    requester: printable(dossier.requester) || unknown,
    contact: [dossier.phone, dossier.email]
      .map((one) => printable(one ?? ''))
      .filter(Boolean)
      .join(', '),
    request: `Chứng thực bản sao ${onPaper ? '(điện tử và giấy)' : 'điện tử'} từ bản chính`,
    count: String(originals.length).padStart(2, '0'),
    fee: total === null ? rateInWords(rate) : `${grouped(total)} đồng (${dongInWords(total)}), theo bảng kê phí`,
    received: timeInWords(receivedAt),
    rule: processingTime(dossier),
    due: timeInWords(dueAt),
    delivery: onPaper ? `${capital(electronic)}; bản sao giấy nhận tại ${unit}` : capital(electronic),
    ...(total === null ? {} : { totalInWords: dongInWords(total) }),
    rateSource: `${rateInWords(rate)} (${printable(rate.source)})`,
    receipt: printable(dossier.feeReceipt ?? '') || byHand,
  };
}

function rateInWords({ firstPages, firstPage, furtherPage, capPerCopy }: FeeRate): string {
  const [first, further, cap] = [firstPage, furtherPage, capPerCopy].map(grouped);
  if (firstPages === 0) return `${further} đồng/trang, tối đa ${cap} đồng/bản`;
  return `${first} đồng/trang đối với ${firstPages} trang đầu, từ trang thứ ${firstPages + 1} là ${further} đồng/trang, tối đa ${cap} đồng/bản`;
}

const capital = (text: string): string => `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`;

/** `Nậm Phai, ngày 21 tháng 11 năm 2026`, with the day of the act. */
export function placeAndDate(place: string, at: number): string {
  return place === '' ? capital(dateInWords(at)) : `${place}, ${dateInWords(at)}`;
}
