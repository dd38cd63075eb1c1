import {
  formatRegisterNumber,
  formatVolume,
  type NumberSource,
  type RegisterType,
  without,
} from '../../certification/index.ts';
import type { Settings } from '../../settings/index.ts';
import { and, inArray, ne, or } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { type EntryRow, givenNumbers, type RegisterKey, type VolumeRow } from '../../store/repositories/register.ts';
import { listElsewhere } from '../../store/repositories/register-elsewhere.ts';
import { lostNumbers } from '../../store/repositories/register-holds.ts';
import { registerEntries, registerVolumes } from '../../store/schema/index.ts';
import { numberSource } from '../register.ts';
import { type RegisterRange, registerKey, registerRows, registerVolumesOf } from './register-rows.ts';

export interface RegisterRowView
  extends Pick<
    EntryRow,
    | 'number'
    | 'originalId'
    | 'state'
    | 'reservedAt'
    | 'signedAt'
    | 'enteredAt'
    | 'voidedAt'
    | 'voidReason'
    | 'requesterName'
    | 'title'
    | 'signerName'
    | 'signerTitle'
    | 'pages'
    | 'copies'
    | 'feeVnd'
    | 'source'
  > {
  readonly volume: number;
  readonly text: string;
  readonly replaces: RegisterReference | null;
  readonly replacedBy: RegisterReference | null;
}

/** Another row of the book. */
export interface RegisterReference {
  readonly originalId: string;
  readonly text: string;
}

export interface VolumeView {
  readonly ordinal: number;
  readonly text: string;
  readonly firstNumber: number;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

export interface RegisterView {
  readonly registerType: string;
  /** Where its numbers come from now. */
  readonly source: NumberSource;
  readonly year: number;
  /** The years that have a volume, the latest first. */
  readonly years: number[];
  readonly volumes: VolumeView[];
  readonly entries: RegisterRowView[];
  readonly lost: { readonly from: number; readonly to: number; readonly since: number }[];
  readonly elsewhere: {
    readonly from: number;
    readonly to: number;
    readonly reason: string;
    readonly saidAt: number;
  }[];
  readonly next: number | null;
}

/** Which part of the register is shown: from `after` upwards in the order of the book, or from `before` downwards. */
export interface RegisterPart extends RegisterRange {
  readonly after: number;
  readonly limit: number;
  readonly before?: number;
  readonly newestFirst?: boolean;
}

/** A part of the office's register; voided numbers are in it with their reason. */
export function registerView(db: Reader, settings: Settings, part: RegisterPart): RegisterView {
  const { office, registerType } = registerKey(settings);
  const { year, limit, newestFirst = false, before = null } = part;
  const all = registerVolumesOf(db, settings);
  const rows = registerRows(db, settings, { ...part, newestFirst, before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    registerType,
    source: numberSource(settings),
    year,
    years: [...new Set(all.map((volume) => volume.year))].sort((a, b) => b - a),
    volumes: all
      .filter((volume) => volume.year === year)
      .map(({ ordinal, firstNumber, openedAt, closedAt }) => ({
        ordinal,
        text: formatVolume({ registerType, year, volume: ordinal }),
        firstNumber,
        openedAt,
        closedAt,
      })),
    entries: registerRowViews(db, all, shown),
    ...withoutRows(db, { office, registerType, year }),
    next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null,
  };
}

/** Numbers of a year that have no row here: lost with a database, or used elsewhere as officers have said. */
export function withoutRows(db: Reader, key: RegisterKey): Pick<RegisterView, 'lost' | 'elsewhere'> {
  const [lost, said] = [lostNumbers(db, key), listElsewhere(db, key)];
  if (lost.length + said.length === 0) return { lost: [], elsewhere: [] };
  // One that was entered here after all stands in its row.
  const rows = givenNumbers(db, key).map(({ number }) => ({ from: number, to: number }));
  return {
    lost: lost.flatMap(({ from, to, since }) => without({ from, to }, rows).map((range) => ({ ...range, since }))),
    elsewhere: said.flatMap(({ firstNumber, lastNumber, reason, saidAt }) =>
      without({ from: firstNumber, to: lastNumber }, rows).map((range) => ({ ...range, reason, saidAt })),
    ),
  };
}

/** Rows as they are shown, each with its volume and with what it stands for. */
export function registerRowViews(
  db: Reader,
  volumes: readonly VolumeRow[],
  rows: readonly EntryRow[],
): RegisterRowView[] {
  const ordinals = new Map(volumes.map(({ id, ordinal }) => [id, ordinal]));
  const references = replacements(db, rows);
  return rows.map((row) => {
    const volume = ordinals.get(row.volumeId) ?? 1;
    const registerType = row.registerType as RegisterType;
    return {
      ...row,
      volume,
      text: formatRegisterNumber({ registerType, year: row.year, volume, number: row.number }),
      ...references(row),
    };
  });
}

/** How rows of the book refer to each other: a cancelled one, and the one in its place. */
function replacements(db: Reader, rows: readonly EntryRow[]) {
  const ids = rows.map(({ id }) => id);
  const replaced = rows.flatMap(({ replacesId }) => (replacesId === null ? [] : [replacesId]));
  // A number given up before the signature stands in nobody's place.
  const others = db
    .select()
    .from(registerEntries)
    .where(
      or(
        inArray(registerEntries.id, replaced),
        and(inArray(registerEntries.replacesId, ids), ne(registerEntries.state, 'voided')),
      ),
    )
    .all();
  const volumes = new Map(
    db
      .select()
      .from(registerVolumes)
      .all()
      .map(({ id, ordinal }) => [id, ordinal]),
  );
  const reference = (row: EntryRow | undefined): RegisterReference | null =>
    row === undefined
      ? null
      : {
          originalId: row.originalId,
          text: formatRegisterNumber({
            registerType: row.registerType as RegisterType,
            year: row.year,
            volume: volumes.get(row.volumeId) ?? 1,
            number: row.number,
          }),
        };
  return ({ id, replacesId, state }: EntryRow) => ({
    replaces: state === 'voided' ? null : reference(others.find((row) => row.id === replacesId)),
    replacedBy: reference(others.find((row) => row.replacesId === id)),
  });
}
