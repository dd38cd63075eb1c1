import type { ViewPath } from '../../../../src/web/contract/index.ts';

export const listPath: ViewPath = '/doi-soat';

/** The ledger of a dossier. */
export const ledgerPath = (dossierId: string): string => `${listPath}/${dossierId}`;
