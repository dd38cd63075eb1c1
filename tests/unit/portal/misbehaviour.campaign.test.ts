import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startGatewayPeer } from '../../peers/document-gateway/index.ts';
import { type LinkPeer, startLinkPeer } from '../../peers/link/index.ts';
import { startPortalPeer } from '../../peers/portal/index.ts';
import { begin, end, expectDelivered, far, settingsFor } from './far-side.ts';
import { openOffice, shortWaits } from './office.ts';

let link: LinkPeer;

afterEach(end);

describe('a portal that misbehaves and recovers', () => {
  it.each([
    ['answer lost after storing', { kind: 'dropped', times: 2 }],
    ['half an answer', { kind: 'half', times: 2 }],
    ['the answer twice', { kind: 'twice', times: 2 }],
    ['too slow', { kind: 'slow', ms: 600, times: 1 }],
    ['500', { kind: 'status', status: 500, times: 3 }],
    ['503', { kind: 'status', status: 503, times: 2 }],
    ['no access', { kind: 'status', status: 401, times: 2 }],
    ['a sign-in page', { kind: 'garbage', times: 2 }],
    ['half a JSON text', { kind: 'garbage', body: '{"error_code":"0","message":"Đồng bộ thành c', times: 2 }],
    ['an empty body', { kind: 'garbage', body: '', times: 2 }],
    ['an answer without end', { kind: 'endless', times: 1 }],
    ['words of its own trouble', { kind: 'says', error_code: '-1', message: 'Hệ thống đang bận', times: 2 }],
    ['words nobody knows', { kind: 'says', error_code: '0', message: 'Đã ghi nhận yêu cầu', times: 2 }],
    ['dropped connections', { kind: 'down', times: 4 }],
  ] as const)('%s: the dossier arrives once', async (_, fault) => {
    await begin({}, false, 300);
    far.office.issue(1);
    far.portal.misbehave(fault);
    far.office.portal.start();
    await far.office.drained();
    await expectDelivered(1);
  });

  it('waits as long as Retry-After asks', async () => {
    await begin();
    far.portal.misbehave({ kind: 'status', status: 503, retryAfter: 1, service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-BUSY');
    const row = far.office.rows(1)[1];
    // Its own wait is at most 40 ms here.
    expect((row?.nextAttemptAt ?? 0) - (row?.createdAt ?? 0)).toBeGreaterThanOrEqual(1000);
    await far.office.drained();
    await expectDelivered(1);
  });

  it('never takes "không thành công" for success', async () => {
    await begin({ plainProgress: true });
    far.portal.misbehave({
      kind: 'says',
      service: 'CapNhatTienDoHoSoMC',
      error_code: '9',
      message: 'Cập nhật không thành công',
    });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[2]?.state === 'rejected');
    expect(far.office.rows(1)[2]).toMatchObject({ failureCode: 'PORTAL-REJECTED', receipt: null });
  });
});

describe('a weak line', () => {
  async function beginOnLine(): Promise<void> {
    far.portal = await startPortalPeer();
    far.gateway = await startGatewayPeer();
    link = await startLinkPeer(far.portal.port);
    far.office = openOffice(
      settingsFor(far.portal.baseUrl.replace(String(far.portal.port), String(link.port)), far.gateway.endpoint),
    );
  }
  afterEach(async () => {
    await link.close();
  });

  it('that is cut lets work go on, and drains by itself when it comes back', async () => {
    await beginOnLine();
    link.cut();
    for (const n of [1, 2]) far.office.issue(n);
    await far.office.until(() => [1, 2].every((n) => (far.office.rows(n)[1]?.attempts ?? 0) > 0));
    expect(far.office.portal.status()).toMatchObject({ portal: { state: 'down' }, rows: { rejected: 0 } });
    expect(far.portal.listReceived()).toEqual([]);
    link.heal();
    await far.office.drained();
    for (const n of [1, 2]) await expectDelivered(n);
    expect(far.office.portal.status().portal.state).toBe('up');
    expect(far.office.portal.status().portal.lastExchangeAt).not.toBeNull();
  });

  it('releases at once what waited for it alone', async () => {
    far.portal = await startPortalPeer();
    far.gateway = await startGatewayPeer();
    link = await startLinkPeer(far.portal.port);
    const settings = settingsFor(
      far.portal.baseUrl.replace(String(far.portal.port), String(link.port)),
      far.gateway.endpoint,
    );
    // The outbox would wait an hour of its own accord; the link watcher asks every few milliseconds.
    far.office = openOffice(settings, { waits: { outbox: { firstWaitMs: 3_600_000 }, link: shortWaits.link } });
    link.cut();
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-UNREACHABLE');
    link.heal();
    await far.office.drained();
    await expectDelivered(1);
  });

  it('cut in the middle of a dossier leaves one dossier', async () => {
    await beginOnLine();
    link.cutAfter(700);
    far.office.issue(1);
    await far.office.until(() => link.isCut);
    link.heal();
    await far.office.drained();
    await expectDelivered(1);
  });
});

describe('an ending in the middle', () => {
  it('goes on after a restart with what was still to be sent', async () => {
    const file = join(tmpdir(), `portal-${randomUUID()}.json`);
    await begin({ file });
    far.portal.misbehave({ kind: 'slow', ms: 250, service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.state === 'sending' && far.portal.requests.length === 1);
    far.office = await far.office.reopen();
    await far.office.drained();
    await expectDelivered(1);
    rmSync(file);
  });

  it('goes on with the upload that had begun', async () => {
    await begin({}, false);
    far.office.issue(1, 60_000);
    // Every piece is cut until the restart.
    far.gateway.misbehave({ kind: 'cut-after', bytes: 1 });
    far.office.portal.start();
    await far.office.until(() => far.office.rows(1)[0]?.uploadUrl !== null);
    const { uploadUrl } = far.office.rows(1)[0] ?? {};
    far.office = await far.office.reopen();
    far.gateway.heal();
    await far.office.drained();
    await expectDelivered(1);
    expect(far.office.rows(1)[0]?.result).toEqual({ url: uploadUrl });
    expect(far.gateway.requests.filter((r) => r.method === 'POST')).toHaveLength(1);
  });

  it('sends again a row that a killed process left as being sent', async () => {
    await begin({}, false);
    far.office.issue(1);
    const head = far.office.rows(1)[0]?.id ?? '';
    far.office.store.write((tx) => tx.run(`UPDATE outbox SET state = 'sending' WHERE id = '${head}'`));
    far.office = await far.office.reopen();
    await far.office.drained();
    await expectDelivered(1);
  });

  it('stop waits for nothing and loses no attempt', async () => {
    await begin();
    far.portal.misbehave({ kind: 'slow', ms: 280, service: 'DongBoHoSoMC' });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.state === 'sending');
    await far.office.portal.stop();
    expect(far.office.rows(1)[1]).toMatchObject({ state: 'waiting', attempts: 0 });
    await wait(60);
    expect(far.office.rows(1)[1]).toMatchObject({ state: 'waiting', attempts: 0 });
  });
});
