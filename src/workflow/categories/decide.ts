import { createHash } from 'node:crypto';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type CategoryContent, categoryName } from '../../portal/index.ts';
import { checkSetting, isSettingKey } from '../../settings/index.ts';
import type { Tx } from '../../store/index.ts';
import {
  adoptDossiers,
  type CategoryVersionRow,
  categoryVersionIn,
  changeCategoryVersion,
  findCategoryVersion,
  freezeTerms,
  insertCategoryVersion,
} from '../../store/repositories/categories.ts';
import { readSettings, writeSetting } from '../../store/repositories/settings.ts';
import type { ProcedureTerms } from '../../store/schema/categories.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';
import { termsSet } from './in-force.ts';
import { differencesOf } from './reliance.ts';
import { retire } from './take-in.ts';

/**
 * The unit admin's word about a changed category. Taken over, it is in force from now on and the settings that it named
 * follow; dossiers opened before keep the terms they were made under, unless the admin says that they follow too. Declined,
 * everything stays.
 *
 * The settings may have changed since it was pulled: `seen` is the hash of the differences that the admin saw.
 * Errors: WEB-ROLE-MISSING, CATEGORY-NOT-WAITING, WEB-EDITED-MEANWHILE.
 */
export function decideCategory(
  office: Office,
  actor: Actor,
  input: { readonly versionId: string; readonly accept: boolean; readonly follow: boolean; readonly seen: string },
): Result<void> {
  const role = roleFor(actor, ['unit-admin']);
  if (!role.ok) return role;
  const result = office.store.attempt((tx): Result<void> => {
    const version = findCategoryVersion(tx, input.versionId);
    if (version?.state !== 'proposed') return fail('CATEGORY-NOT-WAITING');
    const differences = presentDifferences(tx, version);
    if (seenHash(differences) !== input.seen) return fail('WEB-EDITED-MEANWHILE');
    const now = office.clock.now();
    const decided = { decidedBy: actor.id, decidedAt: now };
    const changed = input.accept
      ? applySettings(office, tx, actor, version, { differences, follow: input.follow })
      : [];
    if (input.accept) {
      changeCategoryVersion(tx, version.id, { ...decided, state: 'current', validFrom: now });
    } else {
      changeCategoryVersion(tx, version.id, { ...decided, state: 'declined' });
    }
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: input.accept ? 'accept-category' : 'decline-category',
      objectType: 'category',
      objectId: version.id,
      facts: { category: version.category, sha256: version.sha256, settings: changed.join(' ') },
    });
    return ok();
  });
  if (result.ok) office.events.emit({ type: 'station-changed' });
  return result;
}

/** What a proposed version changes for the office with the settings of this moment. */
export function presentDifferences(tx: Tx | Office['store']['db'], version: CategoryVersionRow) {
  const before = categoryVersionIn(tx, version.category, 'current');
  return differencesOf(
    version.content as CategoryContent,
    (before?.content as CategoryContent | undefined) ?? null,
    readSettings(tx),
  );
}

/** What a decision refers to. */
export function seenHash(differences: ReturnType<typeof differencesOf>): string {
  return createHash('sha256').update(JSON.stringify(differences)).digest('hex');
}

/** Puts the named values into the settings and the version in force into the past. Returns the settings changed. */
function applySettings(
  office: Office,
  tx: Tx,
  actor: Actor,
  version: CategoryVersionRow,
  { differences, follow }: { readonly differences: ReturnType<typeof differencesOf>; readonly follow: boolean },
): string[] {
  const now = office.clock.now();
  const terms = termsSet(readSettings(tx));
  const current = categoryVersionIn(tx, version.category, 'current');
  const named = differences.filter(({ setting }) => setting !== undefined);
  if (current) retire(office, tx, current);
  if (!follow && named.length > 0) {
    // What was made before anything was known of the procedure stays as it was set by hand.
    const isOwn = version.category === categoryName({ kind: 'procedure', code: terms.procedureCode });
    if (isOwn) keepByHand(office, tx, version, terms);
    freezeTerms(tx, categoryName({ kind: 'procedure', code: terms.procedureCode }), version.id, terms);
  }
  const changed: string[] = [];
  for (const { setting = '', now: value } of named) {
    if (!isSettingKey(setting) || !checkSetting(setting, value).ok) continue;
    writeSetting(tx, setting, value, now, actor.id);
    changed.push(setting);
  }
  return changed;
}

function keepByHand(office: Office, tx: Tx, version: CategoryVersionRow, terms: ProcedureTerms): void {
  const id = newId(office.clock);
  const now = office.clock.now();
  insertCategoryVersion(tx, {
    id,
    category: version.category,
    sha256: createHash('sha256').update(JSON.stringify(terms)).digest('hex'),
    content: null,
    entries: 0,
    state: 'past',
    differences: [],
    pulledAt: now,
    validUntil: now,
    terms,
  });
  adoptDossiers(tx, id);
}
