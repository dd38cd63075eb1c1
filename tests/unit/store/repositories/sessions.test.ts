import { expect, test } from 'vitest';
import {
  deleteSession,
  deleteSessionsIdleSince,
  deleteSessionsOf,
  findSession,
  insertSession,
  touchSession,
} from '../../../../src/store/repositories/sessions.ts';
import { addOfficer, openTestStore } from '../support.ts';

const token = (n: number): Buffer => Buffer.alloc(32, n);

function withSessions() {
  const { store, clock } = openTestStore();
  const [a = '', b = ''] = store.write((tx) => ['a', 'b'].map((name) => addOfficer(tx, clock, name)));
  store.write((tx) => {
    insertSession(tx, { tokenSha256: token(1), officerId: a, createdAt: 0, lastSeenAt: 100 });
    insertSession(tx, { tokenSha256: token(2), officerId: a, createdAt: 0, lastSeenAt: 200 });
    insertSession(tx, { tokenSha256: token(3), officerId: b, createdAt: 0, lastSeenAt: 300 });
  });
  const open = () => [1, 2, 3].filter((n) => findSession(store.db, token(n)) !== undefined);
  return { store, a, b, open };
}

test('a session is found by the hash of its token alone, and is seen again', () => {
  const { store, a, open } = withSessions();
  expect(open()).toEqual([1, 2, 3]);
  expect(findSession(store.db, Buffer.alloc(32, 9))).toBeUndefined();
  store.write((tx) => touchSession(tx, token(1), 500));
  expect(findSession(store.db, token(1))).toEqual({
    tokenSha256: token(1),
    officerId: a,
    createdAt: 0,
    lastSeenAt: 500,
    screenId: null,
  });
});

test('sessions end one by one, by officer, and by idleness', () => {
  const first = withSessions();
  first.store.write((tx) => deleteSession(tx, token(1)));
  expect(first.open()).toEqual([2, 3]);
  const second = withSessions();
  second.store.write((tx) => deleteSessionsOf(tx, second.a));
  expect(second.open()).toEqual([3]);
  const third = withSessions();
  third.store.write((tx) => deleteSessionsIdleSince(tx, 200));
  expect(third.open()).toEqual([2, 3]);
});
