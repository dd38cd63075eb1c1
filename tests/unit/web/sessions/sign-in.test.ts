import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOfficerByUsername } from '../../../../src/store/repositories/officers.ts';
import { sessions as sessionTable } from '../../../../src/store/schema/index.ts';
import { lock } from '../../../../src/web/sessions/tries.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, password, type Served, serve } from '../support/served.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const minute = 60_000;
const hour = 60 * minute;

async function attempt(screen: Screen, username: string, secret: string) {
  return await screen.once({ method: 'POST', path: '/api/session', body: { username, password: secret } });
}

async function statusOf(screen: Screen, headers: Record<string, string> = {}): Promise<number> {
  return (await screen.once({ method: 'GET', path: '/api/session', headers })).status;
}

function acts(): string[] {
  const { journal, db } = served.store;
  const all = journal.list(db, 0, 1000).map((entry) => entry.act);
  // That the clock was proven is the station's own entry.
  return all.filter((act) => act !== 'clock-state');
}

describe('signing in', () => {
  it('gives a host-only cookie that no script and no other site can use', async () => {
    const answer = await attempt(served.stranger(), 'creator', password);
    expect(answer.status).toBe(200);
    const [cookie = ''] = [answer.headers['set-cookie']].flat();
    expect(cookie).toMatch(/^__Host-tram=[A-Za-z0-9_-]{43};/);
    for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Strict']) expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
    expect(JSON.parse(answer.body.toString())).toMatchObject({ officer: { roles: ['creator'] }, idleMinutes: 15 });
    expect(answer.body.toString()).not.toContain('argon2');
  });

  it('keeps only the hash of the token', async () => {
    const screen = await served.as('creator');
    const [token = ''] = screen.cookies;
    const [row] = served.store.db.select().from(sessionTable).all();
    expect(row?.tokenSha256.equals(createHash('sha256').update(token).digest())).toBe(true);
    for (const file of ['tram.db', 'tram.db-wal']) {
      expect(readFileSync(join(served.folder, 'state', file)).includes(token)).toBe(false);
    }
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
    const wrong = await attempt(served.stranger(), 'creator', 'sai');
    const nobody = await attempt(served.stranger(), 'khong-co-ai', 'sai');
    expect([wrong.status, nobody.status]).toEqual([401, 401]);
    expect(failureIn(nobody)).toEqual(failureIn(wrong));
    expect(failureIn(wrong)).toMatchObject({
      code: 'WEB-SIGN-IN-FAILED',
      message: expect.stringMatching(/mật khẩu/) as string,
    });
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('locks a name after five wrong passwords, also for the right one, and for a quarter of an hour', async () => {
    for (let n = 0; n < lock.after; n += 1) {
      expect(failureIn(await attempt(served.stranger(), 'creator', 'sai')).code).toBe('WEB-SIGN-IN-FAILED');
    }
    const right = await attempt(served.stranger(), 'creator', password);
    expect(right.status).toBe(429);
    expect(failureIn(right)).toMatchObject({ code: 'WEB-SIGN-IN-LOCKED', facts: { minutes: 15 } });
    served.clock.pass(lock.forMs - 1);
    expect((await attempt(served.stranger(), 'creator', password)).status).toBe(429);
    served.clock.pass(1);
    expect((await attempt(served.stranger(), 'creator', password)).status).toBe(200);
    expect(findOfficerByUsername(served.store.db, 'creator')).toMatchObject({ failedSignIns: 0, lockedUntil: null });
    expect(acts().filter((act) => act === 'sign-in-locked')).toHaveLength(1);
  });

  it('lets no more than five guess when many try at once', async () => {
    const guesses = Array.from({ length: 12 }, () => attempt(served.stranger(), 'creator', 'sai'));
    const codes = (await Promise.all(guesses)).map((answer) => failureIn(answer).code);
    expect(codes.filter((code) => code === 'WEB-SIGN-IN-FAILED')).toHaveLength(5);
    expect(codes.filter((code) => code === 'WEB-SIGN-IN-LOCKED')).toHaveLength(7);
  });

  it('ends a lock that a clock set before it was put right', async () => {
    served.clock.pass(10 * 365 * 86_400_000);
    served.addOfficer({ username: 'muoi-nam' });
    for (let n = 0; n < lock.after; n += 1) await attempt(served.stranger(), 'muoi-nam', 'sai');
    served.clock.pass(-10 * 365 * 86_400_000);
    expect(failureIn(await attempt(served.stranger(), 'muoi-nam', 'sai')).code).toBe('WEB-SIGN-IN-FAILED');
  });

  it('locks a name that nobody has just the same', async () => {
    for (let n = 0; n < lock.after; n += 1) await attempt(served.stranger(), 'khong-co-ai', 'sai');
    expect((await attempt(served.stranger(), 'khong-co-ai', 'sai')).status).toBe(429);
    served.clock.pass(lock.forMs);
    expect((await attempt(served.stranger(), 'khong-co-ai', 'sai')).status).toBe(401);
  });

  it('begins to count anew after a right password', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let n = 1; n < lock.after; n += 1) await attempt(served.stranger(), 'creator', 'sai');
      expect((await attempt(served.stranger(), 'creator', password)).status).toBe(200);
    }
  });

  it('lets nobody in outside the dates of the decision, and no session outlives them', async () => {
    served.addOfficer({ username: 'cu', roles: ['creator'], validFrom: '2020-01-01', validTo: '2020-12-31' });
    const former = await attempt(served.stranger(), 'cu', password);
    expect(former.status).toBe(403);
    expect(failureIn(former)).toMatchObject({ code: 'LAW-OFFICER-NOT-IN-OFFICE', facts: { to: '2020-12-31' } });

    // From the evening on the day ends before the longest session.
    const intoDay = (served.clock.now() + 7 * hour) % (24 * hour);
    served.clock.pass((42 * hour - intoDay) % (24 * hour));
    const today = new Date(served.clock.now() + 7 * hour).toISOString().slice(0, 10);
    served.addOfficer({ username: 'het-han', roles: ['creator'], validTo: today });
    const screen = served.stranger();
    await screen.signIn('het-han', password);
    for (let n = 0; n < 200; n += 1) {
      served.clock.pass(14 * minute);
      const status = await statusOf(screen);
      if (status === 200) continue;
      expect(status).toBe(403);
      return;
    }
    expect.unreachable('the session outlived the decision');
  });

  it('journals who signed in and out and who failed, in ids', async () => {
    const screen = await served.as('signer');
    await attempt(served.stranger(), 'signer', 'sai');
    await screen.json('DELETE', '/api/session');
    expect(acts()).toEqual(['sign-in', 'sign-in-failed', 'sign-out']);
    const id = findOfficerByUsername(served.store.db, 'signer')?.id;
    const { journal, db } = served.store;
    const theirs = journal.list(db, 0, 10).filter((entry) => entry.act !== 'clock-state');
    expect(theirs.every((entry) => entry.actor === id && entry.objectId === id)).toBe(true);
    expect(journal.verify(db)).toBeNull();
  });
});

