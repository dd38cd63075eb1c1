/** Dossiers, offices and originals for the tests of slips. All invented. */
import { DEFAULT_FEE_TABLE, type FeeRate, fee } from '../../../../src/certification/index.ts';
import type { SlipDossier, SlipOffice, SlipOriginal } from '../../../../src/certification/slips/index.ts';

export const at = (local: string): number => Date.parse(`${local}+07:00`);

export const rate = DEFAULT_FEE_TABLE[0] as FeeRate;

export const office: SlipOffice = {
  name: 'Ủy ban nhân dân xã Nậm Phai',
  place: 'xã Nậm Phai, tỉnh Vạn Lĩnh',
  unit: 'Trung tâm Phục vụ hành chính công',
  visitorAddress: '',
};

/** An original whose fee is confirmed, as the law computes it; without pages, one that was not scanned yet. */
export function original(
  ordinal: number,
  pages: number | null,
  paperCopies = 0,
  title = 'Giấy khai sinh',
): SlipOriginal {
  const sum = pages === null ? null : fee({ chargeablePages: pages, copies: 1 + paperCopies, on: '2026-11-20' });
  const own = sum?.ok ? { perCopy: sum.value.perCopy, total: sum.value.total, capped: sum.value.capped } : null;
  return { ordinal, title, pages, paperCopies, fee: own, charged: true };
}

export function dossier(change: Partial<SlipDossier> = {}): SlipDossier {
  return {
    code: 'H99.14-261120-00042',
    trackingCode: 'ABCDE12345',
    requester: 'Giàng Thị Súa',
    phone: null,
    email: null,
    receivedAt: at('2026-11-20T09:05:00'),
    dueAt: at('2026-11-20T17:00:00'),
    extension: null,
    feeReceipt: null,
    originals: [original(1, 2)],
    rate,
    ...change,
  };
}

export const act = { at: at('2026-11-20T09:05:00'), officer: 'Lò Thị Mận' };
