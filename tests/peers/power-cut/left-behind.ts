/** What a process that was killed had in its hands, and whether the next one takes it up in time. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Finding, finding } from './finding.ts';

/** Within so many milliseconds after READY everything that was cut has gone on, or was ended with a code. */
export const takenUpMs = 5_000;
/** Between two looks. */
const lookMs = 100;

/**
 * Steps that were begun before the station was started at `startedAt` and that nobody has taken up: attempts, scans and
 * backups that are not ended, messages on their way by the token of an earlier sender, jobs that were due by then. What
 * rightly takes longer is none of them: a message that waits for the line, an attempt that waits for a PIN or for the
 * client on an officer's PC, a job that was tried again and put off.
 */
const queries = {
  attempt: `SELECT a.id FROM attempts a WHERE a.state = 'working' AND a.provider <> 'vgca'
    AND EXISTS (SELECT 1 FROM attempt_items i WHERE i.attempt_id = a.id AND i.begun_at < @startedAt)`,
  scan: `SELECT id FROM scans WHERE state = 'scanning' AND begun_at < @startedAt`,
  backup: `SELECT id FROM backups WHERE ended_at IS NULL AND begun_at < @startedAt`,
  message: `SELECT id FROM outbox WHERE state = 'sending' AND begun_at < @startedAt
    AND lease IS NOT (SELECT token FROM outbox_lease)`,
  job: `SELECT kind || ' ' || id AS id FROM jobs WHERE state = 'waiting' AND next_attempt_at < @startedAt`,
} as const;

/** Such steps now, by name, such as `scan 0193…`. */
export function inDeadHands(state: string, startedAt: number): string[] {
  const sqlite = new Database(join(state, 'tram.db'), { readonly: true, fileMustExist: true });
  try {
    return Object.entries(queries).flatMap(([what, query]) =>
      sqlite
        .prepare<{ startedAt: number }, { id: string }>(query)
        .all({ startedAt })
        .map(({ id }) => `${what} ${id}`),
    );
  } finally {
    sqlite.close();
  }
}

/**
 * Looks, from READY on, until nothing is in dead hands or `limitMs` are over; what is left then is stuck.
 *
 * @param serves  whether the station of that start still runs: one that was killed again cannot be judged
 * @returns null when it could not be judged
 */
export async function leftBehind(
  state: string,
  startedAt: number,
  serves: () => boolean,
  limitMs = takenUpMs,
): Promise<Finding[] | null> {
  const until = performance.now() + limitMs;
  for (;;) {
    const late = performance.now() > until;
    const left = inDeadHands(state, startedAt);
    if (!serves()) return null;
    if (left.length === 0) return [];
    if (late)
      return left.map((what) => finding('stuck', `${what} is not taken up ${limitMs / 1000} s after the start`));
    await sleep(lookMs);
  }
}
