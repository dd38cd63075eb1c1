import { nextVolume, type RegisterType } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { ok, type Result } from '../../common/result.ts';
import { closeVolume, insertVolume } from '../../store/repositories/register.ts';
import { type Actor, roleFor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';
import { bookOf, registerMoment } from '../register.ts';

/** Opens the next volume of the year; its numbers go on from the last one (NĐ 23/2015 Điều 13.2). LAW-…, CLOCK-…. */
export function openVolume(office: Office, actor: Actor): Result<{ readonly id: string }> {
  const role = roleFor(actor, ['unit-admin', 'seal-keeper']);
  if (!role.ok) return role;
  const clock = office.clockWatch.trusted();
  if (!clock.ok) return clock;
  const moment = registerMoment(settingsOf(office), office.clock.now());
  return office.store.attempt((tx) => {
    const book = bookOf(tx, moment);
    const next = nextVolume(book.volumes, book.last, moment);
    if (!next.ok) return next;
    for (const volume of next.value.closes) {
      const id = book.idOf(volume);
      if (id) closeVolume(tx, id, moment.now);
    }
    const { opens } = next.value;
    const id = newId(office.clock);
    insertVolume(tx, {
      id,
      office: opens.office,
      registerType: opens.registerType satisfies RegisterType,
      year: opens.year,
      ordinal: opens.ordinal,
      firstNumber: opens.firstNumber,
      openedAt: moment.now,
      closedAt: null,
    });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'open-volume',
      objectType: 'volume',
      objectId: id,
      facts: { year: opens.year, ordinal: opens.ordinal, first: opens.firstNumber },
    });
    return ok({ id });
  });
}
