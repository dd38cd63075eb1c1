import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import type { DossierDetail, SlipAnswer } from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { compare, receive, scan } from '../support/desk.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let creator: Screen;
let signer: Screen;
beforeAll(async () => {
  served = await serve();
  [creator, signer] = await Promise.all([served.as('creator'), served.as('signer')]);
});
afterAll(() => served.close());

const slip = (path: string, screen = creator) => screen.json<SlipAnswer>('GET', path);

/** The value of the field with this label. */
function field({ slip: { blocks } }: SlipAnswer, label: string): string | undefined {
  const found = blocks.find((block) => block.kind === 'field' && block.label === label);
  return found?.kind === 'field' ? found.value : undefined;
}

/** What the journal says of these objects, beside what the desk did with them. */
function journaled(type: 'dossier' | 'original', id: string) {
  const rows = served.store.journal.ofObject(served.store.db, type, id);
  return rows
    .filter(({ act }) => act.includes('slip') || act.includes('receipt'))
    .map(({ act, facts }) => ({ act, facts }));
}

describe('the reception slip', () => {
  it('says the same however late it is printed, and is never kept by a browser', async () => {
    const { dossierId } = await receive(creator, { name: 'Lò Thị Mẩy', title: 'Giấy khai sinh' });
    const path = `/api/dossiers/${dossierId}/slips/reception`;
    const first = await creator.once({ method: 'GET', path });
    expect(first.headers['cache-control']).toBe('no-store');
    served.clock.pass(3 * 86_400_000);
    creator = await served.as('creator');
    expect((await creator.once({ method: 'GET', path })).body.equals(first.body)).toBe(true);
    const answer = await slip(path);
    expect(field(answer, 'Tiếp nhận hồ sơ của')).toBe('Lò Thị Mẩy');
    expect(answer.slip.signatures.map(({ name }) => name)).toEqual(['Lò Thị Mẩy', 'Lý Mùi Phin']);
    expect(answer.qr).toBeNull();
  });

  it('after an extension has the new hour, and the day on which it was given', async () => {
    const { dossierId } = await receive(creator);
    const path = `/api/dossiers/${dossierId}/slips/reception`;
    const before = await slip(path);
    served.clock.pass(86_400_000);
    creator = await served.as('creator');
    await creator.json('POST', `/api/dossiers/${dossierId}/extension`, { kind: 'days', ground: 'many-pages', days: 2 });
    const after = await slip(path);
    expect(field(after, 'Thời hạn giải quyết')).toMatch(/^Kéo dài thêm 02 ngày làm việc, vì bản chính có nhiều trang/);
    expect(field(after, 'Thời gian trả kết quả')).not.toBe(field(before, 'Thời gian trả kết quả'));
    expect(after.slip.placeAndDate).not.toBe(before.slip.placeAndDate);
  });

  it('is a PDF of the paper asked for; handing it over is journaled by id and kind, looking once in a while', async () => {
    const { dossierId } = await receive(creator);
    const path = `/api/dossiers/${dossierId}/slips/reception`;
    await slip(path);
    await slip(path);
    for (const query of ['', '?paper=a4', '?paper=a5']) {
      const pdf = await creator.once({ method: 'GET', path: `${path}/pdf${query}` });
      expect(pdf.status).toBe(200);
      expect(pdf.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
      expect(pdf.body.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.headers['content-disposition']).toMatch(/^attachment; filename="giay-tiep-nhan-[0-9a-f]{8}\.pdf"$/);
    }
    await creator.json('POST', `${path}/issue`);
    const issue = { act: 'issue-slip', facts: { kind: 'reception' } };
    expect(journaled('dossier', dossierId)).toEqual([
      { act: 'view-reception-slip', facts: {} },
      issue,
      issue,
      issue,
      issue,
    ]);
    expect(failureIn(await creator.once({ method: 'GET', path: `${path}/pdf?paper=a3` })).code).toBe(
      'WEB-BODY-INVALID',
    );
  });

  it('carries the QR code of the address that the office has published', async () => {
    const { dossierId } = await receive(creator);
    const address = 'https://tra-cuu.example/nguoi-dan';
    const set = (value: string) =>
      served.store.write((tx) => writeSetting(tx, 'office.visitor-url', value, served.clock.now(), null));
    set(address);
    const { slip: model, qr } = await slip(`/api/dossiers/${dossierId}/slips/reception`);
    set('');
    expect(model.blocks.find((block) => block.kind === 'tracking')).toMatchObject({ address });
    expect(qr?.every((row) => row.length === qr.length && /^[01]+$/.test(row))).toBe(true);
  });

  it('lists something, and belongs to a dossier that there is', async () => {
    const id = randomUUID();
    await creator.json('PUT', `/api/dossiers/${id}`, { requester: { name: 'Lò Thị Mẩy' } });
    const code = async (path: string) => failureIn(await creator.once({ method: 'GET', path })).code;
    expect(await code(`/api/dossiers/${id}/slips/reception`)).toBe('SLIP-NOTHING-LISTED');
    expect(await code(`/api/dossiers/${id}/slips/fees`)).toBe('SLIP-NOTHING-LISTED');
    expect(await code(`/api/dossiers/${randomUUID()}/slips/reception`)).toBe('STORE-NOT-FOUND');
  });
});

describe('the slip of an original', () => {
  it('asks for a supplement in the officer’s words while it waits for it, and no longer', async () => {
    const { originalId } = await receive(creator, { title: 'Bằng tốt nghiệp' });
    const path = `/api/originals/${originalId}/slips/supplement`;
    const early = await creator.once({ method: 'POST', path: `${path}/issue` });
    expect(failureIn(early)).toMatchObject({ code: 'SLIP-NOT-DUE', facts: { state: 'draft' } });
    await creator.json('POST', `/api/originals/${originalId}/supplement-request`, { reason: 'Thiếu bảng điểm lớp 12' });
    const answer = await slip(path);
    expect(field(answer, 'Nội dung cần bổ sung, hoàn thiện và lý do')).toBe('Thiếu bảng điểm lớp 12');
    await creator.json('POST', `/api/originals/${originalId}/supplement-receipt`, {});
    expect(failureIn(await creator.once({ method: 'GET', path })).code).toBe('SLIP-NOT-DUE');
    expect(journaled('original', originalId)).toEqual([{ act: 'view-supplement-slip', facts: {} }]);
  });

  it('of a refused one stays as it was entered, dated and signed by who refused, for creator and signer', async () => {
    const { originalId, dossierId } = await receive(creator, { title: 'Sổ hộ khẩu' });
    const reason = 'Trang 3 bị tẩy ngày sinh.\nMặt sau viết thêm hai dòng.';
    await creator.json('POST', `/api/originals/${originalId}/refusal`, { reason, ground: 'altered' });
    const path = `/api/originals/${originalId}/slips/refusal`;
    const answer = await slip(path);
    expect(field(answer, 'Giải thích của người từ chối')).toBe(reason);
    expect(field(answer, 'Căn cứ pháp lý')).toBe('Khoản 1 Điều 22 Nghị định 23/2015/NĐ-CP');
    served.clock.pass(30 * 86_400_000);
    [creator, signer] = await Promise.all([served.as('creator'), served.as('signer')]);
    expect(await slip(path)).toEqual(answer);
    expect(await slip(path, signer)).toEqual(answer);
    // Nothing is charged any more.
    const fees = await creator.once({ method: 'GET', path: `/api/dossiers/${dossierId}/slips/fees` });
    expect(failureIn(fees).code).toBe('SLIP-NOTHING-LISTED');
  });
});

describe('the list of fees', () => {
  it('has the fee that was confirmed, dated by the comparison, also when the rates change afterwards', async () => {
    const { dossierId, originalId } = await receive(creator);
    await scan(served, creator, originalId, ['1', '2', '3']);
    served.clock.pass(86_400_000);
    creator = await served.as('creator');
    const path = `/api/dossiers/${dossierId}/slips/fees`;
    const before = await slip(path);
    await compare(creator, originalId, 3);
    const after = await slip(path);
    const table = after.slip.blocks.find((block) => block.kind === 'table');
    expect(table).toMatchObject({
      rows: [['1', 'Giấy khai sinh', '3', '5.000', '1', '5.000']],
      total: { value: '5.000' },
    });
    expect(field(after, 'Bằng chữ')).toBe('Năm nghìn đồng');
    expect(after.slip.placeAndDate).not.toBe(before.slip.placeAndDate);
  });

  it('carries the receipt number once entered; what is none is refused, what was wrong is taken back', async () => {
    const { dossierId } = await receive(creator);
    const path = `/api/dossiers/${dossierId}/fee-receipt`;
    const put = (number: unknown) => creator.once({ method: 'PUT', path, body: { number } });
    for (const wrong of ['', ' ', '/1', 'x'.repeat(61), '1\n2', '1\u202e2', 7, undefined]) {
      expect(failureIn(await put(wrong)).code).toBe('WEB-BODY-INVALID');
    }
    const detail = await creator.json<DossierDetail>('PUT', path, { number: '01BLP/26E  00000123 ' });
    expect(detail.feeReceipt).toBe('01BLP/26E 00000123');
    await put('01BLP/26E 00000123');
    expect(field(await slip(`/api/dossiers/${dossierId}/slips/fees`), 'Số biên lai')).toBe('01BLP/26E 00000123');
    expect((await put(null)).status).toBe(200);
    expect(field(await slip(`/api/dossiers/${dossierId}/slips/fees`), 'Số biên lai')).toMatch(/^…+$/);
    expect(journaled('dossier', dossierId).filter(({ act }) => act === 'record-fee-receipt')).toEqual([
      { act: 'record-fee-receipt', facts: { entered: true, replaced: false } },
      { act: 'record-fee-receipt', facts: { entered: false, replaced: true } },
    ]);
    signer = await served.as('signer');
    const seen = await signer.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`);
    expect(seen.feeReceipt).toBeNull();
  });
});

it('the rates are open to everybody, and drawn anew when they change', async () => {
  const stranger = served.stranger();
  const pdf = async () => (await stranger.once({ method: 'GET', path: '/api/visitor/rates/pdf' })).body;
  const [first, again] = [await pdf(), await pdf()];
  expect(first.equals(again)).toBe(true);
  const rate = {
    from: '2017-01-01',
    firstPages: 2,
    firstPage: 3000,
    furtherPage: 1000,
    capPerCopy: 200_000,
    source: 'TT',
  };
  served.store.write((tx) => writeSetting(tx, 'fee.table', [rate], served.clock.now(), null));
  expect((await pdf()).equals(first)).toBe(false);
  const { slip: model } = await slip('/api/visitor/rates', stranger);
  expect(JSON.stringify(model)).toContain('3.000 đồng/trang');
  const early = [{ ...rate, from: '9999-01-01' }];
  served.store.write((tx) => writeSetting(tx, 'fee.table', early, served.clock.now(), null));
  expect(failureIn(await stranger.once({ method: 'GET', path: '/api/visitor/rates' })).code).toBe('LAW-FEE-NO-RATE');
});
