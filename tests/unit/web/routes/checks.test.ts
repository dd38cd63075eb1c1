import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckAnswer } from '../../../../src/web/contract/index.ts';
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
  it('that the station did not issue is unknown, and the look is in the journal with its hash', async () => {
    const file = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(300_000)]);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const answer = await send(file);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString('utf8')) as CheckAnswer).toMatchObject({
      result: 'unknown',
      sha256,
      length: file.length,
      registerNumber: null,
      signatures: [],
    });
    const entry = served.store.journal.list(served.store.db, 0, 100).findLast(({ act }) => act === 'check-copy');
    expect(entry).toMatchObject({ role: 'inspector', objectId: 'checks', facts: { sha256, result: 'unknown' } });
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
