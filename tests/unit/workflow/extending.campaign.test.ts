import { stat } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { writeSealed } from '../../../src/store/documents/sealed-file.ts';
import { markSending } from '../../../src/store/repositories/outbox.ts';
import { writeSetting } from '../../../src/store/repositories/settings.ts';
import { checkCopy } from '../../../src/workflow/checks.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { extensionThread } from '../../../src/workflow/extending/thread.ts';
import { takeFile } from '../../../src/workflow/portal/by-hand/take-file.ts';
import { checkDeliverable } from '../../../src/workflow/portal/deliverable.ts';
import { holdOver } from '../../../src/workflow/portal/hold-over.ts';
import { copyView } from '../../../src/workflow/views/index.ts';
import type { TsaMisbehaviour } from '../../peers/tsa/index.ts';
import { ExtendingBench, extend, extensionOf, uploadOf } from '../../peers/workflow/extending-bench.ts';
import type { WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

vi.setConfig({ testTimeout: 120_000 });
const minutes = 60_000;
let world: ExtendingBench;
let station: WorkflowOffice;
let ids: { readonly originalId: string; readonly dossierId: string };

beforeAll(async () => {
  world = await ExtendingBench.create();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  station = await world.open(await world.bench.newState());
  ids = await world.issued(station);
  world.tsa.behave = undefined;
});
afterEach(() => station.close());

const copyId = (): string => station.original(ids.originalId).copyDocumentId ?? '';
const bytesOf = async (documentId: string): Promise<Buffer> => {
  const { documents, db } = station.office.store;
  const row = documents.find(db, documentId);
  if (!row) throw new Error('no document');
  return unwrap(await documents.read(row));
};
const verify = async () => {
  const { document, expected } = unwrap(copyView(station.office.store, ['creator'], ids.originalId));
  const { store, tasks, trustAnchors, clock } = station.office;
  const handle = store.documents.handle(document.id, document.keyId);
  return unwrap(await tasks.verify({ document: handle, expected, trustAnchors, intermediates: [], at: clock.now() }));
};
const actsOn = (): string[] => {
  const { journal, db } = station.office.store;
  return journal.ofObject(db, 'original', ids.originalId).map(({ act }) => act);
};

describe('an issued copy', () => {
  it('waits for its time-stamps while the clock is not proven or the service answers badly, and gets them', async () => {
    const sealedId = copyId();
    const sealed = await bytesOf(sealedId);
    expect(uploadOf(station, ids)).toMatchObject({ holdMs: 15 * minutes, state: 'waiting' });
    expect((await verify()).level).toBe('B-B');

    // Nobody is asked by a clock that may be wrong.
    const { clockWatch } = station.office;
    const { trusted } = clockWatch;
    const asked = world.tsa.asked;
    Object.assign(clockWatch, { trusted: () => ({ ok: false, error: { code: 'CLOCK-UNPROVEN', facts: {} } }) });
    let turns = 0;
    await extend(station, ids.originalId, { until: () => ++turns > 20 });
    expect(extensionOf(station.office, ids.originalId)).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(world.tsa.asked).toBe(asked);
    Object.assign(clockWatch, { trusted });

    const ways: readonly (readonly [TsaMisbehaviour, string])[] = [
      ['wrong-nonce', 'TRUST-ANSWER-INVALID'],
      ['down', 'TRUST-NO-ANSWER'],
      ['wrong-imprint', 'TRUST-ANSWER-INVALID'],
      ['busy', 'TRUST-NO-ANSWER'],
      ['cut', 'TRUST-NO-ANSWER'],
      ['refused', 'TRUST-REFUSED'],
      ['garbage', 'TRUST-ANSWER-INVALID'],
    ];
    for (const [behave, code] of ways) {
      world.tsa.behave = behave;
      const { attempts } = extensionOf(station.office, ids.originalId);
      const row = await extend(station, ids.originalId, {
        until: (now) => now.attempts > attempts && now.state === 'waiting',
      });
      expect([behave, row.failureCode, copyId()]).toEqual([behave, code, sealedId]);
      expect(uploadOf(station, ids).holdMs).toBe(15 * minutes);
    }
    world.tsa.behave = undefined;

    const row = await extend(station, ids.originalId);
    expect(row).toMatchObject({ state: 'done', failureCode: null, resultDocumentId: copyId() });
    const extended = await bytesOf(copyId());
    expect(extended.subarray(0, sealed.length).equals(sealed)).toBe(true);
    const now = await verify();
    expect([now.level, now.timestamps.length, now.signatures.map(({ revocation }) => revocation)]).toEqual([
      'B-LTA',
      2,
      ['good', 'good'],
    ]);
    expect(uploadOf(station, ids)).toMatchObject({ holdMs: null, begunAt: null, bytes: extended.length });
    const { store } = station.office;
    expect(store.documents.find(store.db, sealedId)?.removedAt).not.toBeNull();
    await expect.poll(() => stat(store.documents.path(sealedId)).catch(() => null)).toBeNull();
    expect(actsOn().at(-1)).toBe('extend-copy');
    expect(store.journal.verify(store.db)).toBeNull();
    expect((await checkDeliverable(station.office, copyId())).ok).toBe(true);
    const sha256 = store.documents.find(store.db, copyId())?.sha256 ?? '';
    expect((await checkCopy(station.office, sha256)).result).toBe('issued');
  });

  it('of an office that wants no time-stamps any more goes', async () => {
    const { store, clock } = station.office;
    store.write((tx) => writeSetting(tx, 'timestamp.enabled', false, clock.now(), null));
    expect(await extend(station, ids.originalId)).toMatchObject({ state: 'without' });
    expect(uploadOf(station, ids).holdMs).toBeNull();
  });

  it('that was cancelled gets none', async () => {
    const reasons = { reason: 'Sai bản chính', reasonCode: '45/QĐ-UBND' };
    unwrap(leave(station.office, station.creator, { originalId: ids.originalId, act: 'cancel', ...reasons }));
    expect(await extend(station, ids.originalId)).toMatchObject({ state: 'without' });
  });
});

describe('the file that went out while it was extended', () => {
  /** The real services, and something that happens before their answer is taken. */
  const meanwhile = (happens: () => void) => {
    const real = extensionThread(60_000);
    return {
      ...real,
      extend: async (task: Parameters<typeof real.extend>[0]) => {
        const written = await real.extend(task);
        expect(written.ok).toBe(true);
        happens();
        return written;
      },
    };
  };

  it.each([
    ['taken by an officer', () => unwrap(takeFile(station.office, station.creator, ids.originalId, 'attended'))],
    ['on its way', () => station.office.store.write((tx) => markSending(tx, uploadOf(station, ids).id, Date.now(), 1))],
  ])('%s is final: there is no second version', async (_name, happens) => {
    const sealedId = copyId();
    const row = await extend(station, ids.originalId, { thread: meanwhile(happens) });
    expect(row.state).toBe('without');
    expect(copyId()).toBe(sealedId);
    expect((await verify()).level).toBe('B-B');
    const { documents, db } = station.office.store;
    await expect.poll(() => stat(documents.path(row.resultDocumentId ?? '')).catch(() => null)).toBeNull();
    expect(documents.find(db, row.resultDocumentId ?? '')).toBeUndefined();
  });
});

describe('before it leaves', () => {
  it('a copy whose bytes changed on the disk, or under a strange root, is stopped; a good one goes when it waited long', async () => {
    const { store } = station.office;
    const { id, path, key } = store.documents.handle(copyId(), ids.dossierId);
    const whole = await bytesOf(id);
    for (const [changed, code] of [
      [Buffer.concat([whole, Buffer.from('\n')]), 'COPY-BYTES-UNACCOUNTED'],
      [whole.subarray(0, whole.length - 200), 'COPY-'],
      [Buffer.from('%PDF-1.7'), 'COPY-'],
    ] as const) {
      await writeSealed(path, key, id, Buffer.from(changed));
      const checked = await checkDeliverable(station.office, id);
      expect(checked.ok ? 'passes' : checked.error.code).toContain(code);
    }
    await writeSealed(path, key, id, whole);
    expect((await checkDeliverable(station.office, id)).ok).toBe(true);
    const checked = await checkDeliverable({ ...station.office, trustAnchors: [] }, copyId());
    expect(checked).toMatchObject({ error: { code: 'COPY-CHAIN-UNTRUSTED' } });

    store.write((tx) => holdOver(station.office, tx, uploadOf(station, ids)));
    expect(extensionOf(station.office, ids.originalId).state).toBe('without');
    expect(uploadOf(station, ids).holdMs).toBeNull();
    expect(actsOn().at(-1)).toBe('go-without-timestamps');
  });

  // The last one: the certificate stays revoked.
  it('a copy whose signer’s certificate was revoked is stopped as soon as that is known', async () => {
    const { authority, tokens } = world.bench;
    expect((await checkDeliverable(station.office, copyId())).ok).toBe(true);
    await authority.revoke(tokens.tokens[0]?.certificateDer ?? new Uint8Array());
    const row = await extend(station, ids.originalId);
    expect(row).toMatchObject({ state: 'stopped', failureCode: 'COPY-CERTIFICATE-REVOKED' });
    expect(uploadOf(station, ids).holdMs).toBeNull();
    expect(await checkDeliverable(station.office, copyId())).toMatchObject({
      error: { code: 'COPY-CERTIFICATE-REVOKED' },
    });
    expect(actsOn().at(-1)).toBe('stop-copy');
  });
});
