import type { ToldDossier } from '../../store/schema/outbox.ts';
import type { PortalDossier } from '../connector.ts';

/** What of a dossier's message the portal can be asked about later. */
export function toldOf({ statusCode, results }: PortalDossier): ToldDossier {
  return {
    statusCode,
    results: results.map(({ originalId, resultCode, url }) => ({ originalId, resultCode, url: url ?? null })),
  };
}
