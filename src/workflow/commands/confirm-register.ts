import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { lastFoundNumber } from '../../store/repositories/found-copies.ts';
import { insertVolume } from '../../store/repositories/register.ts';
import { insertElsewhere } from '../../store/repositories/register-elsewhere.ts';
import { liftHolds, openHold } from '../../store/repositories/register-holds.ts';
import { type Actor, roleFor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';
import { isLooking } from '../recovery/lost-copies.ts';
import { bookOf, registerMoment } from '../register.ts';

/** The numbers between the last one in the database and the one that was confirmed; null when nothing is lost. */
export interface LostRange {
  readonly from: number;
  readonly to: number;
}

/**
 * An officer says, from the paper register and the last signed copies, what the next number is, after the database came
 * out of a backup or the numbers came from outside until now. Numbers before it that the database does not know were
 * given, and are lost or stand there: they are never given again (NĐ 23/2015 Điều 13: continuous, none twice).
 *
 * LAW-REGISTER-NOT-HELD, LAW-REGISTER-LOOKING (files are still looked through for signed copies),
 * LAW-REGISTER-NUMBER-USED (a number that the database knows to be given, or that stands on a signed copy), CLOCK-….
 */
export function confirmRegister(office: Office, actor: Actor, nextNumber: number): Result<{ lost: LostRange | null }> {
  const role = roleFor(actor, ['seal-keeper', 'unit-admin']);
  if (!role.ok) return role;
  const clock = office.clockWatch.trusted();
  if (!clock.ok) return clock;
  const moment = registerMoment(settingsOf(office), office.clock.now());
  const done = office.store.attempt((tx): Result<{ lost: LostRange | null }> => {
    const hold = openHold(tx);
    if (!hold) return fail('LAW-REGISTER-NOT-HELD');
    if (isLooking(hold)) return fail('LAW-REGISTER-LOOKING');
    const { last, year, volumes } = bookOf(tx, moment);
    const known = last?.year === year ? last.number : 0;
    const used = Math.max(known, lastFoundNumber(tx, { ...moment, year }));
    if (nextNumber <= used) return fail('LAW-REGISTER-NUMBER-USED', { number: nextNumber, last: used });
    const between = nextNumber > known + 1 ? { from: known + 1, to: nextNumber - 1 } : null;
    // What a paper book or the one-stop system gave is not lost: it stands there. After a damage nobody can tell them apart.
    const lost = hold.cause === 'source' ? null : between;
    // The year's first volume may have been lost with its rows; the rules open one by themselves only for number 1.
    const { office: code, registerType } = moment;
    if (between && !volumes.some((volume) => volume.year === year)) {
      const volume = { office: code, registerType, year, ordinal: 1, firstNumber: 1 };
      insertVolume(tx, { id: newId(office.clock), ...volume, openedAt: moment.now, closedAt: null });
    }
    if (between && !lost) {
      const said = { reason: 'Đã cấp trước khi trạm cấp số', saidBy: actor.id, saidAt: moment.now, entryId: null };
      const range = { firstNumber: between.from, lastNumber: between.to };
      insertElsewhere(tx, { id: newId(office.clock), office: code, registerType, year, ...range, ...said });
    }
    liftHolds(tx, hold.id, {
      office: moment.office,
      registerType: moment.registerType,
      year,
      confirmedAt: moment.now,
      confirmedBy: actor.id,
      firstLost: lost?.from ?? null,
      lastNumber: nextNumber - 1,
    });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'confirm-register',
      objectType: 'register',
      objectId: `${moment.registerType}/${year}`,
      facts: { next: nextNumber, lost: lost ? lost.to - lost.from + 1 : 0 },
    });
    return ok({ lost });
  });
  if (done.ok) office.events.emit({ type: 'station-changed' });
  return done;
}
