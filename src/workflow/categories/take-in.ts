import { createHash } from 'node:crypto';
import { newId } from '../../common/id.ts';
import { type CategoryContent, type CategoryQuery, categoryName } from '../../portal/index.ts';
import type { Tx } from '../../store/index.ts';
import {
  type CategoryVersionRow,
  categoryVersionIn,
  changeCategoryVersion,
  insertCategoryVersion,
  lastDeclined,
  pruneCategory,
} from '../../store/repositories/categories.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import type { Office } from '../office.ts';
import { differencesOf } from './reliance.ts';

/** How many old versions of a list are kept; those of a procedure stay, for dossiers refer to them. */
const keptLists = 5;

/** What a pulled content came to: `proposed` waits for the unit admin's word. */
export type TakenIn = 'same' | 'current' | 'proposed' | 'declined' | 'empty';

/**
 * Takes a pulled content in, in one transaction: equal content changes nothing; content that touches nothing that the
 * office relies on is in force at once; all other waits for the unit admin, and until then the version in force stays.
 * An empty list is never the first of its category, and a content that was declined is not asked about again.
 */
export function takeIn(
  office: Pick<Office, 'store' | 'clock'>,
  tx: Tx,
  query: CategoryQuery,
  content: CategoryContent,
): TakenIn {
  const category = categoryName(query);
  const sha256 = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const current = categoryVersionIn(tx, category, 'current');
  const proposed = categoryVersionIn(tx, category, 'proposed');
  if (proposed?.sha256 === sha256) return 'same';
  if (current?.sha256 === sha256) {
    if (proposed) overtake(office, tx, proposed);
    return 'same';
  }
  const entries = content.kind === 'procedure' ? 1 : content.list.entries.length;
  if (entries === 0 && !current) return 'empty';
  if (lastDeclined(tx, category) === sha256) return 'declined';
  if (proposed) overtake(office, tx, proposed);
  const settings = readSettings(tx);
  const differences = differencesOf(content, (current?.content as CategoryContent | undefined) ?? null, settings);
  const now = office.clock.now();
  const id = newId(office.clock);
  const state = differences.length === 0 ? 'current' : 'proposed';
  if (state === 'current' && current) retire(office, tx, current);
  insertCategoryVersion(tx, {
    ...{ id, category, sha256, content, entries, state, differences, pulledAt: now },
    validFrom: state === 'current' ? now : null,
  });
  if (content.kind !== 'procedure') pruneCategory(tx, category, keptLists);
  office.store.journal.append(tx, {
    actor: 'station',
    role: 'station',
    act: state === 'current' ? 'take-category' : 'propose-category',
    objectType: 'category',
    objectId: id,
    facts: { category, sha256, entries, differences: differences.length },
  });
  return state;
}

/** Ends the time of a version; never before it began, whatever the clock says now. */
export function retire(office: Pick<Office, 'clock'>, tx: Tx, version: CategoryVersionRow): void {
  changeCategoryVersion(tx, version.id, {
    state: 'past',
    validUntil: Math.max(office.clock.now(), version.validFrom ?? 0),
  });
}

/** Another content came before anybody had decided. */
function overtake(office: Pick<Office, 'store'>, tx: Tx, version: CategoryVersionRow): void {
  changeCategoryVersion(tx, version.id, { state: 'overtaken' });
  office.store.journal.append(tx, {
    actor: 'station',
    role: 'station',
    act: 'overtake-category',
    objectType: 'category',
    objectId: version.id,
    facts: { category: version.category },
  });
}
