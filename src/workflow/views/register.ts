import { formatRegisterNumber, formatVolume, type RegisterType } from '../../certification/index.ts';
import type { Settings } from '../../settings/index.ts';
import { and, asc, eq, gt, inArray, ne, or } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { type EntryRow, listVolumes } from '../../store/repositories/register.ts';
import { lostNumbers } from '../../store/repositories/register-holds.ts';
import { registerEntries, registerVolumes } from '../../store/schema/index.ts';

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
  readonly year: number;
  readonly volumes: VolumeView[];
  readonly entries: RegisterRowView[];
  readonly lost: { readonly from: number; readonly to: number; readonly since: number }[];
  readonly next: number | null;
}

/** A year of the office's register, from the number after `after` on; voided numbers are in it with their reason. */
export function registerView(
  db: Reader,
  settings: Settings,
  range: { readonly year: number; readonly after: number; readonly limit: number },
): RegisterView {
  const office = settings['office.code'];
  const registerType: RegisterType = settings['register.type'];
  const volumes = listVolumes(db, { office, registerType }).filter((volume) => volume.year === range.year);
  const ordinals = new Map(volumes.map((volume) => [volume.id, volume.ordinal]));
  const rows = db
    .select()
    .from(registerEntries)
    .where(
      and(
        eq(registerEntries.office, office),
        eq(registerEntries.registerType, registerType),
        eq(registerEntries.year, range.year),
        gt(registerEntries.number, range.after),
      ),
    )
    .orderBy(asc(registerEntries.number))
    .limit(range.limit + 1)
    .all();
  const shown = rows.slice(0, range.limit);
  const references = replacements(db, shown);
  return {
    registerType,
    year: range.year,
    volumes: volumes.map(({ ordinal, firstNumber, openedAt, closedAt }) => ({
      ordinal,
      text: formatVolume({ registerType, year: range.year, volume: ordinal }),
      firstNumber,
      openedAt,
      closedAt,
    })),
    entries: shown.map((row) => {
      const volume = ordinals.get(row.volumeId) ?? 1;
      return {
        ...row,
        volume,
        text: formatRegisterNumber({ registerType, year: row.year, volume, number: row.number }),
        ...references(row),
      };
    }),
    lost: lostNumbers(db, { office, registerType, year: range.year }),
    next: rows.length > range.limit ? (shown.at(-1)?.number ?? null) : null,
  };
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
