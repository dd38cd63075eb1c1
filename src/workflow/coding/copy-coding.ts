import type { CodingPlan, CodingProfile } from './plan.ts';

/** How the pages of one copy are coded: the profile chosen, and how many pages came out in which form. */
export interface CopyCoding {
  readonly profile: CodingProfile;
  readonly kept: number;
  readonly jpeg: number;
  readonly mixed: number;
}

export function codingOf({ profile, pages }: CodingPlan): CopyCoding {
  const count = (form: string): number => pages.filter((page) => page.form === form).length;
  return { profile, kept: count('kept'), jpeg: count('jpeg'), mixed: count('mixed') };
}

/** The coding as the copy itself says it, in its document information and XMP. */
export function codingWords({ profile, kept, jpeg, mixed }: CopyCoding): string {
  return `page-coding=${profile}; pages-as-scanned=${kept}; pages-jpeg=${jpeg}; pages-mixed-raster=${mixed}`;
}
