import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFirstPassword } from '../../../../src/web/sessions/first-password.ts';
import { checkNewPassword } from '../../../../src/web/sessions/password-rules.ts';
import { lock } from '../../../../src/web/sessions/tries.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, password, type Served, serve } from '../support/served.ts';

const officer = { username: 'man.lo', fullName: 'Lò Thị Mận' };

describe('a new password', () => {
  it.each([
    ['ngan-qua-do', 'short'],
    ['ạạạạạạ', 'short'],
    ['aaaaaaaaaaaaaa', 'repeated'],
    ['121212121212', 'repeated'],
    ['Mật khẩu 2026', 'common'],
    ['1234567890abc', 'common'],
    ['UBND xã 2026!', 'common'],
    ['Lò Thị Mận 1988', 'own-name'],
    ['man.lo-2026-ab', 'own-name'],
  ])('is not %j: %s', (text, reason) => {
    expect(checkNewPassword(text, officer)).toEqual({
      ok: false,
      error: { code: 'WEB-PASSWORD-WEAK', facts: { reason } },
    });
  });

  it.each(['con đường ven suối', 'cay-cau-bac-qua-song', '!!??aa12$%^&*()', 'mận chín trên núi cao'])(
    'may be %j',
    (text) => expect(checkNewPassword(text, officer)).toEqual({ ok: true }),
  );

  it('made for the first time keeps the rules itself, and is another one each time', () => {
    const made = Array.from({ length: 50 }, makeFirstPassword);
    for (const text of made) expect(checkNewPassword(text, officer)).toEqual({ ok: true });
    expect(new Set(made).size).toBe(50);
  });
});

describe('one’s own password', () => {
  let served: Served;
  let screen: Screen;
  beforeEach(async () => {
    served = await serve();
    screen = await served.as('creator');
  });
  afterEach(() => served.close());

  const next = 'con-duong-ven-suoi-72';
  const put = async (present: string, wanted = next) => {
    const answer = await screen.once({ method: 'PUT', path: '/api/session/password', body: { present, next: wanted } });
    return answer.status === 200 ? 'ok' : failureIn(answer).code;
  };

  it('is changed by who knows the present one; the other sessions end, this one stays', async () => {
    const other = await served.as('creator');
    expect(await put(password)).toBe('ok');
    expect((await screen.once({ method: 'GET', path: '/api/session' })).status).toBe(200);
    expect((await other.once({ method: 'GET', path: '/api/session' })).status).toBe(401);
    await served.stranger().signIn('creator', next);
    const { journal, db } = served.store;
    const entries = JSON.stringify(journal.list(db, 0, 100));
    expect(entries).toContain('change-password');
    expect(`${entries}${served.logged.join()}`).not.toContain(next);
  });

  it('stays when the new one does not do, and that does not count as a wrong try', async () => {
    for (let n = 0; n <= lock.after; n += 1) {
      expect(await put(password, 'ngan')).toBe('WEB-PASSWORD-WEAK');
      expect(await put(password, password)).toBe('WEB-PASSWORD-SAME');
    }
    expect(await put(password)).toBe('ok');
  });

  it('cannot be guessed at an open screen: five wrong ones lock the account', async () => {
    for (let n = 0; n < lock.after; n += 1) expect(await put('sai')).toBe('WEB-PASSWORD-WRONG');
    expect(await put(password)).toBe('WEB-SIGN-IN-LOCKED');
  });
});
