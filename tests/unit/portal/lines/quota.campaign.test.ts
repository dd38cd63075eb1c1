import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import { civilDate, instantOf } from '../../../../src/common/vietnam-time.ts';
import { LineUse } from '../../../../src/portal/line/line-use.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { listLineUse, listPausedLines, pauseLine, writeLineUse } from '../../../../src/store/repositories/lines.ts';
import { outbox } from '../../../../src/store/schema/index.ts';
import { begin, end, expectDelivered, far, received, settingsFor } from '../far-side.ts';
import { openOffice, shortWaits } from '../office.ts';
import { type Lines, openLines, shortLines } from './two-lines.ts';

const silent = createLogger('silent');
let lines: Lines;
const waits = { ...shortWaits, lines: shortLines };
const status = () => far.office.portal.status();
const open = async (first: Parameters<typeof openLines>[0], second: Parameters<typeof openLines>[1] = {}) => {
  lines = await openLines(first, second);
  far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint), { waits, lines });
};
const today = () => civilDate(Date.now());
const written = (line: string) => listLineUse(far.office.store.db).find((row) => row.line === line)?.bytes ?? 0;

beforeEach(async () => {
  await begin({}, false);
  await far.office.close();
});
afterEach(async () => {
  await lines.close();
  await end();
});

