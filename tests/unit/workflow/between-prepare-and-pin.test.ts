import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CHECKLIST } from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';
import { civilDate, civilTime, instantOf } from '../../../src/common/vietnam-time.ts';
import type { TokenPort } from '../../../src/devices/token/index.ts';
import { type OfficerRow, updateOfficer } from '../../../src/store/repositories/officers.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import { compare } from '../../../src/workflow/commands/compare.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { submit } from '../../../src/workflow/commands/submit.ts';
import { recover } from '../../../src/workflow/recovery/index.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { pins } from '../../peers/office/people.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let station: WorkflowOffice;
let now: () => number;
let onInspect: () => void;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  now = Date.now;
  onInspect = () => {};
  const watched = (real: TokenPort): TokenPort => ({
    inspect: async () => {
      const tokens = await real.inspect();
      onInspect();
      return tokens;
    },
    signDigests: (request) => real.signDigests(request),
    stop: () => real.stop(),
  });
  station = await bench.open(await bench.newState(), () => now(), watched);
});
afterEach(() => station.close());

const change = (officerId: string, row: Partial<OfficerRow>): void =>
  station.office.store.write((tx) => updateOfficer(tx, officerId, row));
const givePin = (attemptId: string) =>
  carryOut(station.office, station.signer, attemptId, Buffer.from(pins.signer), false);

describe('while the PIN is being typed', () => {
  it.each([
    ['the role is taken away', { roles: ['creator'] }, 'LAW-ROLE-MISSING'],
    ['the decision is withdrawn', { decisionNumber: ' ' }, 'LAW-OFFICER-NO-DECISION'],
    ['the certificate is replaced', { certificateSha256: '00'.repeat(32) }, 'TOKEN-WRONG-OFFICER'],
  ] as const)('%s: nothing is signed', async (_what, row, code) => {
    const { originalId } = await submitted(station);
    const { attemptId } = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    // The token is asked before the transaction that begins: what changes meanwhile counts.
    onInspect = () => change(station.signer.id, row as Partial<OfficerRow>);
    expect(await givePin(attemptId)).toMatchObject({ error: { code } });
    expect(station.original(originalId).state).toBe('awaiting-signature');
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({ number: 1, state: 'reserved' });
  });

  it('a number of the old year is not signed on a page composed in the new one', async () => {
    const year = civilTime(Date.now()).year;
    now = () => instantOf(`${year}-12-31`, 23, 59, 59);
    const { originalId } = await submitted(station);
    const settled = station.office.store.attempt;
    const store = {
      ...station.office.store,
      attempt: ((work: Parameters<typeof settled>[0]) => {
        const result = settled(work);
        // Midnight comes when the number is reserved and the page not yet composed.
        now = () => instantOf(`${year + 1}-01-01`, 0, 0, 0);
        return result;
      }) as typeof settled,
    };
    const { attemptId } = unwrap(
      await prepareAttempt({ ...station.office, store }, station.signer, 'sign', [originalId]),
    );
    expect(await givePin(attemptId)).toMatchObject({ error: { code: 'SIGN-DAY-CHANGED' } });
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({ year: year + 1, number: 1 });
  });
});

describe('who returns an original has not created it', () => {
  it('signs it later, though he has both roles', async () => {
    const { originalId } = await submitted(station);
    change(station.signer.id, { roles: ['creator', 'signer'] });
    const both = { ...station.signer, roles: ['creator', 'signer'] as const };
    unwrap(leave(station.office, both, { originalId, act: 'return-to-creator', reason: 'Mờ trang 1' }));
    const ticked = CHECKLIST.map((item) => item.id);
    unwrap(compare(station.office, station.creator, { originalId, ticked, chargeablePages: 2 }));
    unwrap(submit(station.office, station.creator, { originalId }));
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(station.original(originalId)).toMatchObject({ state: 'signed', handledBy: [station.creator.id] });
  });
});

describe('a clock that goes back', () => {
  it('does not bring back a first signature that was given up', async () => {
    now = () => Date.now() + 60_000;
    const { originalId } = await submitted(station);
    unwrap(await signWith(station, 'sign', [originalId]));
    unwrap(leave(station.office, station.sealKeeper, { originalId, act: 'return-to-signer', reason: 'Sai chức danh' }));
    now = Date.now;
    unwrap(await signWith(station, 'sign', [originalId]));
    unwrap(await signWith(station, 'seal', [originalId]));
    expect(station.original(originalId).state).toBe('issued');
  });
});

describe('a cut after the file and before its row', () => {
  it('enters the day of the signature, not the day of the next start', async () => {
    const state = await bench.newState();
    const cut = await bench.open(state, () => now());
    const { originalId } = await submitted(cut);
    const { attemptId } = unwrap(await prepareAttempt(cut.office, cut.signer, 'sign', [originalId]));
    const signedAt = Date.now();
    now = () => signedAt;
    const store = { ...cut.office.store };
    const office = {
      ...cut.office,
      store,
      tasks: {
        ...cut.office.tasks,
        complete: async (task: Parameters<typeof cut.office.tasks.complete>[0]) => {
          await cut.office.tasks.complete(task);
          const gone = (): never => {
            throw new Error('the power is gone');
          };
          Object.assign(store, { write: gone, attempt: gone });
          throw new Error('the power is gone');
        },
      },
    };
    await expect(carryOut(office, cut.signer, attemptId, Buffer.from(pins.signer), false)).rejects.toThrow();
    await cut.close();
    now = () => signedAt + 3 * 86_400_000;
    const again = await bench.open(state, () => now());
    await recover(again.office);
    expect(again.original(originalId)).toMatchObject({ state: 'signed', signedAt });
    const entry = activeEntry(again.office.store.db, originalId);
    expect(civilDate(entry?.signedAt ?? 0)).toBe(civilDate(signedAt));
    await again.close();
  });
});
