import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begin, end, expectDelivered, far, settingsFor } from '../far-side.ts';
import { openOffice, shortWaits } from '../office.ts';
import { type Lines, openLines, row, shortLines } from './two-lines.ts';

let lines: Lines;
const waits = { ...shortWaits, link: { ...shortWaits.link, probeTimeoutMs: 1_500 }, lines: shortLines };
const states = () => far.office.portal.status().lines.map(({ state }) => state);
const inUse = () => far.office.portal.status().lines.map((line) => line.inUse);
/** Bytes that have gone up over each wire. */
const up = () => [lines.first.wire.bytes.up, lines.second.wire.bytes.up] as const;

async function open(first: Parameters<typeof openLines>[0] = {}, second: Parameters<typeof openLines>[1] = {}) {
  lines = await openLines(first, second);
  far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint), { waits, lines });
}

beforeEach(async () => {
  await begin({}, false);
  await far.office.close();
});
afterEach(async () => {
  await lines.close();
  await end();
});

describe('an office with two lines', { timeout: 60_000 }, () => {
  it('uses the first; when that is cut, the second at once; and goes back when the first has proven itself', async () => {
    await open();
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    expect(inUse()).toEqual([true, false]);
    const before = lines.second.proxy.tunnels.length;

    lines.first.wire.cut();
    far.office.issue(2);
    await far.office.drained();
    await expectDelivered(2);
    expect(lines.second.proxy.tunnels.length).toBeGreaterThan(before);
    expect(inUse()).toEqual([false, true]);
    expect(states()[0]).toBe('down');
    await far.office.until(() => ['up', 'weak'].includes(far.office.portal.status().portal.state));

    lines.first.wire.heal();
    await far.office.until(() => inUse()[0] === true);
    const tunnels = lines.first.proxy.tunnels.length;
    far.office.issue(3);
    await far.office.drained();
    await expectDelivered(3);
    expect(lines.first.proxy.tunnels.length).toBeGreaterThanOrEqual(tunnels);
    // Each server goes back in its own time.
    await far.office.until(() => inUse()[1] === false);
    expect(inUse()).toEqual([true, false]);
  });

  it('goes on with an upload over the second line at the byte where the first was cut', async () => {
    await open();
    const bytes = 400_000;
    lines.first.wire.shape({ bitsPerSecond: 8_000_000, latencyMs: 1 });
    lines.second.wire.shape({ bitsPerSecond: 8_000_000, latencyMs: 1 });
    lines.first.wire.cutAfter(150_000);
    far.office.issue(1, bytes);
    await far.office.drained();
    await expectDelivered(1);
    const [first, second] = up();
    expect(first).toBeGreaterThan(100_000);
    expect(second).toBeGreaterThan(200_000);
    // What goes twice is a cut piece at most, which is as long as the pace makes it; the rest are heads and messages.
    const patches = far.gateway.requests.filter(({ method }) => method === 'PATCH');
    const again = first + second - bytes;
    expect(again).toBeLessThan(Math.max(...sizes(patches, bytes)) + 60_000);
    expect(far.gateway.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('waits while both are away, and loses nothing', async () => {
    await open();
    lines.first.wire.cut();
    lines.second.wire.cut();
    far.office.issue(1);
    await far.office.until(
      () => far.office.portal.status().portal.state === 'down' && states().every((s) => s === 'down'),
    );
    lines.second.wire.heal();
    await far.office.drained();
    await expectDelivered(1);
    expect(inUse()).toEqual([false, true]);
  });

  it('passes by a proxy that lets nobody through', async () => {
    await open();
    lines.first.proxy.closed = true;
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    expect(states()[0]).toBe('down');
    expect(lines.first.proxy.tunnels).toHaveLength(0);
    lines.first.proxy.closed = false;
    await far.office.until(() => inUse()[0] === true);
  });

  it('gives up what a line has swallowed, and sends it by the other', async () => {
    await open();
    far.office.issue(1);
    await far.office.drained();
    lines.first.wire.hold(true);
    far.office.issue(2);
    await far.office.drained();
    await expectDelivered(2);
    expect(inUse()).toEqual([false, true]);
  });

  it('sends to each server by a line that leads there', async () => {
    await open({ reaches: 'only.portal.test' });
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    expect(lines.first.proxy.tunnels).toHaveLength(0);
    expect(states()[0]).toBe('unknown');
  });

  it('that lead nowhere says so', async () => {
    await open({ reaches: 'a.test' }, { reaches: 'b.test' });
    far.office.issue(1);
    await far.office.until(() => far.office.portal.status().portal.state === 'down');
    expect(far.office.portal.status()).toMatchObject({ held: { reason: 'nowhere', until: null }, secondsLeft: null });
    expect([lines.first, lines.second].flatMap(({ proxy }) => proxy.tunnels)).toHaveLength(0);
    lines.rows = [row({})];
    await far.office.drained();
    await expectDelivered(1);
  });

  it('may have its settings changed twice in the middle of an upload', async () => {
    await open();
    lines.first.wire.shape({ bitsPerSecond: 1_000_000 });
    lines.second.wire.shape({ bitsPerSecond: 1_000_000 });
    far.office.issue(1, 600_000);
    await far.office.until(() => up()[0] > 60_000);
    lines.rows = [lines.second.row];
    await far.office.until(() => up()[1] > 60_000);
    lines.rows = [{ ...lines.first.row, name: 'Đường mới' }, lines.second.row];
    await far.office.drained();
    await expectDelivered(1);
    expect(far.gateway.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(far.office.portal.status().lines.map(({ name }) => name)).toEqual(['Đường mới', 'Mạng 4G']);
  });
});

/** How much each request carried, by the offsets at which they began. */
function sizes(patches: readonly { offset: string | undefined }[], whole: number): number[] {
  const offsets = patches.map(({ offset }) => Number(offset));
  return offsets.map((offset, place) => (offsets[place + 1] ?? whole) - offset);
}
