import type { CategoryContent, CategoryProcedure } from '../../portal/index.ts';
import { checkSetting, type Settings } from '../../settings/index.ts';
import type { CategoryDifference } from '../../store/schema/categories.ts';

/** A list that loses more than half of its entries was probably answered by half, or emptied by mistake. */
const leastKept = 0.5;

/**
 * What a pulled content changes for the office: each thing that its settings rely on and that stands otherwise there, and
 * what looks like a mistake at the portal. None: it may take its place by itself.
 *
 * @param before  the content in force; null while there is none
 */
export function differencesOf(
  content: CategoryContent,
  before: CategoryContent | null,
  settings: Settings,
): CategoryDifference[] {
  if (content.kind === 'procedure') {
    const was = before?.kind === 'procedure' ? before.procedure : null;
    return content.procedure.code === settings['portal.procedure-code']
      ? ofProcedure(content.procedure, was, settings)
      : [];
  }
  const found: CategoryDifference[] = [];
  const { entries } = content.list;
  const had = before !== null && before.kind !== 'procedure' ? before.list.entries.length : 0;
  if (entries.length < had * leastKept) found.push({ what: 'emptied', was: String(had), now: String(entries.length) });
  const relied = {
    procedures: { code: settings['portal.procedure-code'], name: null },
    fields: { code: settings['portal.field-code'], name: settings['portal.field-name'] },
    offices: { code: settings['office.code'], name: null },
  }[content.kind];
  const own = entries.find(({ code }) => code === relied.code);
  if (relied.code !== '' && own === undefined) found.push({ what: `${content.kind}-absent`, was: relied.code });
  return found;
}

type Told = 'portal.procedure-name' | 'portal.field-code' | 'portal.field-name' | 'portal.result-code';

function ofProcedure(
  procedure: CategoryProcedure,
  before: CategoryProcedure | null,
  settings: Settings,
): CategoryDifference[] {
  const found: CategoryDifference[] = [];
  const changes = (setting: Told, now: string): void => {
    const was = String(settings[setting]);
    if (was.normalize('NFC') === now) return;
    // What the setting cannot hold is told, and changed by hand.
    found.push({ what: setting, was, now, ...(checkSetting(setting, now).ok ? { setting } : {}) });
  };
  if (procedure.published === false) found.push({ what: 'unpublished' });
  changes('portal.procedure-name', procedure.name);
  const [field] = procedure.fields;
  const own = procedure.fields.find(({ code }) => code === settings['portal.field-code']);
  if (own) changes('portal.field-name', own.name);
  else if (field) {
    changes('portal.field-code', field.code);
    changes('portal.field-name', field.name);
  }
  const results = procedure.results.map(({ code }) => code);
  if (results.length > 0 && !results.includes(settings['portal.result-code'])) {
    const [only, ...others] = results;
    if (only !== undefined && others.length === 0) changes('portal.result-code', only);
    else
      found.push({
        what: 'result-code-choice',
        was: settings['portal.result-code'],
        now: results.join(', ').slice(0, 500),
      });
  }
  if (before !== null && JSON.stringify(before.fees) !== JSON.stringify(procedure.fees)) {
    found.push({ what: 'fees', was: feeText(before), now: feeText(procedure) });
  }
  return found;
}

function feeText({ fees }: CategoryProcedure): string {
  return fees
    .map(({ amount, unit, note }) => [amount, unit, note].filter(Boolean).join(' '))
    .join('; ')
    .slice(0, 2000);
}
