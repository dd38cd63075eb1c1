import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKLIST } from '../../../src/certification/index.ts';
import { fail, unwrap } from '../../../src/common/result.ts';
import { activeEntry, cancelledEntry } from '../../../src/store/repositories/register.ts';
import { addOriginal } from '../../../src/workflow/commands/add-original.ts';
import { compare } from '../../../src/workflow/commands/compare.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { openDossier } from '../../../src/workflow/commands/open-dossier.ts';
import { submit } from '../../../src/workflow/commands/submit.ts';
import { settingsOf } from '../../../src/workflow/office.ts';
import { portalContent } from '../../../src/workflow/portal/content.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { registerView } from '../../../src/workflow/views/index.ts';
import { scanSheets, signWith, submitted, WorkflowBench } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());

describe('a copy that turns out wrong', () => {
  it('is cancelled by decision, told to the portal, and replaced under a new number that refers to the old row', async () => {
    const station = await bench.open(await bench.newState());
    const { office, creator } = station;
    const { originalId } = await submitted(station);
    unwrap(await signWith(station, 'sign', [originalId]));
    unwrap(await signWith(station, 'seal', [originalId]));
    station.queued.length = 0;

    const cancel = { originalId, act: 'cancel', reason: 'Quét nhầm giấy tờ' } as const;
    expect(leave(office, creator, cancel)).toMatchObject({ error: { code: 'WEB-REASON-MISSING' } });
    unwrap(leave(office, creator, { ...cancel, reasonCode: '15/QĐ-UBND' }));
    expect(station.original(originalId).state).toBe('cancelled');
    expect(station.queued.map((message) => message.kind)).toEqual(['sync', 'progress']);
    const old = cancelledEntry(office.store.db, originalId);
    expect(old).toMatchObject({ number: 1, state: 'cancelled', voidReason: 'Hủy bỏ giá trị pháp lý theo 15/QĐ-UBND' });

    const [dossierId, replacement] = [randomUUID(), randomUUID()];
    unwrap(openDossier(office, creator, { id: dossierId, requester: { name: 'Giàng Thị Súa' } }));
    const added = { id: replacement, dossierId, title: 'Giấy khai sinh', paperCopies: 0, replaces: originalId };
    unwrap(addOriginal(office, creator, added));
    await scanSheets(station, replacement, ['Trang 1']);
    const ticked = CHECKLIST.map((item) => item.id);
    unwrap(compare(office, creator, { originalId: replacement, ticked, chargeablePages: 1 }));
    unwrap(submit(office, creator, { originalId: replacement }));
    unwrap(await signWith(station, 'sign', [replacement]));
    expect(activeEntry(office.store.db, replacement)).toMatchObject({ number: 2, replacesId: old?.id });

    const year = old?.year ?? 0;
    const book = registerView(office.store.db, settingsOf(office), { year, after: 0, limit: 10 });
    const [first, second] = book.entries;
    expect(first).toMatchObject({ state: 'cancelled', replaces: null, replacedBy: { originalId: replacement } });
    expect(first?.replacedBy?.text).toBe(second?.text);
    expect(second).toMatchObject({ replaces: { originalId, text: first?.text }, replacedBy: null });

    // One replacement at a time: another only when the first is out.
    const another = { ...added, id: randomUUID() };
    expect(addOriginal(office, creator, another)).toMatchObject({ error: { code: 'LAW-REPLACED-ALREADY' } });
    unwrap(leave(office, creator, { originalId: replacement, act: 'withdraw', reason: 'Nhận nhầm' }));
    const after = registerView(office.store.db, settingsOf(office), { year, after: 0, limit: 10 });
    expect(after.entries).toMatchObject([{ replacedBy: null }, { state: 'voided', replaces: null }]);
    const dossier = { id: randomUUID(), requester: { name: 'Giàng Thị Súa' } };
    unwrap(openDossier(office, creator, dossier));
    expect(addOriginal(office, creator, { ...another, dossierId: dossier.id })).toMatchObject({ ok: true });
    await station.close();
  });

  it('can only be replaced once it is cancelled', async () => {
    const station = await bench.open(await bench.newState());
    const { dossierId, originalId } = await submitted(station);
    const added = { id: randomUUID(), dossierId, title: 'Giấy khác', paperCopies: 0, replaces: originalId };
    expect(addOriginal(station.office, station.creator, added)).toMatchObject({
      error: { code: 'LAW-REPLACES-NOT-CANCELLED' },
    });
    await station.close();
  });
});

describe('a paper that is held', () => {
  it('ends the office’s work: its number is voided, and the portal is told that it stopped', async () => {
    const station = await bench.open(await bench.newState());
    const { office, creator } = station;
    const { dossierId, originalId } = await submitted(station);
    unwrap(await prepareAttempt(office, station.signer, 'sign', [originalId]));
    station.queued.length = 0;
    unwrap(leave(office, creator, { originalId, act: 'hold', reason: 'Giấy tờ có dấu hiệu giả mạo, đã lập biên bản' }));
    expect(station.queued).toEqual([{ kind: 'sync', dossierId }]);
    const content = portalContent(
      office.store,
      () => [],
      () => Promise.resolve(fail('STORE-NOT-FOUND')),
    );
    expect(unwrap(content.loadDossier(dossierId)).statusCode).toBe(8);
    expect(activeEntry(office.store.db, originalId)).toBeUndefined();
    await station.close();
  });
});
