import { expect, test } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import type { Tx } from '../../../../src/store/index.ts';
import {
  type AttemptRow,
  begunItemOf,
  findAttempt,
  insertAttempt,
  insertAttemptItem,
  listItems,
  listWorkingAttempts,
  preparedAttempt,
  preparedItemsOf,
  updateAttempt,
  updateItem,
} from '../../../../src/store/repositories/attempts.ts';
import { addEntry, addOriginal, addVolume, openTestStore } from '../support.ts';

function withAttempt() {
  const office = openTestStore();
  const { store, clock } = office;
  const begin = (tx: Tx, officerId: string, kind: AttemptRow['kind'] = 'sign'): string => {
    const id = newId(clock);
    insertAttempt(tx, { id, kind, officerId, state: 'prepared', certificateSha256: 'c', createdAt: clock.now() });
    return id;
  };
  return store.write((tx) => {
    const { officerId, originalId } = addOriginal(tx, clock);
    const registerEntryId = addEntry(tx, clock, { volumeId: addVolume(tx, clock), originalId, number: 1 });
    const attemptId = begin(tx, officerId);
    const addItem = (inner: Tx): string => {
      const [id, document] = [newId(clock), newId(clock)];
      store.documents.record(inner, { id: document, keyId: 'k', purpose: 'base', length: 1, sha256: '' });
      insertAttemptItem(inner, {
        id,
        attemptId,
        originalId,
        registerEntryId,
        state: 'prepared',
        prefixDocumentId: document,
        prefixSha256: 'p',
        resultDocumentId: newId(clock),
        page: { lines: ['Chứng thực bản sao đúng với bản chính'] },
        composedAt: clock.now(),
      });
      return id;
    };
    return { ...office, officerId, originalId, attemptId, begin, addItem };
  });
}

test('the attempt that waits for the PIN is the last prepared one of that officer and kind', () => {
  const { store, clock, officerId, attemptId, begin } = withAttempt();
  expect(preparedAttempt(store.db, officerId, 'sign')?.id).toBe(attemptId);
  expect(preparedAttempt(store.db, officerId, 'seal')).toBeUndefined();
  expect(preparedAttempt(store.db, 'nobody', 'sign')).toBeUndefined();
  clock.move(1);
  const later = store.write((tx) => begin(tx, officerId));
  expect(preparedAttempt(store.db, officerId, 'sign')?.id).toBe(later);
});

test('the items of an attempt are listed in the order in which they were prepared', () => {
  const { store, attemptId, addItem } = withAttempt();
  const ids = store.write((tx) => Array.from({ length: 30 }, () => addItem(tx)));
  expect(listItems(store.db, attemptId).map(({ id }) => id)).toEqual(ids);
  expect(listItems(store.db, attemptId)[0]?.page).toEqual({ lines: ['Chứng thực bản sao đúng với bản chính'] });
});

test('work that a stop cut is found at the next start, and only that', async () => {
  const office = withAttempt();
  const { attemptId, originalId, addItem } = office;
  const item = office.store.write(addItem);
  expect(listWorkingAttempts(office.store.db)).toEqual([]);
  expect(begunItemOf(office.store.db, originalId)).toBeUndefined();
  office.store.write((tx) => {
    updateAttempt(tx, attemptId, { state: 'working' });
    updateItem(tx, item, { state: 'begun', begunAt: office.clock.now() });
  });
  const store = await office.reopen();
  expect(listWorkingAttempts(store.db).map(({ id }) => id)).toEqual([attemptId]);
  expect(begunItemOf(store.db, originalId)?.id).toBe(item);
  store.write((tx) => {
    updateAttempt(tx, attemptId, { state: 'done' });
    updateItem(tx, item, { state: 'done' });
  });
  expect(listWorkingAttempts(store.db)).toEqual([]);
  expect(begunItemOf(store.db, originalId)).toBeUndefined();
  expect(findAttempt(store.db, attemptId)?.state).toBe('done');
});

test('the items that wait for a PIN are found by their original, with the kind of their attempt', () => {
  const { store, originalId, addItem } = withAttempt();
  const [waiting, other] = store.write((tx) => [addItem(tx), addItem(tx)]);
  store.write((tx) => updateItem(tx, other ?? '', { state: 'failed' }));
  expect(preparedItemsOf(store.db, originalId).map(({ item, kind }) => [item.id, kind])).toEqual([[waiting, 'sign']]);
  expect(preparedItemsOf(store.db, 'nothing')).toEqual([]);
});
