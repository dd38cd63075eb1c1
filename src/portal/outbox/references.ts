import type { Clock } from '../../common/clock.ts';
import type { Store } from '../../store/index.ts';
import { findReference, keepReference } from '../../store/repositories/portal-references.ts';
import type { PortalReferences } from '../connector.ts';

/** What the far side of a connector calls a dossier, as the store keeps it. */
export function referencesOf(store: Store, dossierId: string, connector: string, clock: Clock): PortalReferences {
  return {
    find: (name) => findReference(store.db, dossierId, connector, name),
    keep: (name, value) =>
      store.write((tx) => keepReference(tx, { dossierId, connector, name, value, keptAt: clock.now() })),
  };
}
