import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail, unwrap } from '../../../src/common/result.ts';
import { listEntries } from '../../../src/store/repositories/register.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import type { Office } from '../../../src/workflow/office.ts';
import { recoverAttempts } from '../../../src/workflow/recovery/attempts.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { pins } from '../../peers/office/people.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let station: WorkflowOffice;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  station = await bench.open(await bench.newState());
});
afterEach(() => station.close());

function register(): { number: number; state: string; voidReason: string | null }[] {
  const year = new Date(station.office.clock.now() + 7 * 3_600_000).getUTCFullYear();
  const key = { office: 'H99.14', registerType: 'SCT/BS', year };
  return listEntries(station.office.store.db, key, { after: 0, limit: 100 }).map(({ number, state, voidReason }) => ({
    number,
    state,
    voidReason,
  }));
}

describe('signing and sealing', () => {
  it('signs several originals with one PIN, numbers them in order, seals and issues them', async () => {
    const [a, b] = [await submitted(station, 'Bằng A'), await submitted(station, 'Bằng B')];
    expect(await signWith(station, 'sign', [a.originalId, b.originalId])).toMatchObject({
      ok: true,
      value: { done: 2 },
    });
    expect(register()).toEqual([
      { number: 1, state: 'signed', voidReason: null },
      { number: 2, state: 'signed', voidReason: null },
    ]);
    expect(await signWith(station, 'seal', [b.originalId])).toMatchObject({ ok: true, value: { done: 1 } });
    expect(station.original(a.originalId).state).toBe('signed');
    expect(station.original(b.originalId).state).toBe('issued');
    expect(station.queued.map((message) => message.kind)).toEqual(['upload', 'sync', 'progress']);
    expect(station.office.store.journal.verify(station.office.store.db)).toBeNull();
  });

  it('keeps the number over a wrong PIN, and the next attempt signs with it', async () => {
    const { originalId } = await submitted(station);
    const wrong = await signWith(station, 'sign', [originalId], '000000');
    expect(wrong).toMatchObject({ ok: false, error: { code: 'TOKEN-PIN-INCORRECT' } });
    expect(station.original(originalId).state).toBe('awaiting-signature');
    expect(register()).toEqual([{ number: 1, state: 'reserved', voidReason: null }]);
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(register()).toEqual([{ number: 1, state: 'signed', voidReason: null }]);
  });

  it('zeroes the PIN whatever happens', async () => {
    const { originalId } = await submitted(station);
    const prepared = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    for (const [attemptId, pin] of [
      ['no-such-attempt', Buffer.from(pins.signer)],
      [prepared.attemptId, Buffer.from('wrong-pin')],
      [prepared.attemptId, Buffer.from(pins.signer)],
    ] as const) {
      await carryOut(station.office, station.signer, attemptId, pin, false);
      expect(pin.every((byte) => byte === 0)).toBe(true);
    }
  });

  it('does not seal what is not signed, nor let the creator sign', async () => {
    const { originalId } = await submitted(station);
    expect(await signWith(station, 'seal', [originalId])).toMatchObject({ error: { code: 'LAW-TRANSITION' } });
    const creator = await prepareAttempt(station.office, station.creator, 'sign', [originalId]);
    expect(creator.ok).toBe(false);
    expect(register()).toEqual([]);
  });

  it('voids the number and destroys the first signature when a signed original is returned to its creator', async () => {
    const { originalId } = await submitted(station);
    unwrap(await signWith(station, 'sign', [originalId]));
    const signedCopy = station.original(originalId).copyDocumentId ?? '';
    unwrap(
      leave(station.office, station.sealKeeper, { originalId, act: 'return-to-creator', reason: 'Thiếu trang 3' }),
    );
    const row = station.original(originalId);
    expect([row.state, row.copyDocumentId, row.signerId]).toEqual(['returned-to-creator', null, null]);
    expect(register()).toEqual([{ number: 1, state: 'voided', voidReason: 'Trả lại: Thiếu trang 3' }]);
    const document = station.office.store.documents.find(station.office.store.db, signedCopy);
    expect(document?.removedAt).not.toBeNull();
    expect(await station.office.store.documents.read(document ?? { id: '', keyId: '', removedAt: 0 })).toMatchObject({
      error: { code: 'STORE-DOCUMENT-PURGED' },
    });
  });

  it('keeps the number when it goes back to the signer, who signs again', async () => {
    const { originalId } = await submitted(station);
    unwrap(await signWith(station, 'sign', [originalId]));
    unwrap(leave(station.office, station.sealKeeper, { originalId, act: 'return-to-signer', reason: 'Sai chức danh' }));
    expect(register()).toEqual([{ number: 1, state: 'reserved', voidReason: null }]);
    unwrap(await signWith(station, 'sign', [originalId]));
    unwrap(await signWith(station, 'seal', [originalId]));
    expect(station.original(originalId).state).toBe('issued');
    expect(register()).toEqual([{ number: 1, state: 'entered', voidReason: null }]);
  });

  it('ends an attempt when a newer one is prepared, and refuses one whose original went back', async () => {
    const { originalId } = await submitted(station);
    const first = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    const second = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    const give = (attemptId: string) =>
      carryOut(station.office, station.signer, attemptId, Buffer.from(pins.signer), false);
    expect(await give(first.attemptId)).toMatchObject({ error: { code: 'SIGN-ATTEMPT-ENDED' } });
    unwrap(leave(station.office, station.signer, { originalId, act: 'return-to-creator', reason: 'Mờ trang 1' }));
    expect(await give(second.attemptId)).toMatchObject({ error: { code: 'LAW-TRANSITION' } });
    expect(register()).toEqual([{ number: 1, state: 'voided', voidReason: 'Trả lại: Mờ trang 1' }]);
  });

  it('lets only one of two PINs given at once through', async () => {
    const { originalId } = await submitted(station);
    const { attemptId } = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    const results = await Promise.all(
      [1, 2].map(() => carryOut(station.office, station.signer, attemptId, Buffer.from(pins.signer), false)),
    );
    expect(results.map((result) => (result.ok ? 'signed' : result.error.code)).sort()).toEqual([
      'SIGN-ATTEMPT-ENDED',
      'signed',
    ]);
    expect(register()).toEqual([{ number: 1, state: 'signed', voidReason: null }]);
  });

  it('ends a pile between two signatures when the station stops: what is signed is kept, the rest keeps its numbers', async () => {
    const pile: string[] = [];
    for (let n = 0; n < 4; n++) pile.push((await submitted(station)).originalId);
    const stopped = new AbortController();
    const office = { ...station.office, stopping: stopped.signal };
    station.office.events.listen((event) => {
      if (event.type === 'attempt-progress' && event.done === 2) stopped.abort();
    });
    const { attemptId } = unwrap(await prepareAttempt(office, station.signer, 'sign', pile));
    const cut = await carryOut(office, station.signer, attemptId, Buffer.from(pins.signer), false);
    expect(cut).toEqual(fail('SIGN-INTERRUPTED', { signed: 2, of: 4 }));
    const states = pile.map((id) => station.original(id).state);
    expect(states.toSorted()).toEqual(['awaiting-signature', 'awaiting-signature', 'signed', 'signed']);
    const before = register().map(({ number }) => number);
    // Nothing begins any more, and the PIN reaches no token.
    const waiting = pile.filter((id) => station.original(id).state !== 'signed');
    const next = unwrap(await prepareAttempt(office, station.signer, 'sign', waiting));
    expect(await carryOut(office, station.signer, next.attemptId, Buffer.from(pins.signer), false)).toEqual(
      fail('SIGN-INTERRUPTED'),
    );
    // After the next start.
    unwrap(await carryOut(station.office, station.signer, next.attemptId, Buffer.from(pins.signer), false));
    expect(pile.map((id) => station.original(id).state)).toEqual(['signed', 'signed', 'signed', 'signed']);
    expect(register().map(({ number }) => number)).toEqual(before);
  });

  it('keeps every signature whose file is whole when the stop ends the workers, and asks for the others again', async () => {
    const pile: string[] = [];
    for (let n = 0; n < 3; n++) pile.push((await submitted(station)).originalId);
    const stopped = new AbortController();
    const { tasks } = station.office;
    let completed = 0;
    const office: Office = {
      ...station.office,
      stopping: stopped.signal,
      tasks: {
        ...tasks,
        // One is answered; of the next the file is there, and of the last one nothing.
        complete: async (task) => {
          const nth = ++completed;
          const answer = nth < 3 ? await tasks.complete(task) : null;
          if (nth > 1) stopped.abort();
          return nth > 1 || answer === null ? fail('TASK-WORKER-DIED', { task: 'complete' }) : answer;
        },
      },
    };
    const { attemptId } = unwrap(await prepareAttempt(office, station.signer, 'sign', pile));
    const cut = await carryOut(office, station.signer, attemptId, Buffer.from(pins.signer), false);
    expect(cut).toEqual(fail('SIGN-INTERRUPTED'));
    const before = register().map(({ number }) => number);
    await recoverAttempts(station.office);
    expect(pile.map((id) => station.original(id).state)).toEqual(['signed', 'signed', 'awaiting-signature']);
    const [, , last = ''] = pile;
    expect(await signWith(station, 'sign', [last])).toMatchObject({ ok: true, value: { done: 1 } });
    expect(register().map(({ number }) => number)).toEqual(before);
  });

  it('cannot take back what is being signed', async () => {
    const { originalId } = await submitted(station);
    let tried: unknown;
    const real = station.office.token;
    const slow = {
      ...station.office,
      token: {
        inspect: () => real.inspect(),
        stop: () => real.stop(),
        signDigests: (request: Parameters<typeof real.signDigests>[0]) => {
          tried = leave(station.office, station.signer, { originalId, act: 'return-to-creator', reason: 'x' });
          return real.signDigests(request);
        },
      },
    };
    const { attemptId } = unwrap(await prepareAttempt(slow, station.signer, 'sign', [originalId]));
    unwrap(await carryOut(slow, station.signer, attemptId, Buffer.from(pins.signer), false));
    expect(tried).toEqual(fail('SIGN-IN-PROGRESS'));
    expect(station.original(originalId).state).toBe('signed');
  });
});
