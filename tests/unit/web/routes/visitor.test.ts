import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import type { DossierDetail, TrackedDossier, VisitorFees } from '../../../../src/web/contract/index.ts';
import { guesses } from '../../../../src/web/http/misses.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { receive, submitted } from '../support/desk.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let creator: Screen;
beforeAll(async () => {
  served = await serve();
  creator = await served.as('creator');
});
afterAll(() => served.close());

const ask = (code: string) =>
  served.stranger().once({ method: 'GET', path: `/api/visitor/dossiers/${encodeURIComponent(code)}` });

async function codeOf(dossierId: string, screen = creator): Promise<string | null> {
  return (await screen.json<DossierDetail>('GET', `/api/dossiers/${dossierId}`)).trackingCode;
}

describe('where a dossier is', () => {
  it('is told to whoever has its code, and nothing else is', async () => {
    const { dossierId } = await receive(creator, { name: 'Vừ Mí Sính' });
    const code = (await codeOf(dossierId)) ?? '';
    expect(code).toMatch(/^[0-9A-Z]{10}$/);
    const answer = await ask(`${code.slice(0, 5)} ${code.slice(5)}`.toLowerCase());
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString('utf8'))).toEqual({
      state: 'received',
      stateWords: { vi: 'Được tiếp nhận', en: 'Received' },
    } satisfies TrackedDossier);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('follows the work on it', async () => {
    const { dossierId } = await submitted(served, creator);
    const answer = await ask((await codeOf(dossierId)) ?? '');
    expect(JSON.parse(answer.body.toString('utf8'))).toMatchObject({ state: 'processing' });
  });

  it('is a code that only those see who receive papers', async () => {
    const { dossierId } = await receive(creator);
    expect(await codeOf(dossierId, await served.as('signer'))).toBeNull();
    expect(await codeOf(dossierId, await served.as('inspector'))).toBeNull();
  });

  it('is not told for codes that nobody has: all have the same answer, and after ten a minute there is none', async () => {
    served.clock.pass(guesses.inMs);
    const { dossierId } = await receive(creator);
    const code = (await codeOf(dossierId)) ?? '';
    const wrong = ['ABCDE12345', 'x', 'ABCDE1234U', dossierId, '%'];
    const answers = [];
    for (let n = 0; n < guesses.most; n += 1) answers.push(await ask(wrong[n % wrong.length] ?? ''));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.toString('utf8')}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
    expect(failureIn(answers[0] ?? { body: Buffer.of() }).code).toBe('WEB-TRACKING-UNKNOWN');

    const late = await ask(code);
    expect(late.status).toBe(429);
    expect(failureIn(late).code).toBe('WEB-TOO-MANY-TRIES');
    served.clock.pass(guesses.inMs);
    expect((await ask(code)).status).toBe(200);
  });

  it('leaves no code in the log', async () => {
    const { dossierId } = await receive(creator);
    const code = (await codeOf(dossierId)) ?? '';
    await ask(code);
    expect(served.logged.join('')).not.toContain(code);
  });
});

describe('the fees', () => {
  it('are those of today, with sums that show how they grow', async () => {
    const fees = await served.stranger().json<VisitorFees>('GET', '/api/visitor/fees');
    expect(fees).toMatchObject({ firstPages: 2, firstPage: 2000, furtherPage: 1000, capPerCopy: 200_000 });
    expect(fees.examples).toEqual([
      { pages: 1, total: 2000 },
      { pages: 2, total: 4000 },
      { pages: 3, total: 5000 },
      { pages: 10, total: 12_000 },
    ]);
  });

  it('follow the settings', async () => {
    const rate = {
      from: '2020-01-01',
      firstPages: 1,
      firstPage: 3000,
      furtherPage: 500,
      capPerCopy: 4000,
      source: 'NQ 1',
    };
    served.store.write((tx) => writeSetting(tx, 'fee.table', [rate], served.clock.now(), null));
    const fees = await served.stranger().json<VisitorFees>('GET', '/api/visitor/fees');
    expect(fees.examples.map(({ total }) => total)).toEqual([3000, 3500, 4000, 4000]);
    expect(fees.source).toBe('NQ 1');
  });
});
