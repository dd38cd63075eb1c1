import { inArray } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { findReference } from '../../store/repositories/portal-references.ts';
import { findTelling, openTellings, type TellingRow } from '../../store/repositories/tellings.ts';
import { dossiers } from '../../store/schema/index.ts';

/** What the one-stop system beside the portal was told of a dossier, and what it calls it. */
export interface ShownTelling
  extends Pick<
    TellingRow,
    'state' | 'attempts' | 'nextAttemptAt' | 'changedAt' | 'failureCode' | 'failureMessage' | 'receipt'
  > {
  readonly ownCode: string | null;
}

/** Null when it never was to be told. */
export function tellingOf(db: Reader, dossierId: string): ShownTelling | null {
  const row = findTelling(db, dossierId);
  if (!row) return null;
  const { state, attempts, nextAttemptAt, changedAt, failureCode, failureMessage, receipt } = row;
  const ownCode = findReference(db, dossierId, 'one-stop', 'code') ?? null;
  return { state, attempts, nextAttemptAt, changedAt, failureCode, failureMessage, receipt, ownCode };
}

export interface OpenTelling
  extends Pick<TellingRow, 'dossierId' | 'state' | 'attempts' | 'changedAt' | 'nextAttemptAt' | 'failureCode'> {
  readonly dossierCode: string;
}

/** What it has not confirmed wholly, refused first: codes and times, no names. */
export function openTellingsOf(db: Reader): OpenTelling[] {
  const rows = openTellings(db);
  const ids = rows.map(({ dossierId }) => dossierId);
  const own = db.select({ id: dossiers.id, code: dossiers.code }).from(dossiers).where(inArray(dossiers.id, ids)).all();
  const codeOf = new Map(own.map(({ id, code }) => [id, code]));
  return rows.map(({ dossierId, state, attempts, changedAt, nextAttemptAt, failureCode }) => ({
    dossierId,
    dossierCode: codeOf.get(dossierId) ?? '',
    state,
    attempts,
    changedAt,
    nextAttemptAt,
    failureCode,
  }));
}
