import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHECKLIST } from '../../../../src/certification/index.ts';
import type { ActAnswer, DossierDetail, DossierList, OriginalDetail } from '../../../../src/web/contract/index.ts';
import { sameLookMs } from '../../../../src/web/http/view-log.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { compare, original, receive, scan, submitted } from '../support/desk.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let creator: Screen;
beforeEach(async () => {
  served = await serve();
  creator = await served.as('creator');
});
afterEach(() => served.close());

const post = (path: string, body: unknown = {}) =>
  creator.once({ method: 'POST', path: `/api/originals/${path}`, body });

function journaled(act: string): number {
  const { journal, db } = served.store;
  return journal.list(db, 0, 1000).filter((entry) => entry.act === act).length;
}

describe('receiving', () => {
  it('opens a dossier once, however often it is asked for', async () => {
    const id = randomUUID();
    const body = { requester: { name: 'Lò Thị Mẩy', identityNumber: '011198000123' } };
    const first = await creator.json<DossierDetail>('PUT', `/api/dossiers/${id}`, body);
    const again = await creator.json<DossierDetail>('PUT', `/api/dossiers/${id}`, body);
    expect(again).toEqual(first);
    expect(first.code).toMatch(/^H99\.14-\d{6}-00001$/);
    const other = await creator.once({
      method: 'PUT',
      path: `/api/dossiers/${id}`,
      body: { requester: { name: 'Vàng A Sử' } },
    });
    expect([other.status, failureIn(other).code]).toEqual([409, 'STORE-ALREADY-EXISTS']);
    expect(journaled('open-dossier')).toBe(1);
  });

  it('adds an original once, and takes another one under its id for a mistake', async () => {
    const { dossierId, originalId } = await receive(creator);
    const path = `/api/dossiers/${dossierId}/originals/${originalId}`;
    const same = { title: 'Giấy khai sinh', paperCopies: 0 };
    expect(await creator.json('PUT', path, same)).toMatchObject({ id: originalId, ordinal: 1, state: 'draft' });
    for (const change of [{ title: 'Bằng' }, { paperCopies: 3 }]) {
      const answer = await creator.once({ method: 'PUT', path, body: { ...same, ...change } });
      expect([answer.status, failureIn(answer).code]).toEqual([409, 'STORE-ALREADY-EXISTS']);
    }
  });

  it('shows how to reach the requester to those who received him, and journals every look', async () => {
    const id = randomUUID();
    const requester = {
      name: 'Lò Thị Mẩy',
      identityNumber: '011198000123',
      phone: '0900 000 001',
      email: 'may@thu.vn',
    };
    const path = `/api/dossiers/${id}`;
    await creator.json('PUT', path, { requester });
    expect(await creator.json('GET', path)).toMatchObject({
      requesterIdentity: '011198000123',
      requesterEmail: 'may@thu.vn',
    });
    const signer = await served.as('signer');
    expect(await signer.json('GET', path)).toMatchObject({
      requesterName: 'Lò Thị Mẩy',
      requesterIdentity: null,
      requesterPhone: null,
      requesterEmail: null,
    });
    await signer.json('GET', path);
    // One entry for each who looked; looks again within five minutes are the same look.
    expect(journaled('view-dossier')).toBe(2);
  });

  it('lists what is open, due soonest first, with its originals and their pages', async () => {
    const first = await receive(creator, { name: 'Vừ A Páo' });
    await scan(served, creator, first.originalId, ['một', 'hai', 'ba']);
    served.clock.pass(3 * 86_400_000);
    creator = await served.as('creator');
    const second = await receive(creator, { name: 'Đặng Thị Ướt' });
    const { dossiers } = await creator.json<DossierList>('GET', '/api/dossiers');
    expect(dossiers.map((line) => line.id)).toEqual([first.dossierId, second.dossierId]);
    expect(dossiers[0]).toMatchObject({
      state: 'processing',
      originals: [{ id: first.originalId, state: 'scanned', pages: 3, ordinal: 1 }],
    });
    const found = async (search: string): Promise<string[]> => {
      const list = await creator.json<DossierList>('GET', `/api/dossiers?search=${encodeURIComponent(search)}`);
      return list.dossiers.map((line) => line.requesterName);
    };
    expect(await found('dang thi uot')).toEqual(['Đặng Thị Ướt']);
    expect(await found('ĐẶNG')).toEqual(['Đặng Thị Ướt']);
    expect(await found('h99.14-')).toHaveLength(2);
    expect(await found('00001')).toHaveLength(2);
    expect(await found('%')).toEqual([]);
    expect(await found('_')).toEqual([]);
    expect((await creator.json<DossierList>('GET', '/api/dossiers?limit=1')).dossiers).toHaveLength(1);
  });

  it('drops from the list what is done and was due before today', async () => {
    const ids = await receive(creator);
    await creator.json('POST', `/api/originals/${ids.originalId}/withdrawal`, { reason: 'Người yêu cầu xin rút' });
    const length = async () => (await creator.json<DossierList>('GET', '/api/dossiers')).dossiers.length;
    expect(await length()).toBe(1);
    served.clock.pass(5 * 86_400_000);
    creator = await served.as('creator');
    expect(await length()).toBe(0);
    expect((await creator.json<DossierList>('GET', '/api/dossiers?search=may')).dossiers).toHaveLength(1);
  });
});

