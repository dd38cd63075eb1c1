import {
  checkOutsideNumbers,
  hasRole,
  type OriginalState,
  type OutsideConfirmation,
  type Role,
  registerYear,
  transition,
} from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate, instantOf } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import { begunItemOf } from '../../store/repositories/attempts.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import {
  activeEntry,
  type EntryRow,
  findVolume,
  givenNumbers,
  lastSignedBefore,
  type RegisterKey,
  renumber,
} from '../../store/repositories/register.ts';
import { insertElsewhere, takeBackElsewhere } from '../../store/repositories/register-elsewhere.ts';
import { openHold } from '../../store/repositories/register-holds.ts';
import { announce } from '../act.ts';
import { type Actor, roleFor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';
import { toOfficer } from '../people.ts';
import { bookOf, insertReserved, knownElsewhere, numberSource, placeNumbers, registerMoment } from '../register.ts';
import { dropPrepared } from '../signing/close-attempt.ts';
import { voidPastYears } from '../year-end.ts';

/**
 * Who enters numbers: the office keeps the book (NĐ 23/2015 Điều 43.3), at the desk or with the seal keeper, who gives
 * numbers by practice. Not who signs: the number is there before the signature, from somebody else's hand.
 */
export const BOOK_KEEPERS: readonly Role[] = ['creator', 'seal-keeper'];

/** The number of one original, as the book says it. */
export interface EnteredNumber {
  readonly originalId: string;
  readonly number: number;
  /** The number that stands there wrongly and is corrected. */
  readonly instead?: number;
}

export interface NumbersInput {
  readonly year: number;
  /** The ordinal of the volume that all of them stand in. */
  readonly volume: number;
  readonly numbers: readonly EnteredNumber[];
  readonly confirmed?: OutsideConfirmation;
  /** Why numbers in between stand elsewhere, in the officer's words; stays in the book, not in the journal. */
  readonly reason?: string;
}

/**
 * Enters the numbers that originals got in a paper book or in the one-stop system, all in one transaction, before the
 * signature (NĐ 23/2015 Điều 13.2). One that stands there already is left; one that was entered wrongly is corrected
 * as long as it never stood under a signature, and what was composed with it is no longer signed.
 *
 * Errors: those of `checkOutsideNumbers`; LAW-REGISTER-STATION-NUMBERS, LAW-REGISTER-UNCONFIRMED,
 * LAW-REGISTER-NUMBER-GIVEN, LAW-REGISTER-NUMBER-SIGNED, LAW-TRANSITION, SIGN-IN-PROGRESS, WEB-REASON-MISSING, CLOCK-….
 */
export function enterNumbers(office: Office, actor: Actor, input: NumbersInput): Result<{ readonly entered: number }> {
  const role = roleFor(actor, BOOK_KEEPERS);
  if (!role.ok) return role;
  const clock = office.clockWatch.trusted();
  if (!clock.ok) return clock;
  const touched: OriginalRow[] = [];
  const done = office.store.attempt((tx): Result<{ entered: number }> => {
    const settings = settingsOf(office);
    const source = numberSource(settings);
    if (source === 'station') return fail('LAW-REGISTER-STATION-NUMBERS');
    const moment = registerMoment(settings, office.clock.now());
    const officer = findOfficer(tx, actor.id);
    if (!officer) return fail('WEB-ROLE-MISSING');
    const today = civilDate(moment.now);
    const inOffice = hasRole(toOfficer(officer), role.value as Role, today);
    if (!inOffice.ok) return inOffice;
    if (openHold(tx)) return fail('LAW-REGISTER-UNCONFIRMED');
    voidPastYears(office, tx);

    const year = registerYear(moment.now);
    const key = { office: moment.office, registerType: moment.registerType, year };
    const sorted = sortOut(tx, key, input);
    if (!sorted.ok) return sorted;
    const { fresh, wrong } = sorted.value;
    if (fresh.length + wrong.length === 0) return ok({ entered: 0 });

    const corrected = wrong.map(({ entry }) => entry.id);
    takeBackElsewhere(tx, corrected, moment.now);
    const book = bookOf(tx, moment);
    const checked = checkOutsideNumbers(
      {
        volumes: book.volumes,
        last: book.last,
        given: givenNumbers(tx, key)
          .filter(({ id }) => !corrected.includes(id))
          .map(({ number }) => number),
        elsewhere: knownElsewhere(tx, key),
        lastDated: lastSignedBefore(tx, key, instantOf(today)),
      },
      { ...input, numbers: [...fresh, ...wrong].map(({ number }) => number) },
      input.confirmed ?? {},
      moment,
    );
    if (!checked.ok) return checked;
    const { missing, opens } = checked.value;
    const reason = input.reason?.trim() ?? '';
    if (missing.length > 0 && reason === '') return fail('WEB-REASON-MISSING');

    const by = { actor: actor.id, role: role.value };
    const { journal } = office.store;
    const volumeId = placeNumbers(office, tx, moment, book, input.volume, checked.value);
    if (opens) {
      const facts = { year, ordinal: opens.ordinal, first: opens.firstNumber };
      journal.append(tx, { ...by, act: 'open-volume', objectType: 'volume', objectId: volumeId, facts });
    }
    renumber(
      tx,
      wrong.map(({ entry, number }) => ({ id: entry.id, volumeId, number })),
    );
    for (const { original, entry, number } of wrong) {
      dropPrepared(office, tx, original.id);
      const facts = { from: entry.number, number, volume: input.volume, year };
      journal.append(tx, { ...by, act: 'correct-number', objectType: 'original', objectId: original.id, facts });
      touched.push(original);
    }
    for (const { original, number } of fresh) {
      const numbered = { year, number, volumeId, originalId: original.id, source, numberedBy: actor.id };
      insertReserved(office, tx, { ...moment, ...numbered });
      const facts = { number, volume: input.volume, year, source };
      journal.append(tx, { ...by, act: 'enter-number', objectType: 'original', objectId: original.id, facts });
      touched.push(original);
    }
    const rows = givenNumbers(tx, key);
    for (const { from, to } of missing) {
      const entryId = rows.find(({ number }) => number === to + 1)?.id ?? null;
      const said = { reason, saidBy: actor.id, saidAt: moment.now, entryId };
      insertElsewhere(tx, { id: newId(office.clock), ...key, firstNumber: from, lastNumber: to, ...said });
      const objectId = `${key.registerType}/${year}`;
      journal.append(tx, { ...by, act: 'number-elsewhere', objectType: 'register', objectId, facts: { from, to } });
    }
    return ok({ entered: fresh.length + wrong.length });
  });
  if (done.ok) for (const original of touched) announce(office, original);
  return done;
}

interface Fresh {
  readonly original: OriginalRow;
  readonly number: number;
}

interface Wrong extends Fresh {
  readonly entry: EntryRow;
}

/** Which of them are new, and which correct what stands there; those that stand there so already are neither. */
function sortOut(
  tx: Tx,
  { office, registerType }: RegisterKey,
  { year, volume, numbers }: NumbersInput,
): Result<{ readonly fresh: readonly Fresh[]; readonly wrong: readonly Wrong[] }> {
  const fresh: Fresh[] = [];
  const wrong: Wrong[] = [];
  if (new Set(numbers.map(({ originalId }) => originalId)).size < numbers.length) return fail('STORE-ALREADY-EXISTS');
  for (const { originalId, number, instead } of numbers) {
    const original = findOriginal(tx, originalId);
    if (!original) return fail('STORE-NOT-FOUND', { original: originalId });
    const entry = activeEntry(tx, originalId);
    if (entry === undefined) {
      // Somebody has voided what was to be corrected.
      if (instead !== undefined) return fail('STORE-CHANGED-MEANWHILE', { state: original.state });
      const possible = transition(original.state as OriginalState, 'reserve-number');
      if (!possible.ok) return possible;
      fresh.push({ original, number });
      continue;
    }
    const here = entry.office === office && entry.registerType === registerType;
    const place = entry.number === number && entry.year === year && findVolume(tx, entry.volumeId)?.ordinal === volume;
    if (here && place) continue;
    if (entry.signerName !== null || entry.state !== 'reserved') return fail('LAW-REGISTER-NUMBER-SIGNED');
    // A number of another book stays there.
    if (!here || entry.source === 'station' || entry.number !== instead) {
      return fail('LAW-REGISTER-NUMBER-GIVEN', { original: originalId, number: entry.number });
    }
    if (begunItemOf(tx, originalId)) return fail('SIGN-IN-PROGRESS', { original: originalId });
    wrong.push({ original, number, entry });
  }
  return ok({ fresh, wrong });
}
