import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../../src/web/app.ts';
import { authorityFacts } from '../../../../src/web/authority/station-certificate.ts';
import type { AttemptAnswer, Pile, RegisterAnswer, VerificationAnswer } from '../../../../src/web/contract/index.ts';
import { createServer } from '../../../../src/web/server.ts';
import { Screen } from '../../../peers/office/client.ts';
import { people, pins } from '../../../peers/office/people.ts';
import { type Heard, listeningToken } from '../../../peers/ports/listening-token.ts';
import { WorkflowBench, type WorkflowOffice } from '../../../peers/workflow/workflow-office.ts';
import { submitted } from '../support/desk.ts';
import { failureIn, idlePortal, testTls } from '../support/served.ts';

let bench: WorkflowBench;
let station: WorkflowOffice;
let state: string;
let app: App;
let address: string;
let authorityPem: string;
let heard: Heard[];
let logged: string[];
let screens: { creator: Screen; signer: Screen; seal: Screen; inspector: Screen };

beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());

beforeEach(async () => {
  heard = [];
  logged = [];
  state = await bench.newState();
  station = await bench.open(state, Date.now, (real) => listeningToken(real, heard));
  const { authority, server } = await testTls();
  authorityPem = authority.certificatePem;
  app = await createServer({
    office: station.office,
    portal: { status: () => idlePortal, retry: () => ({ ok: false, error: { code: 'PORTAL-ROW-UNKNOWN' } }) },
    tls: { key: server.keyPem, cert: server.certificatePem },
    authority: authorityFacts(authority.certificatePem),
    log: pino({ level: 'trace' }, { write: (line) => void logged.push(line) }),
  });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  const open = async ({ username, password }: { username: string; password: string }): Promise<Screen> => {
    const screen = new Screen(address, authorityPem);
    await screen.signIn(username, password);
    return screen;
  };
  const [creator, signer, seal, inspector] = await Promise.all([
    open(people.creator),
    open(people.signer),
    open(people.sealKeeper),
    open(people.inspector),
  ]);
  screens = { creator, signer, seal, inspector };
});
afterEach(async () => {
  await app.close();
  await station.close();
});

type Kind = 'signing' | 'sealing';
const screenOf = (kind: Kind): Screen => (kind === 'signing' ? screens.signer : screens.seal);

function prepare(kind: Kind, originals: readonly string[]): Promise<AttemptAnswer & { pinState: string }> {
  return screenOf(kind).json('POST', `/api/${kind}/attempts`, { originals });
}

function give(kind: Kind, attemptId: string, pin: string, headers: Record<string, string> = {}) {
  const raw = Buffer.from(pin);
  return screenOf(kind).once({ method: 'POST', path: `/api/${kind}/attempts/${attemptId}/pin`, raw, headers });
}

async function signAndSeal(originalId: string): Promise<void> {
  for (const kind of ['signing', 'sealing'] as const) {
    const { attemptId } = await prepare(kind, [originalId]);
    const answer = await give(kind, attemptId, kind === 'signing' ? pins.signer : pins.seal);
    expect(answer.status, answer.body.toString()).toBe(200);
  }
}

