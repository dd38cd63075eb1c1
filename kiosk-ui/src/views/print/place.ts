import type { ViewPath } from '../../../../src/web/contract/index.ts';

const root: ViewPath = '/in-phieu';

/** The fee table for the wall has an address of its own: it is open to everybody. */
export const ratesPath: ViewPath = '/bieu-phi';

/** The slips of a dossier and of an original, by the part of the address that names them. */
const kinds = {
  'tiep-nhan': 'reception',
  'bang-ke-phi': 'fees',
  'bo-sung': 'supplement',
  'tu-choi': 'refusal',
} as const;

export type OwnedKind = (typeof kinds)[keyof typeof kinds];

/** A slip as the address names it; `originalId` for the slips of one original. */
export interface SlipPlace {
  readonly kind: OwnedKind;
  readonly dossierId: string;
  readonly originalId: string | null;
}

const ofOriginal: readonly OwnedKind[] = ['supplement', 'refusal'];

export function placeOf([name, dossierId, originalId]: readonly string[]): SlipPlace | null {
  const kind = Object.entries(kinds).find(([known]) => known === name)?.[1];
  if (kind === undefined || dossierId === undefined) return null;
  if (ofOriginal.includes(kind) !== (originalId !== undefined)) return null;
  return { kind, dossierId, originalId: originalId ?? null };
}

export function slipPath(kind: OwnedKind, dossierId: string, originalId?: string): string {
  const name = Object.entries(kinds).find(([, known]) => known === kind)?.[0] ?? '';
  return [root, name, dossierId, ...(originalId === undefined ? [] : [originalId])].join('/');
}

/** Where the station keeps this slip. */
export function slipAddress({ kind, dossierId, originalId }: SlipPlace): string {
  return originalId === null
    ? `/api/dossiers/${dossierId}/slips/${kind}`
    : `/api/originals/${originalId}/slips/${kind}`;
}
