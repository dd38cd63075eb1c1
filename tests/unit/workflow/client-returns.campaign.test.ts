/** Files that come back from the signing client on an officer's PC: too late, after midnight, two at once, on a full disk. */
import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { addDays, civilDate, instantOf } from '../../../src/common/vietnam-time.ts';
import { findAttempt, listItems } from '../../../src/store/repositories/attempts.ts';
import { updateOfficer } from '../../../src/store/repositories/officers.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import { writeSetting } from '../../../src/store/repositories/settings.ts';
import { startDay } from '../../../src/workflow/new-day.ts';
import { resolveAbandoned } from '../../../src/workflow/recovery/index.ts';
import { acceptReturn, sourceFile } from '../../../src/workflow/signing/client/accept-return.ts';
import { handOut } from '../../../src/workflow/signing/client/hand-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { agency, people } from '../../peers/office/people.ts';
import { type SoftToken, signPdf } from '../../peers/vgca/pdf-signer.ts';
import { placeAbove } from '../../peers/vgca/place.ts';
import { SmallDisk } from '../../peers/workflow/small-disk.ts';
import { submitted, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let key: SoftToken & { readonly der: Uint8Array; readonly serial: string };
let disk: SmallDisk;
let station: WorkflowOffice;
/** How far the office's time has gone on, milliseconds. */
let later = 0;

beforeAll(async () => {
  bench = await WorkflowBench.create();
  const commonName = people.signer.fullName;
  const issued = await bench.authority.issueKeyPair({ commonName, organisation: agency.name });
  const certificatePem = new X509Certificate(issued.der).toString();
  key = { certificatePem, privateKeyPem: issued.privateKeyPem, der: issued.der, serial: issued.serialHex };
}, 60_000);
afterAll(() => bench.remove());
beforeEach(async () => {
  later = 0;
  disk = new SmallDisk();
  station = await bench.open(await bench.newState(disk.folder), () => evening + later);
  const { store, clock } = station.office;
  const certificateSha256 = createHash('sha256').update(key.der).digest('hex');
  store.write((tx) => {
    updateOfficer(tx, station.signer.id, { certificateSha256, certificateSerial: key.serial });
    writeSetting(tx, 'token.signer-provider', 'vgca', clock.now(), null);
  });
});
afterEach(async () => {
  disk.makeSpace();
  await station.close();
  disk.remove();
});

const hour = 3_600_000;
/** The evening of tomorrow in Vietnam: its midnight comes when a test says so. */
const evening = instantOf(addDays(civilDate(Date.now()), 1), 22);

/** Handed out to the PC, and signed there. */
async function signedOnPc(): Promise<{ originalId: string; attemptId: string; token: string; file: Buffer }> {
  const { office, signer } = station;
  const { originalId } = await submitted(station);
  const { attemptId } = unwrap(await prepareAttempt(office, signer, 'sign', [originalId], key.der));
  const [job] = unwrap(await handOut(office, signer, attemptId)).jobs;
  const token = job?.token ?? '';
  const source = unwrap(await office.store.documents.read(unwrap(sourceFile(office, token))));
  const rectangle = await placeAbove(source, people.signer.fullName, 'signature');
  const file = await signPdf(source, key, { rectangle, fieldName: 'ChuKy1', ink: [0, 0, 0.7], at: new Date(evening) });
  return { originalId, attemptId, token, file };
}

const numberOf = (originalId: string): number | undefined => activeEntry(station.office.store.db, originalId)?.number;
const attempt = (id: string) => findAttempt(station.office.store.db, id);

/** Nothing of an ended attempt is left over: its original waits, with its number, and is signed anew. */
async function signsAnew(originalId: string): Promise<void> {
  const { office, signer } = station;
  expect([station.original(originalId).state, numberOf(originalId)]).toEqual(['awaiting-signature', 1]);
  const { attemptId } = unwrap(await prepareAttempt(office, signer, 'sign', [originalId], key.der));
  const [job] = unwrap(await handOut(office, signer, attemptId)).jobs;
  const source = unwrap(await office.store.documents.read(unwrap(sourceFile(office, job?.token ?? ''))));
  const rectangle = await placeAbove(source, people.signer.fullName, 'signature');
  const at = new Date(office.clock.now());
  const file = await signPdf(source, key, { rectangle, fieldName: 'ChuKy2', ink: [0, 0, 0.7], at });
  unwrap(await acceptReturn(office, job?.token ?? '', file));
  expect([station.original(originalId).state, numberOf(originalId)]).toEqual(['signed', 1]);
}

it('a file that comes after its time is not taken; the attempt ends by itself and the number stays', async () => {
  const { originalId, attemptId, token, file } = await signedOnPc();
  later = 24 * 60_000;
  expect(await acceptReturn(station.office, token, file.subarray(0, 100))).toMatchObject({ ok: false });
  expect(attempt(attemptId)?.state).toBe('working');
  later = hour;
  expect(await acceptReturn(station.office, token, file)).toMatchObject({ error: { code: 'SIGN-CLIENT-EXPIRED' } });
  // What every minute does.
  await resolveAbandoned(station.office);
  expect(attempt(attemptId)).toMatchObject({ state: 'interrupted', failureCode: 'SIGN-CLIENT-EXPIRED' });
  expect(await acceptReturn(station.office, token, file)).toMatchObject({ error: { code: 'SIGN-RETURN-ENDED' } });
  await signsAnew(originalId);
});

describe('midnight', () => {
  const pastMidnight = 2.5 * hour;
  const waitLong = () => {
    const { store, clock } = station.office;
    store.write((tx) => writeSetting(tx, 'token.client-wait', 240, clock.now(), null));
  };

  it('between signing and return: the page bears yesterday’s date, so the file is not taken', async () => {
    waitLong();
    const { originalId, attemptId, token, file } = await signedOnPc();
    later = pastMidnight;
    expect(await acceptReturn(station.office, token, file)).toMatchObject({ error: { code: 'SIGN-DAY-CHANGED' } });
    expect(attempt(attemptId)).toMatchObject({ state: 'interrupted', failureCode: 'SIGN-DAY-CHANGED' });
    await signsAnew(originalId);
  });

  it('strikes first: what is awaited ends, and a file that comes then opens nothing', async () => {
    waitLong();
    const { originalId, attemptId, token, file } = await signedOnPc();
    later = pastMidnight;
    startDay(station.office);
    expect(attempt(attemptId)).toMatchObject({ state: 'interrupted', failureCode: 'SIGN-DAY-CHANGED' });
    expect(await acceptReturn(station.office, token, file)).toMatchObject({ error: { code: 'SIGN-RETURN-ENDED' } });
    await signsAnew(originalId);
  });

  it('strikes while a file is being taken: that one counts, on the day of its page', async () => {
    waitLong();
    const { originalId, attemptId, token, file } = await signedOnPc();
    const { accept } = station.office.tasks;
    const office = {
      ...station.office,
      tasks: {
        ...station.office.tasks,
        accept: async (task: Parameters<typeof accept>[0]) => {
          const taken = await accept(task);
          later = pastMidnight;
          startDay(station.office);
          return taken;
        },
      },
    };
    unwrap(await acceptReturn(office, token, file));
    expect([station.original(originalId).state, attempt(attemptId)?.state]).toEqual(['signed', 'done']);
    expect(numberOf(originalId)).toBe(1);
  });
});

it('of two returns at once one is taken, and nothing of the other stays', async () => {
  const { originalId, attemptId, token, file } = await signedOnPc();
  const { office } = station;
  const answers = await Promise.all([acceptReturn(office, token, file), acceptReturn(office, token, file)]);
  expect(answers.filter((one) => one.ok)).toHaveLength(1);
  expect(answers).toContainEqual(expect.objectContaining({ error: { code: 'SIGN-IN-PROGRESS' } }));
  expect(await acceptReturn(office, token, file)).toMatchObject({ error: { code: 'SIGN-RETURN-TWICE' } });
  expect([station.original(originalId).state, attempt(attemptId)?.state]).toEqual(['signed', 'done']);
  const { documents, db, journal } = office.store;
  expect((await documents.list()).ids.filter((id) => !documents.find(db, id))).toEqual([]);
  expect(journal.verify(db)).toBeNull();
});

describe('a full disk', () => {
  const fill = (): void => {
    // What the log of the database has kept for itself would still take a few pages.
    station.office.store.cutWal();
    disk.fill();
  };

  it('when the file comes: it is still awaited, and taken when there is room', async () => {
    const { originalId, attemptId, token, file } = await signedOnPc();
    fill();
    const answer = await acceptReturn(station.office, token, file).catch((error: unknown) => error);
    expect(answer).toMatchObject({ code: 'SQLITE_FULL' });
    expect(station.original(originalId).state).toBe('awaiting-signature');
    disk.makeSpace();
    await resolveAbandoned(station.office);
    expect(listItems(station.office.store.db, attemptId)).toMatchObject([{ state: 'begun' }]);
    unwrap(await acceptReturn(station.office, token, file));
    expect([station.original(originalId).state, numberOf(originalId)]).toEqual(['signed', 1]);
  });

  it('between the file and its row: the signature is entered when there is room, without a second return', async () => {
    const { originalId, attemptId, token, file } = await signedOnPc();
    const { accept } = station.office.tasks;
    const office = {
      ...station.office,
      tasks: {
        ...station.office.tasks,
        accept: async (task: Parameters<typeof accept>[0]) => {
          const taken = await accept(task);
          fill();
          return taken;
        },
      },
    };
    await expect(acceptReturn(office, token, file)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    disk.makeSpace();
    await resolveAbandoned(station.office);
    expect([station.original(originalId).state, attempt(attemptId)?.state]).toEqual(['signed', 'done']);
    expect(await acceptReturn(station.office, token, file)).toMatchObject({ error: { code: 'SIGN-RETURN-TWICE' } });
    expect(station.office.store.journal.verify(station.office.store.db)).toBeNull();
  });
});