describe('from the pile to the copy', () => {
  it('shows what will be signed, signs it, seals it, and serves what both signatures are on', async () => {
    const { originalId } = await submitted(station, screens.creator, { title: 'Bằng tốt nghiệp' });
    const pile = await screens.signer.json<Pile>('GET', '/api/signing/pile');
    expect(pile.originals).toMatchObject([{ originalId, title: 'Bằng tốt nghiệp', pages: 2, hindrance: null }]);

    const prepared = await prepare('signing', [originalId]);
    expect(prepared).toMatchObject({ state: 'prepared', pinState: 'ok' });
    const [item] = prepared.items;
    expect(item?.registerNumber).toMatch(/^Số chứng thực: 01, quyển số: 01\/\d{4}-SCT\/BS$/);
    expect(item?.attestation.lines.map((line) => line.text).join('\n')).toContain('Số chứng thực');
    expect(item?.attestation).toMatchObject({ fullName: people.signer.fullName });
    const preview = await screens.signer.call({
      method: 'GET',
      path: `/api/signing/attempts/${prepared.attemptId}/originals/${originalId}/preview.pdf`,
    });
    expect(preview.headers).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' });
    expect(preview.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(preview.body.includes('/Sig')).toBe(false);

    const early = await screens.creator.once({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` });
    expect(early.status).toBe(404);
    const signed = await give('signing', prepared.attemptId, pins.signer);
    expect(JSON.parse(signed.body.toString())).toMatchObject({
      done: 1,
      failed: 0,
      items: [{ originalId, state: 'done' }],
    });

    const half = { method: 'GET', path: `/api/originals/${originalId}/copy.pdf` };
    expect((await screens.creator.once(half)).status).toBe(404);
    expect((await screens.seal.once(half)).status).toBe(200);
    const sealing = await prepare('sealing', [originalId]);
    expect((await give('sealing', sealing.attemptId, pins.seal)).status).toBe(200);

    const copy = await screens.creator.call(half);
    expect(Number(copy.headers['content-length'])).toBe(copy.body.length);
    expect(copy.body.subarray(0, 5).toString()).toBe('%PDF-');
    const verification = await screens.inspector.json<VerificationAnswer>(
      'GET',
      `${half.path.replace('.pdf', '')}/verification`,
    );
    expect(verification).toMatchObject({ complete: true, code: null, length: copy.body.length });
    expect(verification.signatures.map(({ role, revocation }) => [role, revocation])).toEqual([
      ['signer', 'not-checked'],
      ['seal', 'not-checked'],
    ]);
    expect((await screens.inspector.once(half)).status).toBe(403);

    const register = await screens.inspector.json<RegisterAnswer>('GET', '/api/register');
    expect(register.entries).toMatchObject([
      { number: 1, state: 'entered', title: 'Bằng tốt nghiệp', pages: 2, copies: 1, feeVnd: 4000 },
    ]);
    expect((await screens.seal.json<Pile>('GET', '/api/sealing/pile')).originals).toEqual([]);
  });

  it('says of a copy with a changed byte that it is not whole, and serves none that is gone', async () => {
    const { originalId } = await submitted(station, screens.creator);
    await signAndSeal(originalId);
    const { documents, db } = station.office.store;
    const id = station.original(originalId).copyDocumentId ?? '';
    const row = documents.find(db, id);
    if (!row) throw new Error('the copy has no document');
    const bytes = await documents.read(row);
    if (!bytes.ok) throw new Error(bytes.error.code);
    const changed = Buffer.from(bytes.value);
    changed[changed.indexOf('/Contents') + 200] = 0x39;
    changed[Math.floor(changed.length / 3)] = (changed[Math.floor(changed.length / 3)] ?? 0) ^ 1;
    await documents.write(id, row.keyId, changed);
    const path = `/api/originals/${originalId}/copy`;
    const verification = await screens.creator.json<VerificationAnswer>('GET', `${path}/verification`);
    expect(verification).toMatchObject({
      complete: false,
      signatures: [],
      code: expect.stringMatching(/^COPY-/) as string,
    });
    expect(verification.message).toMatch(/\p{L}/u);

    station.office.store.keys.destroy(row.keyId);
    for (const end of ['.pdf', '/verification']) {
      const gone = await screens.creator.once({ method: 'GET', path: `${path}${end}` });
      expect([gone.status, failureIn(gone).code]).toEqual([410, 'STORE-DOCUMENT-PURGED']);
    }
  });

  it('cancels a copy by a decision: its row stays in the book as cancelled', async () => {
    const { originalId } = await submitted(station, screens.creator);
    await signAndSeal(originalId);
    const body = { reason: 'Bản chính giả', decision: '7/QĐ-UBND' };
    await screens.signer.json('POST', `/api/originals/${originalId}/cancellation`, body);
    const { entries } = await screens.inspector.json<RegisterAnswer>('GET', '/api/register');
    expect(entries).toMatchObject([{ number: 1, state: 'cancelled' }]);
    expect((await screens.creator.once({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` })).status).toBe(
      404,
    );
  });

  it('seals nothing that was returned and signed anew meanwhile', async () => {
    const { originalId } = await submitted(station, screens.creator);
    const sign = async () =>
      (await give('signing', (await prepare('signing', [originalId])).attemptId, pins.signer)).status;
    expect(await sign()).toBe(200);
    const { attemptId } = await prepare('sealing', [originalId]);
    await screens.seal.json('POST', `/api/originals/${originalId}/return-to-signer`, { reason: 'Sai ngày' });
    expect(await sign()).toBe(200);
    const answer = await give('sealing', attemptId, pins.seal);
    expect([answer.status, failureIn(answer).code]).toEqual([409, 'SIGN-ATTEMPT-ENDED']);
    expect(heard.map(({ pin }) => pin)).toEqual([pins.signer, pins.signer]);
    expect(station.original(originalId).state).toBe('signed');
  });
});