describe('scanning', () => {
  it('takes no page before the officer has looked for secrecy marks', async () => {
    const { originalId } = await receive(creator);
    served.scanner.sheets.push('Trang 1');
    const early = await post(`${originalId}/scans`, { source: 'feeder' });
    expect(failureIn(early).code).toBe('LAW-SECRECY-UNCONFIRMED');
    const stamped = await post(`${originalId}/secrecy-confirmation`, { noSecrecyStamp: false, noCopyBan: true });
    expect(failureIn(stamped).code).toBe('LAW-SECRECY-STAMPED');
    expect(served.scanner.sheets).toHaveLength(1);
  });

  it('keeps the pages, shows them whole and small, and journals the look once', async () => {
    const { originalId } = await receive(creator);
    expect(await scan(served, creator, originalId)).toMatchObject({ state: 'done', pages: 2, failureCode: null });
    const detail = await original(creator, originalId);
    expect(detail.pages).toHaveLength(2);
    expect(detail).toMatchObject({ state: 'scanned', stateWords: { vi: 'Đã quét' }, secrecyConfirmed: true });
    expect(detail.acts).toContain('compare');
    expect(detail.fee).toMatchObject({ total: 4000, confirmed: false });

    const page = await creator.call({ method: 'GET', path: `/api/originals/${originalId}/pages/2` });
    expect(page.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
    expect(await sharp(page.body).metadata()).toMatchObject({ format: 'jpeg', width: 600, height: 300 });
    const small = await creator.call({ method: 'GET', path: `/api/originals/${originalId}/pages/2?width=120` });
    expect(await sharp(small.body).metadata()).toMatchObject({ format: 'jpeg', width: 120, height: 60 });
    expect(journaled('view-pages')).toBe(1);
    served.clock.pass(sameLookMs);
    await creator.call({ method: 'GET', path: `/api/originals/${originalId}/pages/1` });
    expect(journaled('view-pages')).toBe(2);
    expect((await creator.once({ method: 'GET', path: `/api/originals/${originalId}/pages/3` })).status).toBe(404);
  });

  it('says what a jam cost: the pages before it are kept', async () => {
    const { originalId } = await receive(creator);
    served.scanner.jamAt = 2;
    const jammed = await scan(served, creator, originalId, ['Trang 1', 'Trang 2', 'Trang 3']);
    expect(jammed).toMatchObject({
      state: 'failed',
      pages: 1,
      failureCode: 'SCAN-JAM',
      failureFacts: { pagesKept: 1 },
    });
    expect((await original(creator, originalId)).pages).toHaveLength(1);
  });

  it('hands no device to a driver that no list has', async () => {
    const { originalId } = await receive(creator);
    const answer = await post(`${originalId}/scans`, { source: 'flatbed', device: 'net:198.51.100.1:anything' });
    expect([answer.status, failureIn(answer).code]).toEqual([503, 'SCAN-NOT-FOUND']);
    served.scanner.devices = [];
    served.clock.pass(60_000);
    await creator.signIn('creator', 'mat-khau-thu-nghiem');
    const none = await post(`${originalId}/scans`, { source: 'flatbed', device: 'gone' });
    expect(failureIn(none).code).toBe('SCAN-NOT-FOUND');
  });

  it('can be stopped, and compares nothing while it runs', async () => {
    const { originalId } = await receive(creator);
    await scan(served, creator, originalId);
    let go = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      served.scanner.beforePage = () => {
        resolve();
        return new Promise<void>((release) => {
          go = release;
        });
      };
    });
    served.scanner.sheets.push('Trang 3', 'Trang 4');
    const { scanId } = await creator.json<{ scanId: string }>('POST', `/api/originals/${originalId}/scans`, {
      source: 'feeder',
    });
    await arrived;
    const ticked = CHECKLIST.map((item) => item.id);
    const early = await post(`${originalId}/comparison`, { ticked, chargeablePages: 2 });
    expect([early.status, failureIn(early).code]).toEqual([409, 'SCAN-BUSY']);
    const second = await post(`${originalId}/scans`, { source: 'feeder' });
    expect(failureIn(second).code).toBe('SCAN-BUSY');
    await creator.json('POST', `/api/scans/${scanId}/cancellation`);
    const ended = new Promise<void>((resolve) => {
      const off = served.office.events.listen((event) => {
        if (event.type !== 'scan-ended') return;
        off();
        resolve();
      });
    });
    go();
    await ended;
    expect(await creator.json('GET', `/api/scans/${scanId}`)).toMatchObject({ state: 'cancelled', pages: 1 });
    expect((await creator.once({ method: 'POST', path: `/api/scans/${randomUUID()}/cancellation` })).status).toBe(404);
  });
});

