import { expect, test } from 'vitest';
import {
  categoryVersionIn,
  insertCategoryVersion,
  lastDeclined,
  listCategoryVersions,
  pruneCategory,
} from '../../../../src/store/repositories/categories.ts';
import { openTestStore } from '../support.ts';

const dayMs = 86_400_000;

test('versions are in the order in which they came, also those of days when the clock was years ahead', () => {
  const { store, clock } = openTestStore();
  const ahead = clock.now() + 3_000 * dayMs;
  const add = (id: string, at: number, state: 'declined' | 'proposed'): void =>
    store.write((tx) =>
      insertCategoryVersion(tx, {
        ...{ id, category: 'offices', sha256: id.repeat(64), content: null, entries: 1, state, differences: [] },
        ...{ pulledAt: at, ...(state === 'declined' ? { decidedAt: at } : {}) },
      }),
    );
  for (const id of ['a', 'b', 'c']) add(id, ahead, 'declined');
  add('1', clock.now(), 'declined');
  add('0', clock.now(), 'proposed');
  expect(lastDeclined(store.db, 'offices')).toBe('1'.repeat(64));
  expect(listCategoryVersions(store.db).map(({ id }) => id)).toEqual(['0', '1', 'c', 'b', 'a']);
  store.write((tx) => pruneCategory(tx, 'offices', 1));
  expect(listCategoryVersions(store.db).map(({ id }) => id)).toEqual(['0', '1']);
  expect(categoryVersionIn(store.db, 'offices', 'proposed')?.id).toBe('0');
});
