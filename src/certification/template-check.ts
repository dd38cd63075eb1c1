import { fail, ok, type Result } from '../common/result.ts';
import { type AttestationTemplate, PLACEHOLDERS, type Placeholder } from './template-types.ts';

/** Text in braces, and any brace that is not part of it. */
const bracesPattern = /\{([^{}]*)\}|[{}]/g;

/** *Sao y* is what an agency makes of its own papers (NĐ 30/2020 Điều 25–26), never a certified copy. */
const saoYPattern = /(?<!\p{L})sao\s+y(?!\p{L})/iu;

/** NĐ 137/2024 Điều 4.1.a: that it was converted, in words; who converted; when. */
const markWords = 'chuyển đổi';
const markPlaceholders: readonly Placeholder[] = ['converter', 'conversionTime'];

/**
 * Whether a template can be used: the lines that must be there are there once (heading, number, date: NĐ 23/2015
 * Điều 12, 13.2, 20.3), each placeholder is known, the mark says who and when, and nothing says "sao y".
 * Errors: LAW-TEMPLATE-PLACEHOLDER (facts: placeholder), LAW-TEMPLATE-INCOMPLETE (facts: missing), LAW-TEMPLATE-SAO-Y.
 */
export function checkTemplate(template: AttestationTemplate): Result<AttestationTemplate> {
  const texts = [...template.lines.map((line) => line.text), template.conversionMark.text];
  for (const text of texts) {
    if (saoYPattern.test(text.normalize('NFC'))) return fail('LAW-TEMPLATE-SAO-Y');
    const unknown = placeholdersIn(text).find((name) => !PLACEHOLDERS.some((known) => known === name));
    if (unknown !== undefined) return fail('LAW-TEMPLATE-PLACEHOLDER', { placeholder: unknown });
  }
  const missing = missingIn(template);
  return missing === undefined ? ok(template) : fail('LAW-TEMPLATE-INCOMPLETE', { missing });
}

/** The text with every placeholder replaced by its value; values are never read as placeholders again. */
export function fillTemplate(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: Placeholder) => values[name]).normalize('NFC');
}

function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(bracesPattern)].map(([whole, name]) => name ?? whole);
}

function missingIn({ lines, conversionMark }: AttestationTemplate): string | undefined {
  const textOf = (role: string): string | undefined => {
    const [line, second] = lines.filter((candidate) => candidate.role === role);
    return second === undefined ? line?.text : undefined;
  };
  const has = (text: string | undefined, names: readonly Placeholder[]): boolean =>
    text !== undefined && names.every((name) => placeholdersIn(text).includes(name));
  if (!textOf('heading')?.trim()) return 'heading';
  const number = textOf('number');
  if (!has(number, ['registerNumber']) && !has(number, ['number', 'volume'])) return 'number';
  const date = textOf('date');
  if (!has(date, ['day', 'month', 'year']) && !has(date, ['day', 'month2', 'year'])) return 'date';
  const mark = conversionMark.text.normalize('NFC');
  const inWords = mark.toLocaleLowerCase('vi').includes(markWords);
  return inWords && has(mark, markPlaceholders) ? undefined : 'conversionMark';
}