it('a session ends after its longest time, however busy it is', async () => {
  const screen = await served.as('creator');
  for (let passed = 0; passed < 12 * 60 - 10; passed += 10) {
    served.clock.pass(10 * minute);
    expect(await statusOf(screen)).toBe(200);
  }
  served.clock.pass(10 * minute);
  expect(await statusOf(screen)).toBe(401);
  expect(served.store.db.select().from(sessionTable).all()).toEqual([]);
});

describe('a session', () => {
  it('ends after the idle time, sooner for an administrator', async () => {
    const [creator, admin] = [await served.as('creator'), await served.as('unit-admin')];
    served.clock.pass(5 * minute - 1);
    expect([await statusOf(creator), await statusOf(admin)]).toEqual([200, 200]);
    served.clock.pass(5 * minute);
    expect([await statusOf(creator), await statusOf(admin)]).toEqual([200, 401]);
    served.clock.pass(15 * minute - 1);
    expect(await statusOf(creator)).toBe(200);
    served.clock.pass(15 * minute);
    const late = await creator.once({ method: 'GET', path: '/api/session' });
    expect(failureIn(late).code).toBe('WEB-SESSION-MISSING');
    expect(served.store.db.select().from(sessionTable).all()).toEqual([]);
  });

  it('ends when the clock has gone back behind its last use, and not for a small correction', async () => {
    const screen = await served.as('creator');
    served.clock.pass(-minute);
    expect(await statusOf(screen)).toBe(200);
    served.clock.pass(365 * 24 * 60 * minute);
    const later = await served.as('signer');
    served.clock.pass(-365 * 24 * 60 * minute);
    expect(await statusOf(later)).toBe(401);
  });

  it('is not kept alive by what a screen asks for by itself', async () => {
    const screen = await served.as('creator');
    for (let n = 0; n < 14; n += 1) {
      served.clock.pass(minute);
      expect(await statusOf(screen, { 'x-background': 'yes' })).toBe(200);
    }
    served.clock.pass(minute);
    expect(await statusOf(screen)).toBe(401);
  });

  it('writes its last use at most once a minute', async () => {
    const screen = await served.as('creator');
    const lastSeen = () => served.store.db.select().from(sessionTable).get()?.lastSeenAt;
    const begun = lastSeen();
    served.clock.pass(minute - 1);
    await statusOf(screen);
    expect(lastSeen()).toBe(begun);
    served.clock.pass(1);
    await statusOf(screen);
    expect(lastSeen()).toBe(served.clock.now());
  });

  it('survives a restart of the station', async () => {
    const screen = await served.as('creator');
    const [token = ''] = screen.cookies;
    await served.restart();
    expect(await statusOf(served.stranger(), { cookie: `__Host-tram=${token}` })).toBe(200);
  });

  it('ends when its officer signs out or signs in anew, and no made-up token is one', async () => {
    const screen = await served.as('creator');
    await screen.signIn('creator', password);
    const [first = '', second = ''] = screen.cookies;
    expect(await statusOf(served.stranger(), { cookie: `__Host-tram=${first}` })).toBe(401);
    expect(await statusOf(served.stranger(), { cookie: `__Host-tram=${second}` })).toBe(200);
    await screen.json('DELETE', '/api/session');
    expect(await statusOf(served.stranger(), { cookie: `__Host-tram=${second}` })).toBe(401);
    expect(await statusOf(served.stranger(), { cookie: `__Host-tram=${'A'.repeat(43)}` })).toBe(401);
  });
});
