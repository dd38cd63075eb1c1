import { createHash, randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckAnswer } from '../../../../src/web/contract/index.ts';
import { signedData } from '../../../attacks/support/cms.ts';
import { plainPdf, signPdf } from '../../../attacks/support/pdf.ts';
import { day, makePki, revocationList } from '../../../attacks/support/pki.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let inspector: Screen;
beforeAll(async () => {
  served = await serve();
  inspector = await served.as('inspector');
});
afterAll(() => served.close());

const send = (raw: Buffer, type = 'application/pdf') =>
  inspector.once({ method: 'POST', path: '/api/checks', raw, headers: { 'content-type': type } });

describe('a PDF to be checked', () => {
  it('that the station did not issue is judged by its signatures, and the look is in the journal', async () => {
    const file = plainPdf();
    const sha256 = createHash('sha256').update(file).digest('hex');
    const answer = await send(file);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString('utf8')) as CheckAnswer).toMatchObject({
      result: 'unsigned',
      sha256,
      length: file.length,
      registerNumber: null,
      signatures: [],
      outside: { subIndication: 'SIGNED_DATA_NOT_FOUND', signatures: [], begins: null },
    });
    const entry = served.store.journal.list(served.store.db, 0, 100).findLast(({ act }) => act === 'check-copy');
    expect(entry).toMatchObject({ role: 'inspector', objectId: 'checks', facts: { sha256, result: 'unsigned' } });
  });

  it('that is none is not valid', async () => {
    const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)]);
    expect(JSON.parse((await send(file)).body.toString('utf8'))).toMatchObject({ result: 'failed' });
  });

  it('by an authority that nobody installed is open; one that a technician installs counts at once', async () => {
    const pki = makePki(served.office.clock.now());
    const file = signPdf(plainPdf(), (content) => signedData(pki.signer, content, { chain: [pki.issuing] }));
    const answer = async () => JSON.parse((await send(file)).body.toString('utf8')) as CheckAnswer;
    expect(await answer()).toMatchObject({ result: 'open', outside: { subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } });
    const { trustFolder } = served.office;
    await mkdir(trustFolder);
    await writeFile(join(trustFolder, 'root.crt'), pki.root.certificate);
    const known = await answer();
    // Its certificate names nobody to be asked.
    expect(known).toMatchObject({ result: 'open', outside: { subIndication: 'TRY_LATER', notAsked: null } });
    expect(known.outside?.asked.map(({ code }) => code)).toEqual(['TRUST-STATUS-UNKNOWN', 'TRUST-STATUS-UNKNOWN']);
    const now = served.office.clock.now();
    for (const [name, holder] of [
      ['root', pki.root],
      ['issuing', pki.issuing],
    ] as const) {
      await writeFile(join(trustFolder, `${name}.crl`), revocationList(holder, now - day, now + day));
    }
    const passed = await answer();
    expect(passed).toMatchObject({
      result: 'valid',
      outside: {
        signatures: [{ signer: 'Hoàng Thị Mỷ Ngọc', integrity: 'intact', revocation: 'good', trust: 'other' }],
      },
    });
    await writeFile(join(trustFolder, 'root.crt'), 'torn');
    expect(failureIn(await send(file)).code).toBe('VERIFY-TRUST-UNREADABLE');
    await rm(trustFolder, { recursive: true });
  });

  it('is checked beside two others; the fourth is told to wait', async () => {
    const file = Buffer.alloc(24 * 1024 * 1024, 'x');
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(file)));
    const busy = answers.filter(({ status }) => status === 503);
    expect(busy.map((answer) => failureIn(answer).code)).toEqual(busy.map(() => 'VERIFY-BUSY'));
    expect(busy.length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect((await send(file)).status).toBe(200);
  });

  it('may have 64 MiB and not a byte more', async () => {
    const most = Buffer.alloc(64 * 1024 * 1024, 'x');
    expect((await send(most)).status).toBe(200);
    const answer = await send(Buffer.concat([most, Buffer.of(0)]));
    expect(answer.status).toBe(413);
    expect(failureIn(answer).code).toBe('WEB-BODY-TOO-LARGE');
  });

  it.each(['application/octet-stream', 'application/json', 'text/plain'])('is not taken as %s', async (type) => {
    const answer = await send(Buffer.from('%PDF-1.7'), type);
    expect(answer.status).toBe(415);
    expect(failureIn(answer).code).toBe('WEB-CONTENT-TYPE');
  });

  it('has bytes', async () => {
    expect((await send(Buffer.alloc(0))).status).toBe(415);
  });
});
