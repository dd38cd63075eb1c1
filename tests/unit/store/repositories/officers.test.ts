import { expect, test } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import {
  findOfficeImage,
  findOfficer,
  findOfficerByUsername,
  insertOfficeImage,
  insertSealPermission,
  listOfficers,
  listSealPermissions,
  updateOfficer,
} from '../../../../src/store/repositories/officers.ts';
import { addOfficer, openTestStore } from '../support.ts';

/** Images with their days in force, and the question which one is in force on a day. */
function withImages(images: { owner: 'signer' | 'other' | 'office'; from: string; to: string | null }[]) {
  const { store, clock } = openTestStore();
  return store.write((tx) => {
    const owners = { signer: addOfficer(tx, clock, 'signer'), other: addOfficer(tx, clock, 'other'), office: null };
    const ids = images.map(({ owner, from, to }) => {
      const id = newId(clock);
      store.documents.record(tx, { id, keyId: 'office', purpose: 'office-image', length: 1, sha256: '' });
      insertOfficeImage(tx, {
        id,
        kind: owner === 'office' ? 'seal' : 'signature',
        officerId: owners[owner],
        documentId: id,
        widthMm: 36,
        heightMm: 36.5,
        validFrom: from,
        validTo: to,
      });
      return id;
    });
    const on = (owner: keyof typeof owners, day: string): number => {
      const found = findOfficeImage(store.db, owner === 'office' ? 'seal' : 'signature', owners[owner], day);
      return found ? ids.indexOf(found.id) : -1;
    };
    return { on };
  });
}

test('the signature image of a day is the one in force on it, its first and last day included', () => {
  const { on } = withImages([
    { owner: 'signer', from: '2026-01-01', to: '2026-06-30' },
    { owner: 'signer', from: '2026-07-01', to: null },
    { owner: 'other', from: '2020-01-01', to: null },
  ]);
  expect(on('signer', '2025-12-31')).toBe(-1);
  expect(on('signer', '2026-01-01')).toBe(0);
  expect(on('signer', '2026-06-30')).toBe(0);
  expect(on('signer', '2026-07-01')).toBe(1);
  expect(on('signer', '2099-12-31')).toBe(1);
  expect(on('other', '2026-01-01')).toBe(2);
});

test('where two are in force the later one counts', () => {
  const { on } = withImages([
    { owner: 'signer', from: '2026-05-01', to: null },
    { owner: 'signer', from: '2026-01-01', to: null },
  ]);
  expect(on('signer', '2026-04-30')).toBe(1);
  expect(on('signer', '2026-05-01')).toBe(0);
});

test("the agency's seal belongs to no officer, and no officer's image passes for it", () => {
  const { on } = withImages([
    { owner: 'signer', from: '2026-01-01', to: null },
    { owner: 'office', from: '2026-03-01', to: '2026-03-31' },
  ]);
  expect(on('office', '2026-02-28')).toBe(-1);
  expect(on('office', '2026-03-31')).toBe(1);
  expect(on('office', '2026-04-01')).toBe(-1);
});

test('officers are found by id and by name, changed, and unique by name', () => {
  const { store, clock } = openTestStore();
  const id = store.write((tx) => addOfficer(tx, clock, 'pao'));
  expect(findOfficer(store.db, id)).toMatchObject({
    username: 'pao',
    roles: ['creator'],
    failedSignIns: 0,
    validTo: null,
  });
  store.write((tx) => updateOfficer(tx, id, { roles: ['signer', 'creator'], failedSignIns: 3 }));
  expect(findOfficerByUsername(store.db, 'pao')).toMatchObject({ id, roles: ['signer', 'creator'], failedSignIns: 3 });
  expect(findOfficerByUsername(store.db, 'PAO')).toBeUndefined();
  store.write((tx) => addOfficer(tx, clock, 'an'));
  expect(listOfficers(store.db).map(({ username }) => username)).toEqual(['an', 'pao']);
  expect(() => store.write((tx) => addOfficer(tx, clock, 'pao'))).toThrow(/UNIQUE/);
});

test('permissions to seal are listed by officer', () => {
  const { store, clock } = openTestStore();
  const row = { id: newId(clock), document: '5/QĐ', validFrom: '2026-01-01', validTo: null };
  const [a, b] = store.write((tx) => ['a', 'b'].map((name) => addOfficer(tx, clock, name)));
  store.write((tx) => insertSealPermission(tx, { ...row, officerId: a ?? '' }));
  expect(listSealPermissions(store.db, a ?? '')).toEqual([{ ...row, officerId: a }]);
  expect(listSealPermissions(store.db, b ?? '')).toEqual([]);
});