describe('a line with a quota', { timeout: 60_000 }, () => {
  it('carries copies until it is used up, then small messages; the rest goes when the first line is back', async () => {
    await open({}, { quota: 1, quotaPer: 'month' });
    lines.first.wire.cut();
    far.office.store.write((tx) => writeLineUse(tx, { line: 'Mạng 4G', day: today(), bytes: 700_000 }));
    far.office = await far.office.reopen();
    far.office.issue(1, 100_000);
    await far.office.drained();
    await expectDelivered(1);
    expect(status().lines[1]).toMatchObject({ quotaBytes: 1_000_000, documentsHeld: null, inUse: true });

    far.office.issue(2, 400_000);
    far.office.store.write((tx) =>
      tx
        .update(outbox)
        .set({ bytes: 400_000 })
        .where(eq(outbox.id, far.office.rows(2)[0]?.id ?? ''))
        .run(),
    );
    await far.office.until(() => status().lines[1]?.documentsHeld === 'quota');
    await far.office.until(() => far.office.rows(2)[0]?.state === 'waiting');
    await far.office.until(() => status().gateway.state === 'paused');
    const { lines: shown, held, secondsLeft } = status();
    expect(shown[1]).toMatchObject({ messagesHeld: null, documentsHeld: 'quota' });
    // Small messages and probes still count; the copy's 400 kB did not go.
    expect(shown[1]?.usedBytes).toBeLessThan(1_100_000);
    expect(held?.until).toBe(shown[1]?.heldUntil);
    expect([held?.reason, secondsLeft]).toEqual(['quota', null]);
    // A message of another dossier still goes.
    far.office.store.write((tx) => far.office.portal.outbox.progress(tx, 'dossier-1', ['step-3']));
    await far.office.until(() => received(1)[0]?.steps.length === 3);

    lines.first.wire.heal();
    await far.office.drained();
    expect(received(2)).toHaveLength(1);
  });

  it('carries nothing at all when it is used up and the office has said so', async () => {
    await open({ quota: 1, usedUp: 'nothing' }, { reaches: 'elsewhere.test' });
    far.office.store.write((tx) => writeLineUse(tx, { line: 'Số liệu chuyên dùng', day: today(), bytes: 1_000_000 }));
    far.office = await far.office.reopen();
    const tunnels = lines.first.proxy.tunnels.length;
    far.office.issue(1);
    await far.office.until(() => status().portal.state === 'paused');
    expect(status().lines[0]).toMatchObject({ state: 'paused', messagesHeld: 'quota' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(lines.first.proxy.tunnels.length).toBeLessThanOrEqual(tunnels + 1);
    lines.rows = [{ ...lines.first.row, quota: 50 }];
    await far.office.drained();
    await expectDelivered(1);
  });

  it('renamed keeps its quota and stays paused, also over a restart; a line of another way begins anew', async () => {
    await open({ quota: 1, quotaPer: 'month' });
    const { store } = far.office;
    const [first, fourth] = [`${today().slice(0, 7)}-01`, 'Mạng 4G'];
    store.write((tx) => {
      writeLineUse(tx, { line: lines.first.row.name, day: first, bytes: 600_000 });
      pauseLine(tx, fourth, { at: 1, officer: 'officer-1' });
    });
    far.office = await far.office.reopen();
    expect(status().lines[1]?.messagesHeld).toBe('paused');
    lines.rows = [
      { ...lines.first.row, name: 'Cáp quang' },
      { ...lines.second.row, name: '5G' },
    ];
    const shown = () =>
      status().lines.map(({ name, usedBytes, messagesHeld }) => [name, usedBytes >= 600_000, messagesHeld]);
    const renamed = [
      ['Cáp quang', true, null],
      ['5G', false, 'paused'],
    ];
    await expect.poll(shown).toEqual(renamed);
    far.office = await far.office.reopen();
    expect(shown()).toEqual(renamed);
    expect(listPausedLines(far.office.store.db)).toEqual(['5G']);
    expect(written(lines.first.row.name)).toBe(0);
    lines.rows = [{ ...lines.first.row, name: 'SIM mới', source: '127.0.0.1', proxy: '' }];
    await expect.poll(shown).toEqual([['SIM mới', false, null]]);
  });

  it('counts what it carried, durably, and rather too much than too little', async () => {
    await open({}, { quota: 100 });
    lines.first.wire.cut();
    far.office.issue(1, 300_000);
    await far.office.drained();
    await far.office.portal.stop();
    const { up, down } = lines.second.wire.bytes;
    expect(written('Mạng 4G')).toBeGreaterThanOrEqual(up + down);
    expect(written('Mạng 4G')).toBeLessThan((up + down) * 1.2 + 40_000);
    expect(written('Số liệu chuyên dùng')).toBeLessThan(100_000);
  });
});

describe('the use of a line', () => {
  const at = (now: number) => {
    const clock = { at: now, now: () => clock.at, monotonic: () => performance.now() };
    return clock satisfies Clock;
  };
  const open4g = (clock: Clock, isTrusted = () => true) => {
    const { store } = far.office;
    return new LineUse({ store, clock, log: silent, isTrusted });
  };
  const used = (use: LineUse, quotaPer: 'day' | 'month') => use.used({ name: '4G', quotaPer });
  beforeEach(async () => {
    lines = await openLines();
    far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint), { start: false });
  });

  it('is that of the day and of the month, which turn at midnight in Vietnam', () => {
    const clock = at(instantOf('2026-11-30', 23, 59, 59));
    const use = open4g(clock);
    use.add('4G', 500);
    expect([used(use, 'day'), used(use, 'month')]).toEqual([500, 500]);
    clock.at = instantOf('2026-12-01');
    expect(use.turn()).toBe(true);
    expect([used(use, 'day'), used(use, 'month')]).toEqual([0, 0]);
    use.add('4G', 7);
    clock.at = instantOf('2026-12-02');
    use.turn();
    expect([used(use, 'day'), used(use, 'month')]).toEqual([0, 7]);
    use.close();
  });

  it('outlives a process that is killed: what goes of a document is entered before it goes', () => {
    const clock = at(instantOf('2026-11-22', 9));
    const use = open4g(clock);
    use.add('4G', 300_000);
    const correct = use.ahead('4G', 65_536);
    // Killed here: nothing is closed.
    expect(used(open4g(clock), 'day')).toBe(365_536);
    correct();
    correct();
    use.add('4G', 66_000);
    use.close();
    expect([used(use, 'day'), used(open4g(clock), 'day')]).toEqual([366_000, 366_000]);
  });

  it('does not begin anew with a clock that jumped and that nobody vouches for', () => {
    const clock = at(instantOf('2026-11-22', 9));
    let trusted = true;
    const use = open4g(clock, () => trusted);
    use.add('4G', 900);
    use.close();
    trusted = false;
    for (const jumped of ['2030-05-01', '2000-01-01']) {
      clock.at = instantOf(jumped);
      expect(use.turn()).toBe(false);
      expect([
        used(use, 'day'),
        used(
          open4g(clock, () => false),
          'month',
        ),
      ]).toEqual([900, 900]);
    }
  });

  it('that was counted on days which turn out to lie ahead counts for today', () => {
    const clock = at(instantOf('2030-05-01', 9));
    const use = open4g(clock);
    use.add('4G', 900);
    use.close();
    clock.at = instantOf('2026-11-22', 9);
    expect(use.turn()).toBe(true);
    expect([used(use, 'day'), used(open4g(clock), 'day')]).toEqual([900, 900]);
    expect(listLineUse(far.office.store.db)).toEqual([{ line: '4G', day: '2026-11-22', bytes: 900 }]);
  });

  it('goes along with a new name, with what is on its way and what stands under that name already', () => {
    const clock = at(instantOf('2026-11-21', 9));
    const use = open4g(clock);
    use.add('4G', 100);
    use.add('5G', 10);
    clock.at = instantOf('2026-11-22', 9);
    use.turn();
    use.add('4G', 3);
    const correct = use.ahead('4G', 65_536);
    use.rename('4G', '5G', () => {});
    const of5g = (one: LineUse, quotaPer: 'day' | 'month') => one.used({ name: '5G', quotaPer });
    for (const one of [use, open4g(clock)])
      expect([used(one, 'month'), of5g(one, 'day'), of5g(one, 'month')]).toEqual([0, 65_539, 65_649]);
    correct();
    use.close();
    for (const one of [use, open4g(clock)]) expect([used(one, 'month'), of5g(one, 'month')]).toEqual([0, 113]);
  });

  it('is kept for two months', () => {
    const clock = at(instantOf('2026-08-01', 9));
    const use = open4g(clock);
    use.add('4G', 1);
    clock.at = instantOf('2026-11-22', 9);
    use.turn();
    use.add('4G', 2);
    use.close();
    expect(listLineUse(far.office.store.db).map(({ day }) => day)).toEqual(['2026-11-22']);
  });
});
