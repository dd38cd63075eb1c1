/**
 * Every point before and after each durable call from a request at the portal to the office's answer there: it is brought with
 * its files, received, or answered. Wherever the station is killed, the request is there once and answered once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DossierDetail, RequestDetail, RequestLine, RequestList } from '../../src/web/contract/index.ts';
import { Refused } from '../peers/office/client.ts';
import { CutOffice } from '../peers/power-cut/cut-office.ts';
import { kindOfPoint } from '../peers/power-cut/durable-calls.ts';

const requester = { name: 'Giàng Thị Súa', identityNumber: '099190000001' };

test('wherever it is killed, a request is brought once, received once and answered once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tram-crash-inbound-'));
  const cut = await CutOffice.open(folder, { settings: { 'inbound.requests': true, 'inbound.minutes': 1 } });
  const { creator } = cut.screens;
  const { online } = cut.office.portal;
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#8c8c8c' } })
    .jpeg()
    .toBuffer();

  /** The line of a request, once it is as it should be; what the portal has is asked for until then. */
  async function listed(code: string, is: (line: RequestLine) => boolean): Promise<RequestLine> {
    for (;;) {
      const { requests } = await creator.json<RequestList>('GET', '/api/online-requests');
      const lines = requests.filter((one) => one.code === code);
      expect(lines.length, code).toBeLessThan(2);
      const [line] = lines;
      if (line && is(line)) return line;
      await creator.json('POST', '/api/online-requests/pull');
      await sleep(50);
    }
  }
  /** When all that the portal has was brought last. */
  async function brought(): Promise<number> {
    return (await creator.json<RequestList>('GET', '/api/online-requests')).broughtAt ?? 0;
  }
  const file = (): string => {
    const TaiLieuNop = [1, 2].map((n) => ({ TenTepDinhKem: `anh-${n}.jpg`, Base64: picture.toString('base64') }));
    return online.file({ TaiLieuNop });
  };
  /** Files a request and brings it to the desk, unharmed. */
  const atDesk = async (): Promise<RequestDetail> => {
    const { id } = await listed(file(), ({ state }) => state === 'filed');
    return await creator.json<RequestDetail>('GET', `/api/online-requests/${id}`);
  };
  const told = (code: string) => online.decisions.filter(({ MaHoSo }) => MaHoSo === code).map((one) => one.TrangThai);

  /** Brings a request, killed on the way. */
  async function pull(armed: () => void): Promise<void> {
    const code = file();
    const begun = Date.now();
    armed();
    await creator.json('POST', '/api/online-requests/pull');
    const { id } = await listed(code, ({ state }) => state === 'filed');
    while ((await brought()) < begun) await sleep(20);
    const detail = await creator.json<RequestDetail>('GET', `/api/online-requests/${id}`);
    expect(detail.attached.map(({ kind, fault }) => [kind, fault])).toEqual([
      ['jpeg', null],
      ['jpeg', null],
    ]);
    const shown = await creator.call({ method: 'GET', path: `/api/online-requests/${id}/files/2` });
    expect(shown.status).toBe(200);
  }

  /** Receives a request, killed on the way; sent again, the acceptance opens nothing twice. */
  async function accept(armed: () => void): Promise<void> {
    const { id, version, code } = await atDesk();
    armed();
    const papers = [{ title: 'Giấy khai sinh', paperCopies: 0 }];
    await creator.json('POST', `/api/online-requests/${id}/acceptance`, { version, requester, papers });
    await listed(code, ({ answer }) => answer?.state === 'confirmed');
    const dossier = await creator.json<DossierDetail>('GET', `/api/dossiers/${id}`);
    expect(dossier).toMatchObject({ code, originals: [{ title: 'Giấy khai sinh' }] });
    expect(told(code)).toEqual(['2']);
  }

  /** Answers a request, killed on the way; whoever presses again is told that it was decided. */
  async function answer(armed: () => void): Promise<void> {
    const { id, version, code } = await atDesk();
    armed();
    const body = { version, decision: 'refused', reason: 'Không thuộc thẩm quyền.' };
    try {
      await creator.json('POST', `/api/online-requests/${id}/answer`, body);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'INBOUND-NOT-WAITING') throw error;
    }
    await listed(code, (line) => line.state === 'refused' && line.answer?.state === 'confirmed');
    expect(told(code)).toEqual(['5']);
  }

  const points: Record<string, string[]> = {};
  try {
    for (const [name, act] of Object.entries({ answer, accept, pull })) {
      const kinds = new Set<string>();
      for (let [point, over] = [1, false]; !over; point += 1) {
        const before = cut.calls.kills;
        await act(() => cut.calls.arm(point));
        await cut.up();
        over = cut.calls.kills === before;
        cut.calls.arm(0);
        if (!over) kinds.add(kindOfPoint(cut.calls.lastKill));
        expect(await cut.brokenAtRest(), `${name} ${point}: ${cut.calls.lastKill}`).toEqual([]);
        console.log(`${name} ${point}${over ? ' is behind the last' : `: ${kindOfPoint(cut.calls.lastKill)}`}`);
      }
      points[name] = [...kinds].toSorted();
    }
    console.log(JSON.stringify(points, null, 1));
    // The files of a request, and the database at each step.
    expect(points['pull']?.some((kind) => kind.includes('documents/'))).toBe(true);
    for (const kinds of Object.values(points)) expect(kinds.length).toBeGreaterThan(2);
  } finally {
    await cut.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 3_600_000);
