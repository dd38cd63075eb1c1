import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionAnswer } from '../../src/web/contract/index.ts';
import { pdfsig } from '../peers/checkers/pdf.ts';
import { Screen } from '../peers/office/client.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';
import { type Moment, play } from '../peers/office/play.ts';

/** Where the plug is pulled, and how long after the moment. */
const cuts: readonly { readonly moment: Moment; readonly afterMs: number }[] = [
  { moment: 'dossier-opened', afterMs: 0 },
  { moment: 'page-arrived', afterMs: 0 },
  { moment: 'submitted', afterMs: 0 },
  { moment: 'sign-pin', afterMs: 0 },
  { moment: 'sign-pin', afterMs: 60 },
  { moment: 'sign-pin', afterMs: 150 },
  { moment: 'seal-pin', afterMs: 60 },
  { moment: 'seal-pin', afterMs: 150 },
  { moment: 'issued', afterMs: 0 },
];

describe('the station is killed and started again while its people go on', () => {
  let folder: string;
  let office: SimulatedOffice;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tram-kill-'));
    office = await openOffice(folder, { keyType: 'p256' });
  }, 120_000);

  afterAll(async () => {
    await office?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(cuts.map((cut, index) => ({ ...cut, number: index + 1 })))(
    'at $moment + $afterMs ms: the same dossier ends with number $number',
    async ({ moment, afterMs, number }) => {
      const restarts: Promise<void>[] = [];
      const played = await play(office, {
        requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
        title: `Hợp đồng ${number}`,
        paper: 'notarised-contract',
        chargeablePages: 3,
        onMoment: (now) => {
          if (now !== moment || restarts.length > 0) return;
          const cut = sleep(afterMs).then(() => office.station.kill());
          restarts.push(cut.then(() => office.station.start()));
        },
      });
      await Promise.all(restarts);
      expect(restarts).toHaveLength(1);
      expect(played.registerNumber).toContain(`Số chứng thực: ${String(number).padStart(2, '0')},`);
      expect((await pdfsig(played.copy)).map(({ valid }) => valid)).toEqual([true, true]);
      const received = office.portal.listReceived().filter(({ code }) => code === played.dossierCode);
      expect(received.map(({ adds }) => adds)).toEqual([1]);
    },
  );

  it('kept the sessions, and the journal is whole', async () => {
    const inspector = new Screen(office.address, office.authorityPem);
    await inspector.signIn(people.inspector.username, people.inspector.password);
    await office.station.kill();
    await office.station.start();
    const session = await inspector.json<SessionAnswer>('GET', '/api/session');
    expect(session.officer.username).toBe(people.inspector.username);
    const journal = await inspector.json<{ intact: boolean }>('GET', '/api/journal/verification');
    expect(journal.intact).toBe(true);
  });
});
