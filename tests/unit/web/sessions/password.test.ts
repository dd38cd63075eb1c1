import { describe, expect, it } from 'vitest';
import { checkPassword, hashPassword, noPassword } from '../../../../src/web/sessions/password.ts';

describe('the stored form of a password', () => {
  it('is argon2id with 64 MiB and three passes, salted, and fits its own password alone', async () => {
    const stored = await hashPassword('mật khẩu thử');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await hashPassword('mật khẩu thử')).not.toBe(stored);
    expect(await checkPassword('mật khẩu thử', stored)).toBe(true);
    expect(await checkPassword('mật khẩu thử'.normalize('NFD'), stored)).toBe(true);
    expect(await checkPassword('mat khau thu', stored)).toBe(false);
  });

  it('has one that no password fits, as dear to check as a real one', async () => {
    expect(noPassword.split('$').slice(0, 4)).toEqual((await hashPassword('x')).split('$').slice(0, 4));
    expect(await checkPassword('', noPassword)).toBe(false);
    expect(await checkPassword('x', 'not a hash')).toBe(false);
  });
});