describe('an act', () => {
  it('compares, confirms the fee, submits, and says when it was done already', async () => {
    const { originalId } = await receive(creator);
    await scan(served, creator, originalId);
    const incomplete = await post(`${originalId}/comparison`, { ticked: ['compared'], chargeablePages: 2 });
    expect(failureIn(incomplete)).toMatchObject({
      code: 'LAW-CHECKLIST-INCOMPLETE',
      facts: { missing: expect.stringContaining('altered') as string },
    });
    expect(await compare(creator, originalId, 10)).toMatchObject({ state: 'compared' });
    expect((await original(creator, originalId)).fee).toMatchObject({ total: 12_000, confirmed: true });
    const submittedOnce = await creator.json<ActAnswer>('POST', `/api/originals/${originalId}/submission`);
    expect(submittedOnce).toMatchObject({ id: originalId, state: 'awaiting-signature' });
    const again = await post(`${originalId}/submission`);
    expect(again.status).toBe(409);
    expect(failureIn(again)).toMatchObject({
      code: 'LAW-TRANSITION',
      facts: { state: 'awaiting-signature', act: 'submit' },
    });
  });

  it('of two at once passes one', async () => {
    const { originalId } = await receive(creator);
    await scan(served, creator, originalId);
    await compare(creator, originalId);
    const { version } = await original(creator, originalId);
    const answers = await Promise.all([
      post(`${originalId}/submission`, { version }),
      post(`${originalId}/submission`, { version }),
      post(`${originalId}/withdrawal`, { reason: 'Xin rút', version }),
    ]);
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([200, 409, 409]);
    for (const answer of answers.filter(({ status }) => status === 409)) {
      expect(['STORE-CHANGED-MEANWHILE', 'LAW-TRANSITION']).toContain(failureIn(answer).code);
      expect(failureIn(answer).facts['state']).toMatch(/awaiting-signature|withdrawn/);
    }
  });

  it('on what the officer has not seen is refused', async () => {
    const { originalId } = await receive(creator);
    const stale = await original(creator, originalId);
    await scan(served, creator, originalId);
    const answer = await post(`${originalId}/withdrawal`, { reason: 'Xin rút', version: stale.version });
    expect(failureIn(answer)).toMatchObject({ code: 'STORE-CHANGED-MEANWHILE', facts: { state: 'scanned' } });
  });

  it('needs its reason, its ground or its decision', async () => {
    const { originalId } = await submitted(served, creator);
    for (const [path, body, code] of [
      ['return-to-creator', { reason: '  ' }, 'WEB-REASON-MISSING'],
      ['return-to-creator', {}, 'WEB-BODY-INVALID'],
      ['refusal', { reason: 'Tẩy xóa', ground: 'ugly' }, 'WEB-BODY-INVALID'],
      ['cancellation', { reason: 'Sai' }, 'WEB-BODY-INVALID'],
      ['cancellation', { reason: 'Sai', decision: '7/QĐ' }, 'LAW-TRANSITION'],
    ] as const) {
      expect(failureIn(await post(`${originalId}/${path}`, body)).code, path).toBe(code);
    }
    const returned = await post(`${originalId}/return-to-creator`, { reason: 'Thiếu trang 3' });
    expect(JSON.parse(returned.body.toString())).toMatchObject({ state: 'returned-to-creator' });
    expect(await original(creator, originalId)).toMatchObject({
      reason: 'Thiếu trang 3',
      comparer: null,
      fee: { confirmed: false },
    });
  });

  it('asks for a supplement, takes it, and refuses on a ground of the law', async () => {
    const { originalId } = await receive(creator);
    await creator.json('POST', `/api/originals/${originalId}/supplement-request`, { reason: 'Thiếu bản dịch' });
    expect((await original(creator, originalId)).acts).toContain('supplement-received');
    expect(await creator.json('POST', `/api/originals/${originalId}/supplement-receipt`)).toMatchObject({
      state: 'draft',
    });
    const body = { reason: 'Sửa ngày sinh', ground: 'altered' };
    expect(await creator.json('POST', `/api/originals/${originalId}/refusal`, body)).toMatchObject({
      state: 'refused',
    });
    const detail: OriginalDetail = await original(creator, originalId);
    expect(detail).toMatchObject({ reasonCode: 'altered', acts: [] });
  });
});
