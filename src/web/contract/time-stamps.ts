import { type Static, Type } from 'typebox';
import { TIME_STAMP_STATES } from '../../workflow/views/time-stamp-states.ts';
import { NullableText, oneOf } from './shapes.ts';

/** How far an issued copy is with its time-stamps; `failureCode` says what was in the way last. */
export const TimeStamps = Type.Object({ state: oneOf(TIME_STAMP_STATES), failureCode: NullableText });
export type TimeStamps = Static<typeof TimeStamps>;

/** Null for a copy that is not issued, or never was to get any. */
export const NullableTimeStamps = Type.Unsafe<TimeStamps | null>({ ...TimeStamps, type: ['object', 'null'] });
