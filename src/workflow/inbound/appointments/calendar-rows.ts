import ICAL from 'ical.js';
import { personName } from '../../../certification/index.ts';
import { instantOf, isCivilDate } from '../../../common/vietnam-time.ts';
import { importLimits, type ReadRow, type RowFault } from './read-file.ts';

/** Names of Vietnam's time in calendars; a time without a zone is the office's own. */
const ownZones = ['asia/ho_chi_minh', 'asia/saigon', 'asia/bangkok', 'se asia standard time', 'floating'];

/** A repeated appointment is followed so many times at most, from yesterday on. */
const mostRepeats = 60;

/** A repetition comes round after seven times at most. */
const mostInRound = 7;

const dayMs = 86_400_000;

/**
 * The events of a calendar (RFC 5545); null for what is none. Each repetition is a row of its own: those that were over
 * before yesterday are left out, as far as there are later ones.
 *
 * @param now  epoch milliseconds
 */
export function calendarRows(text: string, now: number): ReadRow[] | null {
  let events: InstanceType<typeof ICAL.Component>[];
  try {
    events = new ICAL.Component(
      ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0],
    ).getAllSubcomponents('vevent');
  } catch {
    return null;
  }
  const moved = new Map<string, InstanceType<typeof ICAL.Component>>();
  for (const event of events) {
    const replaced = event.getFirstPropertyValue('recurrence-id');
    if (replaced !== null) moved.set(`${uidOf(event)} ${String(replaced)}`, event);
  }
  const rows: ReadRow[] = [];
  for (const [index, event] of events.entries()) {
    if (rows.length > importLimits.rows) break;
    try {
      rows.push(...rowsOf(event, index + 1, moved, now));
    } catch {
      rows.push({ row: index + 1, appointment: null, fault: 'date' });
    }
  }
  return rows;
}

type Component = InstanceType<typeof ICAL.Component>;
type Time = InstanceType<typeof ICAL.Time>;
type Recur = InstanceType<typeof ICAL.Recur>;

function uidOf(event: Component): string {
  return String(event.getFirstPropertyValue('uid') ?? '').slice(0, 150);
}

function rowsOf(event: Component, row: number, moved: ReadonlyMap<string, Component>, now: number): ReadRow[] {
  const no = (fault: RowFault): ReadRow[] => [{ row, appointment: null, fault }];
  const start = event.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time)) return no('date');
  if (start.isDate) return no('time');
  const name = personName(String(event.getFirstPropertyValue('summary') ?? ''));
  if (!name.ok) return no('name');
  const note = String(event.getFirstPropertyValue('description') ?? '').slice(0, 1000);
  const originals = Number(
    /(\d{1,3})\s*bản chính|số bản chính:?\s*(\d{1,3})/iu.exec(note)?.slice(1).find(Boolean) ?? 1,
  );
  if (originals < 1 || originals > 100) return no('originals');
  const zone = zoneOf(event);
  const times = timesOf(event, start, moved, now);
  if (times === null) return no('repeats');
  return times.map((time): ReadRow => {
    const at = instantIn(time, zone);
    if (at === null) return { row, appointment: null, fault: 'zone' };
    const appointment = {
      // A moved repetition is the one that it was moved from.
      reference: `${uidOf(event)} ${String(event.getFirstPropertyValue('recurrence-id') ?? time.toString())}`.slice(
        0,
        200,
      ),
      at,
      name: name.value,
      originals,
      ...(note === '' ? {} : { note }),
      cancelled: String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED',
    };
    return { row, appointment, fault: null };
  });
}

/**
 * When it takes place; null for a rule that is not followed: only plain days and weeks are, which always go on. Of what
 * repeats, the times from yesterday on, or the first ones of what was over by then.
 */
function timesOf(event: Component, start: Time, moved: ReadonlyMap<string, Component>, now: number): Time[] | null {
  const rules = event.getAllProperties('rrule');
  const [first] = rules;
  if (first === undefined) return [start];
  const rule = first.getFirstValue();
  if (rules.length > 1 || !(rule instanceof ICAL.Recur)) return null;
  const parts = Object.keys(rule.parts).filter((part) => part !== 'BYDAY');
  if (!['DAILY', 'WEEKLY'].includes(rule.freq) || parts.length > 0) return null;
  if (event.getAllProperties('rdate').length > 0) return null;
  const without = new Set(event.getAllProperties('exdate').flatMap((one) => one.getValues().map(String)));
  const isTaken = (time: Time): boolean =>
    !without.has(time.toString()) && !moved.has(`${uidOf(event)} ${time.toString()}`);
  const zone = zoneOf(event);
  const isLate = (time: Time): boolean => (instantIn(time, zone) ?? now) >= now - dayMs;
  const later = repeated(advanced(rule, start, zone, now - dayMs), isLate);
  return (later.length > 0 ? later : repeated({ rule, start }, () => true)).filter(isTaken);
}

interface Repetition {
  readonly rule: Recur;
  readonly start: Time;
}

/** The first times for which `is` holds, of the first rounds of a repetition. */
function repeated({ rule, start }: Repetition, is: (time: Time) => boolean): Time[] {
  const iterator = rule.iterator(start);
  const times: Time[] = [];
  for (let step = 0; step < mostRepeats + mostInRound; step++) {
    const next = iterator.next() as Time | null;
    if (next === null || times.length === mostRepeats) break;
    if (is(next)) times.push(next.clone());
  }
  return times;
}

/**
 * The same repetition begun as late before `from` as it can be: days and weeks, with any days of the week, come round every
 * seven times their interval. Nothing is counted one by one, however long ago it began.
 */
function advanced(rule: Recur, start: Time, zone: string, from: number): Repetition {
  const began = instantIn(start, zone);
  const roundDays = 7 * rule.interval;
  const rounds = began === null || start.year < 1900 ? 0 : Math.floor((from - began) / (roundDays * dayMs));
  if (rounds <= 0) return { rule, start };
  const begun = start.clone();
  begun.adjust(rounds * roundDays, 0, 0, 0);
  const left = rule.clone();
  if (rule.count !== null) {
    const round = start.clone();
    round.adjust(roundDays, 0, 0, 0);
    const iterator = rule.iterator(start);
    let inRound = 0;
    for (
      let next = iterator.next() as Time | null;
      next !== null && next.compare(round) < 0 && inRound < mostInRound;
    ) {
      inRound += 1;
      next = iterator.next() as Time | null;
    }
    // Over before: the iterator knows no rule of no times.
    if (rule.count <= rounds * inRound) return { rule, start };
    left.count = rule.count - rounds * inRound;
  }
  return { rule: left, start: begun };
}

function zoneOf(event: Component): string {
  const zone: unknown = event.getFirstProperty('dtstart')?.getParameter('tzid');
  return typeof zone === 'string' ? zone.toLowerCase() : 'floating';
}

/** Epoch milliseconds; null in a zone that is neither Vietnam's nor UTC. */
function instantIn(time: Time, zone: string): number | null {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${String(time.year).padStart(4, '0')}-${two(time.month)}-${two(time.day)}`;
  if (!isCivilDate(day)) return null;
  const asOwn = instantOf(day, time.hour, time.minute);
  if (time.zone === ICAL.Timezone.utcTimezone) return asOwn + 7 * 3_600_000;
  return ownZones.includes(zone) ? asOwn : null;
}
