import type { OriginalState } from '../../certification/index.ts';
import type { Code } from '../../common/codes/index.ts';
import { asc, eq, inArray } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import { countPages } from '../../store/repositories/pages.ts';
import { dossiers, originals } from '../../store/schema/index.ts';
import { hindrances } from './acts.ts';
import { registerTexts } from './numbers.ts';
import { directory, type Person } from './people.ts';

/** An original on the pile. */
export interface PileLine {
  readonly originalId: string;
  readonly dossierId: string;
  readonly dossierCode: string;
  readonly requesterName: string;
  readonly title: string;
  readonly state: OriginalState;
  readonly version: number;
  readonly pages: number;
  readonly creator: Person;
  readonly signer: string | null;
  readonly signedAt: number | null;
  readonly dueAt: number;
  readonly registerNumber: string | null;
  readonly reason: string | null;
  readonly hindrance: Code | null;
}

const waiting: Readonly<Record<'sign' | 'seal', readonly OriginalState[]>> = {
  sign: ['awaiting-signature', 'returned-to-signer'],
  seal: ['signed'],
};

/** What waits for a signature or for the seal, due soonest first, each with what hinders this officer, if anything. */
export function pile(db: Reader, kind: 'sign' | 'seal', officer: OfficerRow, now: number): PileLine[] {
  const rows = db
    .select({ original: originals, dossier: dossiers })
    .from(originals)
    .innerJoin(dossiers, eq(dossiers.id, originals.dossierId))
    .where(inArray(originals.state, [...waiting[kind]]))
    .orderBy(asc(dossiers.dueAt), asc(dossiers.createdAt), asc(originals.ordinal))
    .all();
  const ids = rows.map((row) => row.original.id);
  const [people, pages, numbers] = [directory(db), countPages(db, ids), registerTexts(db, ids)];
  const hindranceOf = hindrances(db, kind, officer, now);
  return rows.map(({ original, dossier }) => ({
    originalId: original.id,
    dossierId: dossier.id,
    dossierCode: dossier.code,
    requesterName: dossier.requesterName,
    title: original.title,
    state: original.state as OriginalState,
    version: original.version,
    pages: pages.get(original.id) ?? 0,
    creator: people.of(original.creatorId),
    signer: people.orNull(original.signerId)?.fullName ?? null,
    signedAt: original.signedAt,
    dueAt: dossier.dueAt,
    registerNumber: numbers.get(original.id) ?? null,
    reason: original.reason,
    hindrance: hindranceOf(original),
  }));
}
