import { randomInt } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { ScreenPurpose } from '../../common/screen-purposes.ts';
import type { Journal } from '../../store/audit/journal.ts';
import type { Reader, Tx } from '../../store/database.ts';
import {
  deletePairingRequest,
  deletePairingRequestsUntil,
  findPairingRequest,
  findPairingRequestByCode,
  findScreen,
  insertPairingRequest,
  insertScreen,
  listPairingRequests,
  type PairingRequestRow,
  type ScreenRow,
} from '../../store/repositories/screens.ts';
import { hashOfKey, newKey } from './device-key.ts';

/** For how long a code counts (milliseconds), and how many may wait, from one address and in all. */
export const pairingLimits = { forMs: 10 * 60_000, perAddress: 3, inAll: 30 } as const;

/** A screen that waits to be paired. `key` is the new device key, null when the screen has it already. */
export interface Waiting {
  readonly code: string;
  readonly until: number;
  readonly key: string | null;
}

/** A request made later than now was made by a clock that has since gone back, and is over. */
function isLive({ askedAt }: PairingRequestRow, now: number): boolean {
  return askedAt <= now && now < askedAt + pairingLimits.forMs;
}

/** The request that a key belongs to, while its code counts. */
export function waitingBy(db: Reader, key: string, now: number): Waiting | null {
  const row = findPairingRequest(db, hashOfKey(key));
  return row && isLive(row, now) ? { code: row.code, until: row.askedAt + pairingLimits.forMs, key: null } : null;
}

/** The screens that wait now. */
export function waitingNow(db: Reader, now: number): PairingRequestRow[] {
  return listPairingRequests(db).filter((row) => isLive(row, now));
}

/**
 * Lets a screen ask to be paired: makes its device key, good for nothing until somebody approves the code. Nobody
 * chooses a key but the station, so none can be slipped to a screen beforehand. SCREEN-PAIRING-BUSY.
 */
export function askToBePaired(tx: Tx, address: string, now: number): Result<Waiting> {
  deletePairingRequestsUntil(tx, now - pairingLimits.forMs);
  for (const row of listPairingRequests(tx)) if (row.askedAt > now) deletePairingRequest(tx, row.keySha256);
  const waiting = listPairingRequests(tx);
  const same = waiting.filter((row) => row.address === address).length;
  if (same >= pairingLimits.perAddress || waiting.length >= pairingLimits.inAll) return fail('SCREEN-PAIRING-BUSY');
  const key = newKey();
  const code = freshCode(tx);
  insertPairingRequest(tx, { keySha256: hashOfKey(key), code, address, askedAt: now });
  return ok({ code, until: now + pairingLimits.forMs, key });
}

/** Six digits: they are typed on every keyboard alike, whatever input method is on. */
function freshCode(tx: Tx): string {
  for (;;) {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    if (!findPairingRequestByCode(tx, code)) return code;
  }
}

/** The screen as it is to be, under an id that the asker made: asking twice pairs once. */
export interface Approval {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly purpose: ScreenPurpose;
}

/**
 * Pairs the screen that shows a code. `by`: the approving officer, null for `tram pair` at the box.
 * Errors: SCREEN-CODE-UNKNOWN, STORE-ALREADY-EXISTS (the id is another screen's).
 */
export function approve(
  tx: Tx,
  { journal, clock }: { readonly journal: Journal; readonly clock: Clock },
  by: { readonly id: string; readonly role: string } | null,
  { id, code, name, purpose }: Approval,
): Result<ScreenRow> {
  const before = findScreen(tx, id);
  if (before) {
    const same = before.revokedAt === null && before.name === name && before.purpose === purpose;
    return same ? ok(before) : fail('STORE-ALREADY-EXISTS');
  }
  const now = clock.now();
  const request = findPairingRequestByCode(tx, code);
  if (!request || !isLive(request, now)) return fail('SCREEN-CODE-UNKNOWN');
  const row: ScreenRow = {
    id,
    name,
    purpose,
    keySha256: request.keySha256,
    nextKeySha256: null,
    keySince: now,
    pairedAt: now,
    pairedBy: by?.id ?? null,
    lastSeenAt: now,
    revokedAt: null,
  };
  insertScreen(tx, row);
  deletePairingRequest(tx, request.keySha256);
  journal.append(tx, {
    actor: by?.id ?? 'station',
    role: by?.role ?? 'station',
    act: 'pair-screen',
    objectType: 'screen',
    objectId: id,
    facts: { purpose },
  });
  return ok(row);
}
