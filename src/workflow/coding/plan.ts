import { megabyte } from '../../portal/index.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { findCodings, type PageCodingRow } from '../../store/repositories/page-codings.ts';
import { type ArrangedPage, listPages, pageLengths } from '../../store/repositories/pages.ts';
import { largestSignable } from './signable.ts';

export type CodingProfile = Settings['coding.profile'];

/** A page as it would go into the copy. */
export interface PlannedPage {
  readonly page: ArrangedPage;
  readonly form: PageCodingRow['form'];
  readonly documentId: string;
  readonly length: number;
}

/** How the pages of an original go into its copy. */
export interface CodingPlan {
  readonly profile: CodingProfile;
  readonly pages: readonly PlannedPage[];
  /** Pages of which it is not known yet how they look in this profile. */
  readonly missing: readonly ArrangedPage[];
  /** Of the copy, signatures included; about that many while pages are missing. */
  readonly bytes: number;
  /** The largest file that the portal takes from an officer's hand; null where the station sends by itself. */
  readonly limitBytes: number | null;
  /** Whether a copy of that size can be signed at all. */
  readonly signable: boolean;
}

/** What both signatures add, each with its image and the room for its CMS. */
export const signatureBytes = 200_000;
/** What a copy holds beside its pages: attestation, typeface, colour profile and both signatures. */
const besidePages = 100_000 + signatureBytes;
/** The most that a page takes beside its pictures. */
const besidePictures = 1024;

/**
 * The coding of an original's pages: the office's own, or the first of those it allows that gives a file the portal takes.
 * Where none does, the first that can be signed at all, and after that its own. A page given up is taken as it was kept.
 */
export function planCoding(
  db: Reader,
  settings: Settings,
  originalId: string,
  givenUp: ReadonlySet<string> = new Set(),
): CodingPlan {
  const pages = listPages(db, originalId);
  const own = settings['coding.profile'];
  const limitBytes = fileLimit(settings);
  const most = largestSignable(settings).bytes - pages.length * besidePictures;
  const plan = (profile: CodingProfile): CodingPlan => {
    const coded = inProfile(db, pages, profile, givenUp);
    return { profile, ...coded, limitBytes, signable: coded.bytes <= most };
  };
  const first = plan(own);
  const fits = ({ bytes, signable }: CodingPlan): boolean => signable && (limitBytes === null || bytes <= limitBytes);
  if (first.missing.length > 0 || fits(first)) return first;
  let best = first;
  // Compact is never followed by something larger.
  const others = settings['coding.smaller'].filter((each) => each !== own && own !== 'compact');
  for (const profile of others) {
    const next = plan(profile);
    if (next.missing.length > 0 || fits(next)) return next;
    if (!best.signable) best = next;
  }
  return best.signable ? best : first;
}

/** The largest file that an officer can put on the portal; null where the station sends by itself. */
export function fileLimit(settings: Settings): number | null {
  return settings['portal.connector'] === 'manual' ? settings['portal.manual-file-limit'] * megabyte : null;
}

function inProfile(
  db: Reader,
  pages: readonly ArrangedPage[],
  profile: CodingProfile,
  givenUp: ReadonlySet<string>,
): Pick<CodingPlan, 'pages' | 'missing' | 'bytes'> {
  const ids = pages.map((page) => page.id);
  const kept = pageLengths(db, pages);
  const codings = profile === 'fast' ? new Map<string, PageCodingRow>() : findCodings(db, ids, profile);
  const planned = pages.map((page): PlannedPage => {
    const coding = codings.get(page.id);
    return coding?.documentId
      ? { page, form: coding.form, documentId: coding.documentId, length: coding.length }
      : { page, form: 'kept', documentId: page.documentId, length: kept.get(page.documentId) ?? 0 };
  });
  const missing = profile === 'fast' ? [] : pages.filter(({ id }) => !codings.has(id) && !givenUp.has(id));
  return { pages: planned, missing, bytes: planned.reduce((sum, each) => sum + each.length, besidePages) };
}
