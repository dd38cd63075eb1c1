/** An office as it is after a year: dossiers with register rows, journal and sealed documents, written past the station. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { systemClock } from '../../../src/common/clock.ts';
import { seal } from '../../../src/store/documents/sealed-file.ts';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { eq } from '../../../src/store/drizzle.ts';
import { openStore } from '../../../src/store/index.ts';
import { dossiers, officers, originals, registerEntries } from '../../../src/store/schema/index.ts';
import { people } from './people.ts';

/** What was made of one dossier. */
export interface FilledDossier {
  readonly originalId: string;
  readonly number: number;
  readonly copy: { readonly id: string; readonly sha256: string };
}

/** A dossier has a page and a copy of about these sizes, bytes. */
const sizes = { page: 8_000, copy: 24_000 };

/**
 * Adds so many dossiers behind the last number of an office whose station does not run. Their copies are sealed under
 * keys of their own, as the station does it, and are no PDFs.
 */
export async function fillOffice(state: string, count: number): Promise<FilledDossier[]> {
  const store = openStore(state, await readStationKey(state), systemClock, pino({ level: 'silent' }));
  try {
    const { db, documents, keys, journal } = store;
    const last = db.select().from(registerEntries).all().at(-1);
    const creator = db.select().from(officers).where(eq(officers.username, people.creator.username)).get();
    if (!last || !creator) throw new Error('the office has given no number yet');
    const at = systemClock.now();
    const dossierKeys = new Map(
      Array.from({ length: count }, () => [randomUUID() as string, randomBytes(32)] as const),
    );
    keys.takeIn(dossierKeys, []);
    const filled: FilledDossier[] = [];
    store.write((tx) => {
      for (const [dossierId, key] of dossierKeys) {
        const number = last.number + 1 + filled.length;
        const code = `H99.14-250101-${String(number).padStart(6, '0')}`;
        const keep = (purpose: 'page' | 'revision-2', length: number) => {
          const [id, data] = [randomUUID() as string, randomBytes(length + (number % 1000))];
          writeFileSync(documents.path(id), Buffer.concat([...seal(key, id, data)]), { flag: 'wx', mode: 0o600 });
          const sha256 = createHash('sha256').update(data).digest('hex');
          documents.record(tx, { id, keyId: dossierId, purpose, length: data.length, sha256 });
          return { id, sha256 };
        };
        const requester = { requesterName: `Lò Thị Mẩy ${number}`, requesterFolded: `lo thi may ${number}` };
        const times = { createdAt: at, receivedAt: at, dueAt: at };
        const by = { createdBy: creator.id, trackingCode: code, code };
        tx.insert(dossiers)
          .values({ id: dossierId, ...requester, ...by, ...times })
          .run();
        keep('page', sizes.page);
        const copy = keep('revision-2', sizes.copy);
        const originalId = randomUUID();
        const stamps = { signedAt: at, sealedAt: at, issuedAt: at, deliveredAt: at, createdAt: at };
        const facts = { ordinal: 1, title: 'Giấy khai sinh', state: 'delivered', creatorId: creator.id };
        tx.insert(originals)
          .values({ id: originalId, dossierId, copyDocumentId: copy.id, ...facts, ...stamps })
          .run();
        tx.insert(registerEntries)
          .values({
            ...last,
            ...{ id: randomUUID(), number, originalId, state: 'entered', ...requester, title: 'Giấy khai sinh' },
            ...{ reservedAt: at, signedAt: at, enteredAt: at, pages: 1, copies: 1, feeVnd: 2000 },
          })
          .run();
        const act = { actor: creator.id, role: 'creator', act: 'open-dossier' } as const;
        journal.append(tx, { ...act, objectType: 'dossier', objectId: dossierId });
        filled.push({ originalId, number, copy });
      }
    });
    return filled;
  } finally {
    await store.close();
  }
}
