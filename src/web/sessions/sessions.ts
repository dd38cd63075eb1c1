import { createHash, randomBytes } from 'node:crypto';
import { isInOffice, type Role, rolesOn } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Settings } from '../../settings/index.ts';
import { unlessDiskRefuses } from '../../store/disk-trouble.ts';
import type { Tx } from '../../store/index.ts';
import { remembered } from '../../store/remembered.ts';
import { findOfficer, type OfficerRow } from '../../store/repositories/officers.ts';
import { findScreen } from '../../store/repositories/screens.ts';
import {
  deleteSession,
  deleteSessionsIdleSince,
  findSession,
  insertSession,
  type SessionRow,
  touchSession,
} from '../../store/repositories/sessions.ts';
import type { Actor } from '../../workflow/actor.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { rolesAt } from '../screens/purposes.ts';

/** All times of the sessions, milliseconds. */
export const sessionTimes = {
  /** The last use of a session is written at most so often: each write waits for the disk. */
  touchEvery: 60_000,
  /** A clock that is corrected goes back by less than this without ending sessions. */
  clockSlip: 60_000,
  /** No setting lets a session idle longer: rows older than this are swept out. */
  longestIdle: 60 * 60_000,
} as const;

/** A request's officer, read anew for this request, and the session that says so. */
export interface SignedIn {
  readonly key: Buffer;
  readonly officer: OfficerRow;
  /** With the roles that count at this screen. */
  readonly actor: Actor;
  /** The screen at which the session was begun, the only one where it counts; null: the box's own. */
  readonly screenId: string | null;
}

/** Roles whose sessions end sooner: they can change what others may do. */
export const adminRoles: readonly string[] = ['unit-admin', 'technician'] satisfies Role[];

/** After so many minutes without work an officer's session ends. */
export function idleMinutes(settings: Settings, officer: Pick<OfficerRow, 'roles'>): number {
  const { 'session.idle-minutes': usual, 'session.admin-idle-minutes': admin } = settings;
  return officer.roles.some((role) => adminRoles.includes(role)) ? Math.min(usual, admin) : usual;
}

/** The name under which a session is kept: whoever reads the database cannot take a session over. */
function keyOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** All that the database says of a session: each request and each live event of each screen asks for it. */
const rowsOf = remembered(['sessions', 'officers', 'screens'], (db, keyHex) => {
  const row = findSession(db, Buffer.from(keyHex, 'hex'));
  return {
    row,
    officer: row && findOfficer(db, row.officerId),
    screen: row?.screenId ? findScreen(db, row.screenId) : null,
  };
});

/**
 * The sessions. They are rows, so a restart ends none; the exact moment of last use is kept in memory and written at
 * most once a minute.
 */
export class Sessions {
  readonly #office: Office;
  readonly #lastUse = new Map<string, number>();
  readonly #endListeners = new Set<(key: Buffer) => void>();

  constructor(office: Office) {
    this.#office = office;
  }

  /** Begins a session in the caller's transaction; the token is known to the browser alone. */
  begin(tx: Tx, officerId: string, screenId: string | null): string {
    const token = randomBytes(32).toString('base64url');
    const now = this.#office.clock.now();
    deleteSessionsIdleSince(tx, now - sessionTimes.longestIdle);
    insertSession(tx, { tokenSha256: keyOf(token), officerId, createdAt: now, lastSeenAt: now, screenId });
    return token;
  }

  /** The session of a token, which counts as used now. WEB-SESSION-MISSING, LAW-OFFICER-NOT-IN-OFFICE. */
  use(token: string): Result<SignedIn> {
    const found = this.look(keyOf(token));
    if (found.ok) this.#touch(found.value.key);
    return found;
  }

  /** The session of a token without using it, for what a screen does by itself. Errors as `use`. */
  peek(token: string): Result<SignedIn> {
    return this.look(keyOf(token));
  }

  /** The session of a key, if it still is one. Roles and dates are read each time. Errors as `use`. */
  look(key: Buffer): Result<SignedIn> {
    const { row, officer, screen } = rowsOf(this.#office.store.db, key.toString('hex'));
    if (!row || !officer) return fail('WEB-SESSION-MISSING');
    const now = this.#office.clock.now();
    const idle = now - this.#lastUseOf(row);
    // A last use that is still to come is from a clock that has since gone back: nobody knows how long ago it was.
    const settings = settingsOf(this.#office);
    const tooLong = now - row.createdAt >= settings['session.longest-hours'] * 3_600_000;
    if (tooLong || idle >= idleMinutes(settings, officer) * 60_000 || idle < -sessionTimes.clockSlip) {
      unlessDiskRefuses(() => this.end(key));
      return fail('WEB-SESSION-MISSING');
    }
    if (!isInOffice(officer, civilDate(now))) {
      return fail('LAW-OFFICER-NOT-IN-OFFICE', { from: officer.validFrom, to: officer.validTo });
    }
    const { screenId } = row;
    if (screenId !== null && (!screen || screen.revokedAt !== null)) return fail('WEB-SESSION-MISSING');
    const roles = rolesAt(
      screen?.purpose ?? 'any',
      rolesOn({ ...officer, roles: officer.roles as Role[] }, civilDate(now)),
    );
    return ok({ key, officer, actor: { id: officer.id, roles }, screenId });
  }

  end(key: Buffer): void {
    this.#office.store.write((tx) => deleteSession(tx, key));
    this.ended([key]);
  }

  /** Tells of sessions whose rows are gone. */
  ended(keys: readonly Buffer[]): void {
    for (const key of keys) {
      this.#lastUse.delete(key.toString('hex'));
      for (const listener of this.#endListeners) listener(key);
    }
  }

  /** Hears of each session that is ended here, until the returned function is called. */
  onEnd(listener: (key: Buffer) => void): () => void {
    this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  #lastUseOf(row: SessionRow): number {
    return Math.max(row.lastSeenAt, this.#lastUse.get(row.tokenSha256.toString('hex')) ?? 0);
  }

  #touch(key: Buffer): void {
    const now = this.#office.clock.now();
    const { row } = rowsOf(this.#office.store.db, key.toString('hex'));
    if (!row) return;
    this.#lastUse.set(key.toString('hex'), now);
    if (now - row.lastSeenAt < sessionTimes.touchEvery) return;
    unlessDiskRefuses(() => this.#office.store.write((tx) => touchSession(tx, key, now)));
  }
}
