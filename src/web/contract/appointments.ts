import { type Static, Type } from 'typebox';
import { Instant, NullableInstant, NullableText, NullableWords, oneOf } from './shapes.ts';

/** The largest file of appointments that is read, bytes. */
export const APPOINTMENT_BYTES_MAX = 1024 * 1024;

export const AppointmentLine = Type.Object({
  id: Type.String(),
  at: Instant,
  state: oneOf(['booked', 'cancelled', 'opened']),
  /** How many originals are to be brought. */
  originals: Type.Integer(),
  name: NullableText,
  phone: NullableText,
  note: NullableText,
});
export type AppointmentLine = Static<typeof AppointmentLine>;

export const AppointmentList = Type.Object({
  readAt: Instant,
  /** When tomorrow begins. */
  tomorrow: Instant,
  /** When the portal's were last brought; null: never. */
  broughtAt: NullableInstant,
  failureCode: NullableText,
  message: NullableWords,
  appointments: Type.Array(AppointmentLine),
});
export type AppointmentList = Static<typeof AppointmentList>;

/** What is wrong with a row of a file. */
export const ROW_FAULTS = ['date', 'time', 'zone', 'name', 'originals', 'repeats', 'columns'] as const;
export type RowFaultName = (typeof ROW_FAULTS)[number];

export const FileRow = Type.Object({
  /** As a person counts the rows of the file. */
  row: Type.Integer(),
  fault: Type.Unsafe<RowFaultName | null>({ type: ['string', 'null'], enum: [...ROW_FAULTS, null] }),
  at: NullableInstant,
  name: NullableText,
  originals: Type.Integer(),
  cancelled: Type.Boolean(),
});
export type FileRow = Static<typeof FileRow>;

export const AppointmentPreview = Type.Object({ rows: Type.Array(FileRow) });
export type AppointmentPreview = Static<typeof AppointmentPreview>;

export const AppointmentsKept = Type.Object({
  added: Type.Integer(),
  changed: Type.Integer(),
  /** There already, as they are. */
  same: Type.Integer(),
  /** Rows that could not be read. */
  faulty: Type.Integer(),
});
export type AppointmentsKept = Static<typeof AppointmentsKept>;

export const AppointmentOpened = Type.Object({ dossierId: Type.String() });
export type AppointmentOpened = Static<typeof AppointmentOpened>;
