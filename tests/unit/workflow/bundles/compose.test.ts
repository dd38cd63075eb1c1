import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import type { BundledDossier } from '../../../../src/portal/bundles/manifest.ts';
import { Outbox } from '../../../../src/portal/index.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { markConfirmed } from '../../../../src/store/repositories/outbox.ts';
import { documents, dossiers, originals } from '../../../../src/store/schema/index.ts';
import { composeDossier } from '../../../../src/workflow/bundles/compose.ts';
import type { Office as WholeOffice } from '../../../../src/workflow/office.ts';
import { type Office, openOffice } from '../../portal/office.ts';

const outbox = new Outbox(systemClock);
const originalId = randomUUID();
const documentId = randomUUID();
let office: Office;

beforeEach(() => {
  office = openOffice({ connector: 'hand-over' });
  office.store.write((tx) => {
    const dossierId = office.issueInside(tx, 1);
    tx.update(dossiers).set({ requesterIdentity: '011198000123' }).where(eq(dossiers.id, dossierId)).run();
    tx.insert(documents)
      .values({ id: documentId, keyId: dossierId, purpose: 'revision-2', length: 1, sha256: 'a', createdAt: 1 })
      .run();
    tx.insert(originals)
      .values({
        id: originalId,
        dossierId,
        ordinal: 1,
        title: 'Giấy khai sinh',
        state: 'issued',
        creatorId: 'officer-1',
        copyDocumentId: documentId,
        issuedAt: 2,
        createdAt: 1,
      })
      .run();
    outbox.uploadCopy(tx, dossierId, { originalId, documentId });
    outbox.syncDossier(tx, dossierId);
  });
});
afterEach(() => office.close());

/** What a bundle says of the dossier when it takes the last row alone: the others went in an earlier one. */
async function composed(): Promise<BundledDossier> {
  const row = office.rows(1).at(-1);
  if (!row) throw new Error('no row');
  const whole = { store: office.store, clock: systemClock } as unknown as WholeOffice;
  const made = await composeDossier(whole, [row], (db, id) => outbox.deliveredCopies(db, id));
  expect(made.unfit).toBeNull();
  return JSON.parse(made.composed?.bytes.toString('utf8') ?? 'null') as BundledDossier;
}

it('a dossier names its copies that are away in an earlier bundle, until their receipts are here', async () => {
  const before = await composed();
  expect(before.messages.map(({ kind }) => kind)).toEqual(['sync-dossier']);
  expect(before.copies).toEqual([{ originalId, documentId }]);
  expect(before.dossier.results).toMatchObject([{ originalId }]);
  expect(before.dossier.results[0]).not.toHaveProperty('url');

  const [upload] = office.rows(1);
  const url = 'https://cong.example/ban-sao';
  const receipt = { connector: 'tus', service: 'x', message: '', at: 3, requestSha256: 'a'.repeat(64) };
  office.store.write((tx) =>
    markConfirmed(tx, upload?.id ?? '', { attempts: 1, receipt, result: { url }, confirmedAt: 3 }),
  );
  const after = await composed();
  expect(after.copies).toEqual([]);
  expect(after.dossier.results).toMatchObject([{ originalId, url }]);
});
