import type { Connector, Outcome, PortalDossier, PortalReferences, Unreachable } from '../connector.ts';

/** A far side may have the dossier, and a person has to look there before it is added. */
export const addUncertain = 'PORTAL-ADD-UNCERTAIN';

/** What the station itself knows of a dossier at the far side. */
export interface Standing {
  /** The far side has confirmed it before. */
  readonly known: boolean;
  /** When a message that adds it was first on its way; null: never. */
  readonly begunAt: number | null;
}

/**
 * Sends a dossier's state so that it is never there twice. Where nothing can be looked up and an earlier attempt may have
 * arrived, the far side has it perhaps: then it is sent as a change, which a far side that says that it has none is sent as
 * an add. A change refused otherwise is `PORTAL-ADD-UNCERTAIN`: adding it anew might be a second dossier.
 */
export async function syncOnce(
  connector: Connector,
  dossier: PortalDossier,
  standing: Standing,
  options: { readonly references: PortalReferences; readonly signal: AbortSignal },
): Promise<Outcome> {
  const presence = await presenceOf(connector, dossier.dossierCode, standing, options.signal);
  if (typeof presence === 'object') return presence;
  const outcome = await connector.syncDossier(dossier, { known: presence !== 'no', ...options });
  // What the station itself could not write down was never sent.
  const refusedThere = outcome.kind === 'rejected' && outcome.code === 'PORTAL-REJECTED';
  return presence === 'perhaps' && refusedThere ? { ...outcome, code: addUncertain } : outcome;
}

/**
 * Whether the far side has a dossier. It is asked when an earlier attempt may have arrived, and before every add by a
 * connector whose far side would take a second one; what cannot be found out now waits.
 */
async function presenceOf(
  connector: Connector,
  dossierCode: string,
  { known, begunAt }: Standing,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'perhaps' | Unreachable> {
  if (known) return 'yes';
  if (connector.refusesSecondAdd && begunAt === null) return 'no';
  const answer = (await connector.lookUp?.(dossierCode, { signal })) ?? { kind: 'not-offered' };
  switch (answer.kind) {
    case 'unreachable':
      return answer;
    case 'found':
      return 'yes';
    case 'absent':
      return 'no';
    case 'not-offered':
      return begunAt === null || connector.refusesSecondAdd ? 'no' : 'perhaps';
  }
}
