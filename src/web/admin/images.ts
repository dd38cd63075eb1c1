import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Reader } from '../../store/index.ts';
import {
  findOfficeImage,
  findOfficeImageById,
  findOfficer,
  insertOfficeImage,
  listOfficeImages,
  type OfficeImageRow,
} from '../../store/repositories/officers.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import type { Office } from '../../workflow/office.ts';
import type { ImageList, ImageQuery } from '../contract/index.ts';

/** The facts of every image, the newest first. The images themselves are given to nobody. */
export function imageList(office: Office): ImageList {
  const { db } = office.store;
  const today = civilDate(office.clock.now());
  const person = (id: string | null) => {
    const row = id === null ? undefined : findOfficer(db, id);
    return row === undefined ? null : { id: row.id, fullName: row.fullName };
  };
  const images = listOfficeImages(db).map((row) => {
    const document = office.store.documents.find(db, row.documentId);
    return {
      id: row.id,
      kind: row.kind,
      officer: person(row.officerId),
      widthMm: row.widthMm,
      heightMm: row.heightMm,
      validFrom: row.validFrom,
      inForce: findOfficeImage(db, row.kind, row.officerId, today)?.id === row.id,
      sha256: document?.sha256 ?? '',
      bytes: document?.length ?? 0,
      addedAt: document?.createdAt ?? 0,
      addedBy: person(row.addedBy),
    };
  });
  return { today, images };
}

/**
 * Takes a new image of the seal or of an officer's signature; it counts from its day on, and the one before it until
 * then. The client chooses the id, so that sending again adds nothing twice.
 * Errors: STORE-NOT-FOUND, STORE-ALREADY-EXISTS, LAW-IMAGE-DATE, WEB-IMAGE-UNUSABLE (facts: reason), STORE-DISK-FULL.
 */
export async function addImage(
  office: Office,
  actor: Actor,
  given: ImageQuery & { readonly id: string; readonly bytes: Buffer },
): Promise<Result<void>> {
  const role = roleFor(actor, ['unit-admin']);
  if (!role.ok) return role;
  const { id, kind, officerId = null, widthMm, heightMm, validFrom, bytes } = given;
  const { store, clock, tasks } = office;
  const allowed = mayStand(store.db, given, civilDate(clock.now()));
  if (!allowed.ok || allowed.value === 'there') return allowed.ok ? ok() : allowed;
  const read = await tasks.officeImage({ bytes, widthMm, heightMm });
  if (!read.ok) return read;
  const png = Buffer.from(read.value.png);
  const documentId = newId(clock);
  const written = await store.documents.write(documentId, 'office', png);
  let named = false;
  try {
    return store.attempt((tx): Result<void> => {
      named = false;
      const still = mayStand(tx, given, civilDate(clock.now()));
      if (!still.ok || still.value === 'there') return still.ok ? ok() : still;
      store.documents.record(tx, { id: documentId, keyId: 'office', purpose: 'office-image', ...written });
      const row = { id, kind, officerId, documentId, widthMm, heightMm, validFrom, validTo: null, addedBy: actor.id };
      insertOfficeImage(tx, row);
      store.journal.append(tx, {
        actor: actor.id,
        role: role.value,
        act: kind === 'seal' ? 'add-seal-image' : 'add-signature-image',
        objectType: officerId === null ? 'station' : 'officer',
        objectId: officerId ?? 'seal',
        facts: { image: id, from: validFrom, sha256: written.sha256, width: widthMm, height: heightMm },
      });
      named = true;
      return ok();
    });
  } catch (error) {
    named = false;
    throw error;
  } finally {
    // No row will ever name it, and it may be its space that is missing.
    if (!named) await store.documents.removeFile(documentId);
  }
}

type Standing = 'new' | 'there';

/** Whether an image may be added: for somebody who is there, from a day that is not past, under an id of its own. */
function mayStand(db: Reader, given: ImageQuery & { readonly id: string }, today: string): Result<Standing> {
  const { id, kind, officerId = null, validFrom } = given;
  const there = findOfficeImageById(db, id);
  if (there) return isSame(there, given) ? ok('there') : fail('STORE-ALREADY-EXISTS');
  if ((kind === 'seal') !== (officerId === null)) {
    return fail('WEB-BODY-INVALID', { in: 'querystring', field: '/officerId', reason: 'kind' });
  }
  if (officerId !== null && !findOfficer(db, officerId)) return fail('STORE-NOT-FOUND', { officer: officerId });
  return validFrom < today ? fail('LAW-IMAGE-DATE', { today }) : ok('new');
}

function isSame(row: OfficeImageRow, given: ImageQuery): boolean {
  const { kind, officerId, widthMm, heightMm, validFrom } = given;
  const facts = [row.kind, row.officerId, row.widthMm, row.heightMm, row.validFrom];
  return JSON.stringify(facts) === JSON.stringify([kind, officerId ?? null, widthMm, heightMm, validFrom]);
}
