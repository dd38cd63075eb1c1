import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { systemClock } from '../common/clock.ts';
import { codes } from '../common/codes/index.ts';
import { createLogger } from '../common/log.ts';
import type { Failure, Result } from '../common/result.ts';
import { verifyAudit } from './audit.ts';
import { newAuthority, showAuthority } from './authority.ts';
import { backUpByHand } from './back-up.ts';
import { type CredentialCommand, credentialByHand } from './credential.ts';
import { initOffice } from './init.ts';
import { pairScreen } from './pair.ts';
import { purgeByHand } from './purge.ts';
import { resetTotp } from './reset-totp.ts';
import { restoreByHand } from './restore.ts';
import { verifyByHand } from './verify.ts';

const usage = `tram init OFFICE.toml --state FOLDER                create an office in an empty folder
tram backup [BACKUP-FOLDER] --state FOLDER         back the office up (to its own place, if no folder is named) and verify it
tram restore BACKUP-FOLDER --state FOLDER --recovery-key FILE
                                                   bring an office back on a new machine (- reads the key from standard input)
tram reset-totp NAME --state FOLDER                take an officer's one-time codes away: the next sign-in sets new ones up
tram pair CODE --state FOLDER --name NAME [--purpose any|desk|sign|seal|admin|visitor]
                                                   pair the screen that shows this code
tram credential set NAME --state FOLDER            seal a password or access token, read from standard input
tram credential remove NAME --state FOLDER         forget it
tram credential list --state FOLDER                which there are, never their values
tram authority show --state FOLDER                 the certificate that screens trust, with its fingerprint
tram authority new --state FOLDER                  make a new one for the present names; every screen installs it anew
tram audit verify --state FOLDER [--head SEQ:HASH]  walk the journal, and compare it with the heads noted in backups and by hand
tram purge --state FOLDER                          destroy now what is over its term, instead of at midnight
tram verify FILE [--trust FOLDER] [--at TIME] [--offline] [--json]
                                                   what the signatures of any PDF are worth (exit 0 passed, 1 failed, 2 open)
tram help                                          this text`;

/** What `tram credential …` says to do; null when the words make none. */
async function credentialCommand([, what, name, ...more]: readonly string[]): Promise<CredentialCommand | null> {
  if (more.length > 0) return null;
  if (what === 'list' && name === undefined) return { do: 'list' };
  if (name === undefined) return null;
  if (what === 'set') return { do: 'set', name, secret: await text(process.stdin) };
  return what === 'remove' ? { do: 'remove', name } : null;
}

/** Runs a command; null when the words make none. */
async function run(
  words: readonly string[],
  values: Readonly<Partial<Record<'state' | 'recovery-key' | 'name' | 'purpose' | 'head', string | undefined>>>,
): Promise<Result<unknown> | null> {
  const [command, subject] = words;
  const { state, 'recovery-key': recoveryKey } = values;
  if (!state) return null;
  if (command === 'credential') {
    const credential = await credentialCommand(words);
    return credential && (await credentialByHand(credential, state, systemClock, createLogger('warn')));
  }
  if (words.length > 2) return null;
  if (command === 'backup') return await backUpByHand(state, subject ?? null, systemClock);
  if (command === 'purge' && !subject) return await purgeByHand(state, systemClock, createLogger('warn'));
  if (!subject) return null;
  switch (command) {
    case 'init':
      return await initOffice(subject, state, systemClock, createLogger('warn'));
    case 'reset-totp':
      return await resetTotp(subject, state, systemClock, createLogger('warn'));
    case 'pair':
      return pairScreen(subject, { state, name: values.name ?? '', purpose: values.purpose ?? 'any' }, systemClock);
    case 'authority':
      if (subject === 'show') return await showAuthority(state);
      return subject === 'new' ? await newAuthority(state, systemClock) : null;
    case 'audit':
      return subject === 'verify' ? await verifyAudit(state, values.head, systemClock) : null;
    case 'restore':
      return recoveryKey ? await restoreByHand(subject, state, recoveryKey, systemClock) : null;
    default:
      return null;
  }
}

function verified(done: Awaited<ReturnType<typeof verifyByHand>>): number {
  if (!done.ok) return refused(done.error);
  console.log(done.value.text);
  return done.value.status;
}

function refused({ code, facts }: Failure): number {
  console.error(`${code}: ${codes[code].vi} ${JSON.stringify(facts ?? {})}`);
  return 64;
}

/** The `tram` command: what a technician does on the box before and besides the service. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      state: { type: 'string' },
      'recovery-key': { type: 'string' },
      name: { type: 'string' },
      head: { type: 'string' },
      purpose: { type: 'string' },
      trust: { type: 'string' },
      at: { type: 'string' },
      offline: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const [command, subject, ...more] = positionals;
  if (command === 'verify' && subject && more.length === 0) {
    const { trust, at, offline = false, json = false } = values;
    return verified(await verifyByHand(subject, { trust, at, offline, json }, systemClock));
  }
  const done = await run(positionals, values);
  if (done === null) {
    console.log(usage);
    return positionals[0] === 'help' ? 0 : 64;
  }
  if (!done.ok) {
    const { code, facts } = done.error;
    console.error(`${code}: ${codes[code].vi} ${JSON.stringify(facts ?? {})}`);
    return 1;
  }
  console.log(JSON.stringify(done.value, null, 2));
  return 0;
}

// What the station will own is its own user's alone.
process.umask(0o077);
process.exitCode = await main();
