/** What the tests of the reconciliation ask of an office. */

import { openDifferences } from '../../../../src/store/repositories/portal-differences.ts';
import { openRound } from '../../../../src/store/repositories/reconciliation.ts';
import { far } from '../far-side.ts';
import { codeOf, dossierId } from '../office.ts';

const officer = { id: 'officer-1', role: 'creator' };

/** Begins a round and waits for its end. */
export async function round(): Promise<void> {
  begin();
  await far.office.until(() => openRound(far.office.store.db) === undefined);
}

export function begin(): void {
  const begun = far.office.portal.reconciler?.startNow(officer);
  if (!begun?.ok) throw new Error('no round could begin');
}

/** What differs, as `kind` or `kind subject`, of a dossier. */
export function differences(n: number): string[] {
  return openDifferences(far.office.store.db)
    .filter((row) => row.dossierId === dossierId(n))
    .map(({ kind, subject }) => (subject === '' ? kind : `${kind} ${subject}`));
}

/** How often the portal was asked about a dossier. */
export function askedAbout(n: number): number {
  return far.portal.requests.filter(
    ({ service, body }) => service === 'TraCuuHoSo' && JSON.stringify(body).includes(codeOf(n)),
  ).length;
}

/** Issues dossiers 1 to `count` and waits until the portal has them. */
export async function issued(count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) far.office.issue(n, 2000);
  await far.office.drained();
}
