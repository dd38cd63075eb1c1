import type { FastifyRequest } from 'fastify';
import { fail, ok, type Result } from '../../common/result.ts';
import type { ScreenPurpose } from '../../common/screen-purposes.ts';
import { unlessDiskRefuses } from '../../store/disk-trouble.ts';
import {
  findScreen,
  findScreenByKey,
  listScreens,
  type ScreenRow,
  updateScreen,
} from '../../store/repositories/screens.ts';
import { deleteSessionsAt } from '../../store/repositories/sessions.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { isFromBox } from '../http/box.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { hashOfKey, keyCookie, newKey } from './device-key.ts';

/** All times of the screens, milliseconds. */
export const screenTimes = {
  /** When a screen was last seen is written at most so often: each write waits for the disk. */
  touchEvery: 10 * 60_000,
  /** A device key older than this is replaced. */
  keyAge: 30 * 86_400_000,
} as const;

/** The screen of a request. The box's own needs no pairing unless the settings say so, and has no id. */
export interface ScreenHere {
  readonly id: string | null;
  readonly name: string | null;
  readonly purpose: ScreenPurpose;
}

const box: ScreenHere = { id: null, name: null, purpose: 'any' };

/** The paired screens: which one asks, when it was last seen, its key's renewal, its end. */
export class Screens {
  readonly #office: Office;
  readonly #sessions: Sessions;
  readonly #lastSeen = new Map<string, number>();
  /** Keys that were given out to replace the present ones: they are given again until they come back. */
  readonly #nextKeys = new Map<string, string>();

  constructor(office: Office, sessions: Sessions) {
    this.#office = office;
    this.#sessions = sessions;
  }

  /** The screen that a request comes from, which counts as seen now; null when it is not paired. */
  at(request: Pick<FastifyRequest, 'cookies' | 'socket'>): ScreenHere | null {
    const key = request.cookies[keyCookie];
    const row = key === undefined ? undefined : this.#paired(hashOfKey(key));
    if (row) {
      this.#touch(row);
      return { id: row.id, name: row.name, purpose: row.purpose };
    }
    if (!isFromBox(request) || settingsOf(this.#office)['screens.box-needs-pairing']) return null;
    return box;
  }

  /**
   * The key that a screen should hold from now on, for its cookie: mostly the one it holds, a new one after a month.
   * The old one counts until the new one has come back, so an answer that is lost locks nobody out.
   */
  keyFor(id: string, key: string): string {
    const row = findScreen(this.#office.store.db, id);
    const now = this.#office.clock.now();
    if (!row?.keySha256.equals(hashOfKey(key))) return key;
    const age = now - row.keySince;
    if (age >= 0 && age < screenTimes.keyAge) return key;
    const given = this.#nextKeys.get(id);
    if (given !== undefined) return given;
    const next = newKey();
    unlessDiskRefuses(() => {
      this.#office.store.write((tx) => updateScreen(tx, id, { nextKeySha256: hashOfKey(next) }));
      this.#nextKeys.set(id, next);
    });
    return this.#nextKeys.get(id) ?? key;
  }

  /** The paired screens with the exact time each was last seen. */
  list(): ScreenRow[] {
    return listScreens(this.#office.store.db).map((row) => ({ ...row, lastSeenAt: this.#lastSeenOf(row) }));
  }

  /** Gives a screen another name or purpose; another purpose ends its sessions. Errors: STORE-NOT-FOUND, WEB-ROLE-MISSING. */
  change(actor: Actor, id: string, change: { readonly name: string; readonly purpose: ScreenPurpose }): Result<void> {
    return this.#act(actor, id, 'change-screen', (row) => ({ ...change, ends: row.purpose !== change.purpose }));
  }

  /** Ends a screen: its key counts no more, and its sessions with their live events end at once. Errors as `change`. */
  revoke(actor: Actor, id: string): Result<void> {
    const revoked = { revokedAt: this.#office.clock.now(), nextKeySha256: null, ends: true };
    return this.#act(actor, id, 'revoke-screen', () => revoked);
  }

  #act(
    actor: Actor,
    id: string,
    act: string,
    change: (row: ScreenRow) => Partial<ScreenRow> & { readonly ends: boolean },
  ): Result<void> {
    const role = roleFor(actor, ['unit-admin']);
    if (!role.ok) return role;
    const { store } = this.#office;
    const done = store.attempt((tx): Result<Buffer[]> => {
      const row = findScreen(tx, id);
      if (!row || row.revokedAt !== null) return fail('STORE-NOT-FOUND', { screen: id });
      const { ends, ...columns } = change(row);
      updateScreen(tx, id, columns);
      const facts = { purpose: columns.purpose ?? row.purpose };
      store.journal.append(tx, {
        actor: actor.id,
        role: role.value,
        act,
        objectType: 'screen',
        objectId: id,
        facts,
      });
      return ok(ends ? deleteSessionsAt(tx, id) : []);
    });
    if (!done.ok) return done;
    this.#sessions.ended(done.value);
    return ok();
  }

  #paired(keySha256: Buffer): ScreenRow | undefined {
    const { store, clock } = this.#office;
    const row = findScreenByKey(store.db, keySha256);
    if (!row || row.revokedAt !== null) return undefined;
    if (row.nextKeySha256?.equals(keySha256)) {
      unlessDiskRefuses(() => {
        store.write((tx) => updateScreen(tx, row.id, { keySha256, nextKeySha256: null, keySince: clock.now() }));
        this.#nextKeys.delete(row.id);
      });
    }
    return row;
  }

  #lastSeenOf(row: ScreenRow): number {
    return this.#lastSeen.get(row.id) ?? row.lastSeenAt;
  }

  #touch(row: ScreenRow): void {
    const now = this.#office.clock.now();
    this.#lastSeen.set(row.id, now);
    if (Math.abs(now - row.lastSeenAt) < screenTimes.touchEvery) return;
    unlessDiskRefuses(() => this.#office.store.write((tx) => updateScreen(tx, row.id, { lastSeenAt: now })));
  }
}
