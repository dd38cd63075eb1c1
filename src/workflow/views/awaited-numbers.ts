import {
  formatRegisterNumber,
  type NumberSource,
  type OriginalState,
  type RegisterType,
} from '../../certification/index.ts';
import type { Settings } from '../../settings/index.ts';
import { among, and, asc, eq, inArray } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { listVolumes } from '../../store/repositories/register.ts';
import { dossiers, originals, registerEntries } from '../../store/schema/index.ts';
import { bookOf, numberSource, registerMoment } from '../register.ts';

/** A copy before its signature: without a number, or with one that can still be corrected (`correctable`). */
export interface AwaitedNumber {
  readonly originalId: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly requesterName: string;
  readonly title: string;
  readonly dueAt: number;
  readonly number: number | null;
  readonly volume: number | null;
  readonly text: string | null;
  readonly correctable: boolean;
}

export interface AwaitedNumbers {
  readonly source: NumberSource;
  readonly registerType: RegisterType;
  readonly year: number;
  /** The open volume's ordinal, 1 where the year has none yet. */
  readonly volume: number;
  /** The highest number of the year that the station knows; null where it knows none. */
  readonly last: number | null;
  readonly originals: readonly AwaitedNumber[];
}

const beforeSigning: readonly OriginalState[] = ['awaiting-signature', 'returned-to-signer'];

/** What waits for its signature, due soonest first, for whoever keeps the book; empty where the station gives numbers. */
export function awaitedNumbers(db: Reader, settings: Settings, now: number): AwaitedNumbers {
  const source = numberSource(settings);
  const moment = registerMoment(settings, now);
  const { volumes, last, year } = bookOf(db, moment);
  const open = volumes.find((volume) => volume.open && volume.year === year);
  return {
    source,
    registerType: moment.registerType,
    year,
    volume: open?.ordinal ?? 1,
    last: last?.year === year ? last.number : null,
    originals: source === 'station' ? [] : linesOf(db, settings),
  };
}

function linesOf(db: Reader, settings: Settings): AwaitedNumber[] {
  const rows = db
    .select({ original: originals, dossier: dossiers })
    .from(originals)
    .innerJoin(dossiers, eq(dossiers.id, originals.dossierId))
    .where(inArray(originals.state, [...beforeSigning]))
    .orderBy(asc(dossiers.dueAt), asc(dossiers.createdAt), asc(originals.ordinal))
    .all();
  const ids = rows.map(({ original }) => original.id);
  const entries = db
    .select()
    .from(registerEntries)
    .where(and(eq(registerEntries.state, 'reserved'), among(registerEntries.originalId, ids)))
    .all();
  const registers = [...new Set(entries.map(({ office, registerType }) => JSON.stringify({ office, registerType })))];
  const ordinals = new Map(
    registers
      .flatMap((key) => listVolumes(db, JSON.parse(key) as { office: string; registerType: string }))
      .map(({ id, ordinal }) => [id, ordinal]),
  );
  return rows.map(({ original, dossier }) => {
    const entry = entries.find(({ originalId }) => originalId === original.id);
    const volume = entry === undefined ? null : (ordinals.get(entry.volumeId) ?? 1);
    return {
      originalId: original.id,
      dossierId: dossier.id,
      dossierCode: dossier.code,
      requesterName: dossier.requesterName,
      title: original.title,
      dueAt: dossier.dueAt,
      number: entry?.number ?? null,
      volume,
      text:
        entry === undefined || volume === null
          ? null
          : formatRegisterNumber({
              registerType: entry.registerType as RegisterType,
              year: entry.year,
              volume,
              number: entry.number,
            }),
      correctable:
        entry !== undefined &&
        entry.source !== 'station' &&
        entry.signerName === null &&
        entry.office === settings['office.code'] &&
        entry.registerType === settings['register.type'],
    };
  });
}
