import { mendOf } from '../../portal/index.ts';
import { among } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { DifferenceRow } from '../../store/repositories/portal-differences.ts';
import { dossiers, originals } from '../../store/schema/index.ts';
import { directory, type Person } from './people.ts';

export interface DifferenceView extends Omit<DifferenceRow, 'subject' | 'seenAt' | 'resentBy' | 'notedBy'> {
  readonly dossierCode: string;
  readonly ordinal: number | null;
  readonly mend: 'resend' | 'look' | 'none';
  readonly resentBy: Person | null;
  readonly notedBy: Person | null;
}

/** Differences as officers read them: by codes and places, without names of requesters. Three reads, whatever the length. */
export function differenceViews(db: Reader, rows: readonly DifferenceRow[]): DifferenceView[] {
  const ids = [...new Set(rows.map(({ dossierId }) => dossierId))];
  const own = db
    .select({ id: dossiers.id, code: dossiers.code, purgedAt: dossiers.purgedAt })
    .from(dossiers)
    .where(among(dossiers.id, ids))
    .all();
  const byId = new Map(own.map((row) => [row.id, row]));
  const subjects = rows.map(({ subject }) => subject).filter((subject) => subject !== '');
  const places = db
    .select({ id: originals.id, ordinal: originals.ordinal })
    .from(originals)
    .where(among(originals.id, subjects))
    .all();
  const ordinalOf = new Map(places.map(({ id, ordinal }) => [id, ordinal]));
  const decided = new Set(rows.filter((row) => row.settledAt === null && mendOf(row) === 'look').map(dossierOf));
  const people = directory(db);
  return rows.map(({ subject, seenAt: _, resentBy, notedBy, ...row }) => {
    const dossier = byId.get(row.dossierId);
    const gone = dossier === undefined || dossier.purgedAt !== null;
    const mend = decided.has(row.dossierId) ? 'look' : mendOf(row);
    return {
      ...row,
      dossierCode: dossier?.code ?? '',
      ordinal: ordinalOf.get(subject) ?? null,
      mend: gone && mend === 'resend' ? 'none' : mend,
      resentBy: people.orNull(resentBy),
      notedBy: people.orNull(notedBy),
    };
  });
}

const dossierOf = ({ dossierId }: DifferenceRow): string => dossierId;
