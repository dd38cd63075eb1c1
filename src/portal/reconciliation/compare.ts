import type { FoundDifference } from '../../store/repositories/portal-differences.ts';
import type { DifferenceKind } from '../../store/schema/difference-kinds.ts';
import type { ToldDossier } from '../../store/schema/outbox.ts';
import type { FarDossier } from '../connector.ts';

/** Where the station's own messages about a dossier stand. */
export interface Standing {
  /** What the portal confirmed last; null when nothing was, or nothing is known of it. */
  readonly told: ToldDossier | null;
  readonly everConfirmed: boolean;
  /** `at-work`: something newer is on its way, so nothing can be compared; `rejected`: something newer waits for a person. */
  readonly outbox: 'settled' | 'at-work' | 'rejected';
  /** Where cancelled copies could be fetched. */
  readonly recalled: readonly { readonly originalId: string; readonly url: string }[];
}

/** What a comparison came to: the differences, and the kinds of them that could be looked for. */
export interface Comparison {
  readonly found: readonly FoundDifference[];
  readonly kinds: readonly DifferenceKind[];
}

const existence: readonly DifferenceKind[] = ['absent', 'unconfirmed'];
const resultKinds: readonly DifferenceKind[] = ['result-missing', 'result-other', 'result-extra', 'recall-open'];

/** The portal has exactly what it was told: nothing differs that could be looked for. */
export const agreed: Comparison = { found: [], kinds: [...existence, 'status', ...resultKinds] };

/**
 * Compares what the portal says that it has (null: nothing) with what it confirmed. What it does not say is not compared,
 * and while the station's own messages are on their way nothing is.
 */
export function compare({ told, everConfirmed, outbox, recalled }: Standing, far: FarDossier | null): Comparison {
  if (outbox === 'at-work') return { found: [], kinds: [] };
  if (far === null) {
    // A dossier that is not there has no state and no results to differ.
    const kinds = [...existence, 'status' as const, ...resultKinds];
    return { found: everConfirmed ? [one('absent')] : [], kinds };
  }
  if (!everConfirmed) return { found: [one('unconfirmed', { farStatus: far.statusCode })], kinds: existence };
  if (told === null || outbox === 'rejected') return { found: [], kinds: existence };
  const { statusCode: farStatus, results } = far;
  const ownStatus = told.statusCode;
  const status = farStatus !== null && farStatus !== ownStatus ? [one('status', { ownStatus, farStatus })] : [];
  if (results === null) return { found: status, kinds: [...existence, 'status'] };
  const found = [...status, ...compareResults(told.results, recalled, results)];
  return { found, kinds: [...existence, 'status', ...resultKinds] };
}

function compareResults(
  told: ToldDossier['results'],
  recalled: Standing['recalled'],
  theirs: NonNullable<FarDossier['results']>,
): FoundDifference[] {
  const open = recalled.filter(({ url }) => theirs.some((result) => result.url === url));
  const extra = theirs.filter(
    ({ url }) => !told.some((result) => result.url === url) && !recalled.some((copy) => copy.url === url),
  );
  const gone = told.filter(({ url }) => url !== null && !theirs.some((result) => result.url === url));
  // Where something stands in a copy's place it has another address; what is left over is missing, or too much.
  const others = gone.slice(0, extra.length);
  const miscoded = told.filter(({ url, resultCode }) =>
    theirs.some((result) => result.url === url && result.resultCode !== null && result.resultCode !== resultCode),
  );
  return [
    ...open.map(({ originalId }) => one('recall-open', { subject: originalId })),
    ...[...others, ...miscoded].map(({ originalId }) => one('result-other', { subject: originalId })),
    ...gone.slice(extra.length).map(({ originalId }) => one('result-missing', { subject: originalId })),
    ...(extra.length > gone.length ? [one('result-extra')] : []),
  ];
}

/** Whether the portal has, as far as it says and without a doubt, what a message tells. */
export function isToldAlready(told: ToldDossier, { statusCode, results }: FarDossier): boolean {
  if (results === null || statusCode !== told.statusCode || results.length !== told.results.length) return false;
  return told.results.every(
    ({ url, resultCode }) => url !== null && results.some((one) => one.url === url && one.resultCode === resultCode),
  );
}

function one(kind: DifferenceKind, more: Partial<FoundDifference> = {}): FoundDifference {
  return { kind, subject: '', ownStatus: null, farStatus: null, ...more };
}

/** National statuses that somebody at the portal decided, or the citizen: sending our own again would wipe that out. */
const decidedThere: readonly number[] = [3, 5, 6, 7, 8];

/** What an officer can do about a difference: have the dossier sent again, or see to it at the portal. */
export function mendOf(difference: Pick<FoundDifference, 'kind' | 'farStatus'>): 'resend' | 'look' {
  switch (difference.kind) {
    case 'status':
      return decidedThere.includes(difference.farStatus ?? 0) ? 'look' : 'resend';
    case 'absent':
    case 'result-missing':
    case 'result-other':
    case 'result-extra':
    case 'recall-open':
    case 'unconfirmed':
    case 'file-gone':
      return 'resend';
  }
}

/** Whether one of a dossier's open differences is a decision made at the portal, over which nothing of it is sent again. */
export function isDecidedThere(open: readonly Pick<FoundDifference, 'kind' | 'farStatus'>[]): boolean {
  return open.some((difference) => mendOf(difference) === 'look');
}
