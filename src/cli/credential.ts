import { resolve } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { fail, ok, type Result } from '../common/result.ts';
import { iso8601 } from '../common/vietnam-time.ts';
import { type CredentialName, credentials, isCredentialName } from '../settings/index.ts';
import { readCredential, writeCredential } from '../store/documents/credentials.ts';
import { WrongStationKey } from '../store/documents/key-ring.ts';
import { openStore, type Store } from '../store/index.ts';
import { deleteCredential, listCredentials } from '../store/repositories/credentials.ts';
import { station } from '../workflow/actor.ts';
import { officeKey } from './office-key.ts';

/** What `tram credential` does. `secret` is what standard input held. */
export type CredentialCommand =
  | { readonly do: 'list' }
  | { readonly do: 'remove'; readonly name: string }
  | { readonly do: 'set'; readonly name: string; readonly secret: string };

/** A credential in use or wanted: never its value. */
interface CredentialLine {
  readonly name: string;
  readonly title: string;
  /** ISO 8601; null while it is not set. */
  readonly setAt: string | null;
  /** Whether it opens with the station's present keys. */
  readonly readable: boolean;
}

/**
 * Sets, removes or lists the passwords and tokens with which the station shows itself at portal and gateway. The station
 * takes what is set at its next start.
 * Errors: START-NO-OFFICE, START-STATION-KEY, CREDENTIAL-NAME-UNKNOWN, CREDENTIAL-INVALID.
 */
export async function credentialByHand(
  command: CredentialCommand,
  stateFolder: string,
  clock: Clock,
  log: Logger,
): Promise<Result<unknown>> {
  const state = resolve(stateFolder);
  const key = await officeKey(state);
  if (!key.ok) return key;
  try {
    const store = openStore(state, key.value, clock, log);
    try {
      return carryOut(command, store, clock);
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof WrongStationKey) return fail('START-STATION-KEY');
    throw error;
  }
}

function carryOut(command: CredentialCommand, store: Store, clock: Clock): Result<unknown> {
  if (command.do === 'list') return ok(list(store));
  const { name } = command;
  if (!isCredentialName(name)) return fail('CREDENTIAL-NAME-UNKNOWN');
  return command.do === 'set' ? set(store, clock, name, command.secret) : remove(store, name);
}

function set(store: Store, clock: Clock, name: CredentialName, typed: string): Result<{ readonly set: string }> {
  const secret = typed.replace(/\r?\n$/, '').normalize('NFC');
  if (!credentials[name].pattern.test(secret)) return fail('CREDENTIAL-INVALID', { name });
  store.write((tx) => {
    writeCredential(tx, store.keys, name, Buffer.from(secret), clock.now());
    store.journal.append(tx, {
      actor: station.id,
      role: 'station',
      act: 'set-credential',
      objectType: 'setting',
      objectId: `credential:${name}`,
    });
  });
  return ok({ set: name });
}

function remove(store: Store, name: CredentialName): Result<{ readonly removed: string; readonly had: boolean }> {
  const had = store.write((tx) => {
    const there = deleteCredential(tx, name);
    store.journal.append(tx, {
      actor: station.id,
      role: 'station',
      act: 'remove-credential',
      objectType: 'setting',
      objectId: `credential:${name}`,
      facts: { had: there },
    });
    return there;
  });
  return ok({ removed: name, had });
}

function list(store: Store): readonly CredentialLine[] {
  const kept = new Map(listCredentials(store.db).map(({ name, setAt }) => [name, setAt]));
  return Object.entries(credentials).map(([name, { title }]) => {
    const setAt = kept.get(name);
    return {
      name,
      title: title.vi,
      setAt: setAt === undefined ? null : iso8601(setAt),
      readable: setAt !== undefined && readCredential(store.db, store.keys, name) !== null,
    };
  });
}
