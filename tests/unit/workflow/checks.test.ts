import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { PdfFile } from '../../../src/copies/validation/pdf/document.ts';
import { readSealed } from '../../../src/store/documents/sealed-file.ts';
import { checkBrought, checkCopy } from '../../../src/workflow/checks.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { append } from '../../attacks/support/pdf.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let station: WorkflowOffice;
beforeAll(async () => {
  bench = await WorkflowBench.create();
  station = await bench.open(await bench.newState());
});
afterAll(async () => {
  await station.close();
  await bench.remove();
});

/** The bytes of an original's present copy. */
async function bytesOf(originalId: string): Promise<Buffer> {
  const { store } = station.office;
  const original = station.original(originalId);
  const { path, key, id } = store.documents.handle(original.copyDocumentId ?? '', original.dossierId);
  return Buffer.from(unwrap(await readSealed(path, key, id)));
}

async function brought(bytes: Uint8Array) {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const options = { lineIsDown: true, signal: new AbortController().signal };
  return unwrap(await checkBrought(station.office, { bytes, sha256 }, options));
}

/** The hash of an original's present copy. */
function hashOf(originalId: string): string {
  const { store } = station.office;
  const document = store.documents.find(store.db, station.original(originalId).copyDocumentId ?? '');
  if (!document) throw new Error('no copy');
  return document.sha256;
}

async function issued(): Promise<{ originalId: string; sha256: string }> {
  const { originalId } = await submitted(station);
  unwrap(await signWith(station, 'sign', [originalId]));
  unwrap(await signWith(station, 'seal', [originalId]));
  return { originalId, sha256: hashOf(originalId) };
}

describe('a file that somebody brings', () => {
  it('is a copy of the station when its bytes are; both signatures are verified now', async () => {
    const { originalId, sha256 } = await issued();
    const check = await checkCopy(station.office, sha256);
    expect(check).toMatchObject({
      result: 'issued',
      copy: {
        originalId,
        registerNumber: expect.stringMatching(/^Số chứng thực: \d+/) as string,
        title: 'Giấy khai sinh',
      },
    });
    const signatures = check.result === 'issued' ? check.signatures : [];
    expect(signatures.map(({ role, revocation }) => [role, revocation])).toEqual([
      ['signer', 'not-checked'],
      ['seal', 'not-checked'],
    ]);
  });

  it('is unknown while the copy is signed only, and when one byte is another', async () => {
    const { originalId } = await submitted(station);
    unwrap(await signWith(station, 'sign', [originalId]));
    const halfDone = hashOf(originalId);
    expect(await checkCopy(station.office, halfDone)).toEqual({ result: 'unknown' });
    expect(
      await checkCopy(
        station.office,
        halfDone.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      ),
    ).toEqual({
      result: 'unknown',
    });
  });

  it('is not called good when the signatures cannot be verified now', async () => {
    const { originalId, sha256 } = await issued();
    const strange = { ...station.office, trustAnchors: [] };
    expect(await checkCopy(strange, sha256)).toMatchObject({
      result: 'not-checked',
      code: expect.stringMatching(/^COPY-/) as string,
      copy: { originalId },
    });
  });

  it('is not called good when the stored copy is purged, and no key is made for it', async () => {
    const { originalId, sha256 } = await issued();
    const { store } = station.office;
    const { dossierId } = station.original(originalId);
    store.keys.destroy(dossierId);
    expect(await checkCopy(station.office, sha256)).toMatchObject({
      result: 'not-checked',
      code: 'STORE-DOCUMENT-PURGED',
      copy: { originalId },
    });
    expect(store.keys.find(dossierId)).toBeNull();
  });

  it('that was cancelled by a decision is said to be so, though its bytes are ours', async () => {
    const { originalId, sha256 } = await issued();
    const cancel = { originalId, act: 'cancel', reason: 'Quét nhầm giấy tờ', reasonCode: '15/QĐ-UBND' } as const;
    unwrap(leave(station.office, station.creator, cancel));
    const said = { result: 'cancelled', copy: { originalId }, decision: '15/QĐ-UBND' };
    expect(await checkCopy(station.office, sha256)).toMatchObject(said);
    const longer = append(await bytesOf(originalId), []);
    expect(await brought(longer)).toMatchObject(said);
  });

  it('that was rolled back to the signer’s revision has no agency signature; it is known whose it was', async () => {
    const { originalId } = await issued();
    const sealed = await bytesOf(originalId);
    const signed = sealed.subarray(0, new PdfFile(sealed).revisions[1]?.end);
    expect(await brought(signed)).toMatchObject({
      result: 'outside',
      file: { validation: { reason: 'no-seal' } },
      begins: { copy: { originalId }, by: 'sign', whole: true },
    });
    expect(await brought(append(signed, []))).toMatchObject({
      file: { validation: { reason: 'no-seal' } },
      begins: { by: 'sign', whole: false },
    });
  });

  it('that grew out of a copy is no copy; nobody is asked while the line is down', async () => {
    const { originalId } = await issued();
    const sealed = await bytesOf(originalId);
    expect(await brought(Buffer.concat([sealed, Buffer.from('x')]))).toMatchObject({
      file: { validation: { indication: 'TOTAL-FAILED' } },
    });
    expect(await brought(append(sealed, []))).toMatchObject({
      file: { validation: { reason: 'revocation-unknown' }, notAsked: 'line-down' },
      begins: { copy: { originalId }, by: 'seal', whole: false },
    });
  });
});