describe('the PIN', () => {
  it('goes to the token and nowhere else, and is wiped', async () => {
    const { originalId } = await submitted(station, screens.creator);
    const { attemptId } = await prepare('signing', [originalId]);
    const wrong = await give('signing', attemptId, 'PIN-sai-3141');
    expect([wrong.status, failureIn(wrong).code]).toEqual([409, 'TOKEN-PIN-INCORRECT']);
    await signAndSeal(originalId);
    expect(heard.map(({ pin }) => pin)).toEqual(['PIN-sai-3141', pins.signer, pins.seal]);
    expect(heard.every(({ buffer }) => buffer.every((byte) => byte === 0))).toBe(true);

    const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map((entry) => entry.name)).toEqual(expect.arrayContaining(['tram.db', 'tram.db-wal']));
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    const said = Buffer.from([...logged, wrong.body.toString()].join('\n'));
    for (const secret of ['PIN-sai-3141', ...screens.signer.cookies]) {
      expect(said.includes(secret)).toBe(false);
      expect(kept.some((file) => file.includes(secret))).toBe(false);
    }
    // Six digits may come by in a hash; as a text of its own they must not.
    for (const pin of [pins.signer, pins.seal])
      expect(said.toString()).not.toMatch(new RegExp(`(?<![0-9a-f])${pin}(?![0-9a-f])`));
  });

  it('is taken as bytes alone, and only as many as a token takes', async () => {
    const { originalId } = await submitted(station, screens.creator);
    const { attemptId } = await prepare('signing', [originalId]);
    const path = `/api/signing/attempts/${attemptId}/pin`;
    const json = await screens.signer.once({ method: 'POST', path, body: { pin: pins.signer } });
    expect([json.status, failureIn(json).code]).toEqual([415, 'WEB-CONTENT-TYPE']);
    for (const length of [65, 20_000]) {
      const long = await give('signing', attemptId, '1'.repeat(length));
      expect([long.status, failureIn(long).code]).toEqual([413, 'WEB-BODY-TOO-LARGE']);
    }
    const empty = await give('signing', attemptId, '');
    expect([empty.status, failureIn(empty).code]).toEqual([422, 'TOKEN-PIN-LENGTH']);
    const none = await screens.signer.once({ method: 'POST', path });
    expect(failureIn(none).code).toBe('TOKEN-PIN-LENGTH');
    expect(heard).toEqual([]);
    expect((await give('signing', attemptId, pins.signer)).status).toBe(200);
  });

  it('is asked of nobody but the officer whose attempt it is, for the step that it is', async () => {
    const { originalId } = await submitted(station, screens.creator);
    const { attemptId } = await prepare('signing', [originalId]);
    const path = `/api/sealing/attempts/${attemptId}/pin`;
    const answer = await screens.seal.once({ method: 'POST', path, raw: Buffer.from(pins.seal) });
    expect([answer.status, failureIn(answer).code]).toEqual([404, 'STORE-NOT-FOUND']);
    expect((await screens.seal.once({ method: 'GET', path: `/api/sealing/attempts/${attemptId}` })).status).toBe(404);
    const stranger = await screens.creator.once({
      method: 'POST',
      path: path.replace('sealing', 'signing'),
      raw: Buffer.from(pins.signer),
    });
    expect(stranger.status).toBe(403);
    expect(heard).toEqual([]);
  });

  it('is spent on a last try only when the officer said so', async () => {
    const { originalId } = await submitted(station, screens.creator);
    const first = await prepare('signing', [originalId]);
    await give('signing', first.attemptId, pins.signer, { 'x-spend-last-try': 'yes' });
    const odd = await give('signing', first.attemptId, pins.signer, { 'x-spend-last-try': 'perhaps' });
    expect([odd.status, failureIn(odd).code]).toEqual([400, 'WEB-BODY-INVALID']);
    expect(heard.map(({ allowFinalTry }) => allowFinalTry)).toEqual([true]);
    const again = await give('signing', first.attemptId, pins.signer);
    expect([again.status, failureIn(again).code]).toEqual([409, 'SIGN-ATTEMPT-ENDED']);
  });
});
