import { type CategoryContent, categoryName, categoryOf, listKinds } from '../../portal/index.ts';
import { definitions, isSettingKey, type Words } from '../../settings/index.ts';
import {
  type CategoryVersionHead,
  dossiersByVersion,
  findCategoryPull,
  findCategoryVersion,
  listCategoryVersions,
} from '../../store/repositories/categories.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import { type Office, settingsOf } from '../office.ts';
import { presentDifferences, seenHash } from './decide.ts';

/** A version as it is shown; the content of lists stays in the store. */
export interface ShownVersion
  extends Pick<CategoryVersionHead, 'id' | 'state' | 'sha256' | 'entries' | 'pulledAt' | 'validFrom' | 'validUntil'> {
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly dossiers: number;
  readonly procedure: Omit<Extract<CategoryContent, { kind: 'procedure' }>['procedure'], 'code'> | null;
}

/** A category as the unit admin sees it. */
export interface ShownCategory {
  readonly name: string;
  readonly kind: CategoryContent['kind'];
  readonly code: string | null;
  readonly own: boolean;
  readonly answeredAt: number | null;
  readonly failureCode: string | null;
  readonly differences: {
    readonly what: string;
    readonly title: Words | null;
    readonly changes: boolean;
    readonly was: string | null;
    readonly now: string | null;
  }[];
  readonly seen: string | null;
  readonly versions: ShownVersion[];
}

/** How many versions of each category are shown. */
const shown = 10;

/** The categories that the office follows, and those of which a version is kept. */
export function categoriesView(office: Office): ShownCategory[] {
  const { db } = office.store;
  const settings = settingsOf(office);
  const all = listCategoryVersions(db);
  const made = dossiersByVersion(db);
  const followed = [settings['portal.procedure-code'], ...settings['portal.category-procedures']]
    .filter((code) => code !== '')
    .map((code) => categoryName({ kind: 'procedure', code }));
  const names = [...new Set([...followed, ...listKinds, ...all.map(({ category }) => category)])];
  return names.flatMap((name): ShownCategory[] => {
    const query = categoryOf(name);
    if (!query) return [];
    const versions = all.filter(({ category }) => category === name).slice(0, shown);
    const proposed = versions.find(({ state }) => state === 'proposed');
    const waiting = proposed ? findCategoryVersion(db, proposed.id) : undefined;
    const differences = waiting ? presentDifferences(db, waiting) : null;
    const pull = findCategoryPull(db, name);
    return [
      {
        name,
        kind: query.kind,
        code: query.code ?? null,
        own: query.code === settings['portal.procedure-code'],
        answeredAt: pull?.answeredAt ?? null,
        failureCode: pull?.failureCode ?? null,
        differences: (differences ?? []).map(({ what, setting, was, now }) => ({
          what,
          title: isSettingKey(what) ? definitions[what].title : null,
          changes: setting !== undefined,
          was: was ?? null,
          now: now ?? null,
        })),
        seen: differences === null ? null : seenHash(differences),
        versions: versions.map((version) => toShown(office, version, made.get(version.id) ?? 0)),
      },
    ];
  });
}

function toShown(office: Office, version: CategoryVersionHead, dossiers: number): ShownVersion {
  const { db } = office.store;
  const { id, state, sha256, entries, pulledAt, validFrom, validUntil, decidedBy, decidedAt, category } = version;
  const content = category.startsWith('procedure/')
    ? (findCategoryVersion(db, id)?.content as CategoryContent | null | undefined)
    : null;
  const officer = decidedBy === null ? undefined : findOfficer(db, decidedBy);
  return {
    ...{ id, state, sha256, entries, pulledAt, validFrom, validUntil, decidedAt, dossiers },
    decidedBy: officer?.fullName ?? null,
    procedure: content?.kind === 'procedure' ? shownProcedure(content.procedure) : null,
  };
}

function shownProcedure({
  name,
  published,
  fields,
  results,
  fees,
}: Extract<CategoryContent, { kind: 'procedure' }>['procedure']) {
  return { name, published, fields, results, fees };
}
