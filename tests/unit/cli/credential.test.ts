import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CredentialCommand, credentialByHand } from '../../../src/cli/credential.ts';
import { createLogger } from '../../../src/common/log.ts';
import { unwrap } from '../../../src/common/result.ts';
import { readCredential } from '../../../src/store/documents/credentials.ts';
import { openStore } from '../../../src/store/index.ts';
import { openTestStore, standingClock, temporaryFolder } from '../store/support.ts';

const log = createLogger('silent');
const clock = standingClock();
const cliPath = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const secret = 'Mật khẩu rất riêng 7!';
let state: string;

const run = (command: CredentialCommand) => credentialByHand(command, state, clock, log);

/** A read-only look into the office, as the station reads at its start. */
async function look<T>(what: (store: ReturnType<typeof openStore>) => T): Promise<T> {
  const store = openStore(state, readFileSync(join(state, 'station.key')), clock, log);
  try {
    return what(store);
  } finally {
    await store.close();
  }
}

beforeEach(async () => {
  const made = openTestStore();
  state = made.folder;
  writeFileSync(join(state, 'station.key'), made.stationKey);
  await made.store.close();
});

describe('tram credential', () => {
  it('seals what it is given, replaces it, and forgets it', async () => {
    unwrap(await run({ do: 'set', name: 'mapi', secret: `${secret}\r\n` }));
    expect(await look((store) => readCredential(store.db, store.keys, 'mapi'))).toBe(secret);
    unwrap(await run({ do: 'set', name: 'mapi', secret: 'khác' }));
    expect(await look((store) => readCredential(store.db, store.keys, 'mapi'))).toBe('khác');
    expect(unwrap(await run({ do: 'remove', name: 'mapi' }))).toEqual({ removed: 'mapi', had: true });
    expect(await look((store) => readCredential(store.db, store.keys, 'mapi'))).toBeNull();
  });

  it('writes it nowhere in the clear, and the journal says that it was set', async () => {
    unwrap(await run({ do: 'set', name: 'mapi', secret }));
    const files = ['tram.db', 'keys.db'].map((name) => readFileSync(join(state, name)));
    for (const file of files) expect(file.includes(secret)).toBe(false);
    const acts = await look((store) => store.journal.list(store.db, 0, 10).map((entry) => [entry.act, entry.objectId]));
    expect(acts).toEqual([['set-credential', 'credential:mapi']]);
  });

  it('lists which there are, never what they are', async () => {
    unwrap(await run({ do: 'set', name: 'lgsp', secret: 'token-01' }));
    const listed = unwrap(await run({ do: 'list' }));
    expect(listed).toMatchObject([
      { name: 'lgsp', setAt: '2026-11-22T08:00:00+07:00', readable: true },
      { name: 'mapi', setAt: null, readable: false },
      { name: 'dvcsync', setAt: null },
      { name: 'one-stop', setAt: null },
      { name: 'document-gateway', setAt: null },
    ]);
    expect(JSON.stringify(listed)).not.toContain('token-01');
  });

  it('refuses what cannot be sent, and the old value stays', async () => {
    const wrong = [
      ['mapi', ''],
      ['mapi', 'hai\ndòng'],
      ['mapi', 'a'.repeat(201)],
      ['lgsp', 'có dấu'],
      ['lgsp', 'hai từ'],
      ['document-gateway', 'a\u0000b'],
    ] as const;
    for (const [name, value] of wrong) {
      unwrap(await run({ do: 'set', name, secret: 'gia-tri-cu' }));
      expect(await run({ do: 'set', name, secret: value })).toMatchObject({ error: { code: 'CREDENTIAL-INVALID' } });
      expect(await look((store) => readCredential(store.db, store.keys, name))).toBe('gia-tri-cu');
    }
  });

  it('knows no other names', async () => {
    for (const name of ['other', 'toString', '__proto__']) {
      expect(await run({ do: 'remove', name })).toMatchObject({ error: { code: 'CREDENTIAL-NAME-UNKNOWN' } });
    }
  });

  it('does not open what was sealed under another name or another key', async () => {
    unwrap(await run({ do: 'set', name: 'lgsp', secret: 'token-01' }));
    await look((store) => store.db.run(`UPDATE credentials SET name = 'document-gateway'`));
    expect(await look((store) => readCredential(store.db, store.keys, 'document-gateway'))).toBeNull();
    writeFileSync(join(state, 'station.key'), randomBytes(32));
    expect(await run({ do: 'list' })).toMatchObject({ error: { code: 'START-STATION-KEY' } });
  });

  it('needs an office', async () => {
    state = temporaryFolder();
    expect(await run({ do: 'list' })).toMatchObject({ error: { code: 'START-NO-OFFICE' } });
  });

  it('reads the secret from standard input and never answers it', async () => {
    const answer = await new Promise<{ out: string; code: number | null }>((resolve) => {
      const child = execFile(
        process.execPath,
        [cliPath, 'credential', 'set', 'dvcsync', '--state', state],
        (_error, stdout, stderr) => resolve({ out: stdout + stderr, code: child.exitCode }),
      );
      child.stdin?.end(`${secret}\n`);
    });
    expect(answer.code).toBe(0);
    expect(answer.out).toContain('dvcsync');
    expect(answer.out).not.toContain(secret);
    expect(await look((store) => readCredential(store.db, store.keys, 'dvcsync'))).toBe(secret);
  });
});
