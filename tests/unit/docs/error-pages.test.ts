import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { codes } from '../../../src/common/codes/index.ts';

const folder = fileURLToPath(new URL('../../../docs/errors/', import.meta.url));
const pages = readdirSync(folder).map((file) => file.replace(/\.md$/, ''));

/** Letters that only Vietnamese has among the languages of these pages. */
const vietnamese = /[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]/giu;
const vietnameseLetters = (text: string): number => text.normalize('NFC').match(vietnamese)?.length ?? 0;

const parts = {
  vi: ['Điều gì đã xảy ra', 'Điều gì vẫn an toàn', 'Cần làm gì'],
  en: ['What happened', 'What is safe', 'What to do'],
} as const;

/** The text of a page under each of the three headings of a language, whether they are bold words or headings. */
function answers(text: string, headings: readonly string[]): string[] {
  return headings.map((heading, index) => {
    const start = text.indexOf(heading);
    if (start < 0) return '';
    const next = headings[index + 1];
    const end = next === undefined ? text.length : text.indexOf(next);
    return text
      .slice(start + heading.length, end < 0 ? text.length : end)
      .replaceAll(/[#*.\s]+/g, ' ')
      .trim();
  });
}

test('every page belongs to a code', () => {
  expect(pages.filter((page) => !Object.hasOwn(codes, page))).toEqual([]);
});

test('every code has a page', () => {
  expect(Object.keys(codes).filter((code) => !pages.includes(code))).toEqual([]);
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(`${folder}${page}.md`, 'utf8');
  const [title = '', inVietnamese = '', inEnglish = ''] = text.split(/^## (?:Tiếng Việt|English)$/m);

  test('has its code for a title, then Vietnamese, then English', () => {
    expect(title.trim()).toBe(`# ${page}`);
    expect(text.match(/^## .*$/gm)).toEqual(['## Tiếng Việt', '## English']);
    expect(text, 'composed letters').toBe(text.normalize('NFC'));
  });

  test('says what happened, what is safe and what to do, in both languages', () => {
    for (const answer of answers(inVietnamese, parts.vi)) {
      expect(answer.length, answer).toBeGreaterThan(10);
      expect(vietnameseLetters(answer), answer).toBeGreaterThan(2);
    }
    for (const answer of answers(inEnglish, parts.en)) {
      expect(answer.length, answer).toBeGreaterThan(3);
      expect(vietnameseLetters(answer), answer).toBeLessThan(answer.length / 5);
    }
  });
});

describe.each(Object.entries(codes))('the sentence of %s', (_code, { vi, en }) => {
  test('is whole, and in its language', () => {
    expect(vi).toMatch(/^\p{Lu}.*[.!?]$/su);
    expect(en).toMatch(/^\p{Lu}.*[.!?]$/su);
    expect(vietnameseLetters(vi)).toBeGreaterThan(4);
    expect(vietnameseLetters(en)).toBeLessThan(en.length / 10);
    expect(vi, 'composed letters').toBe(vi.normalize('NFC'));
    for (const text of [vi, en]) {
      expect(text.length).toBeGreaterThan(20);
      expect(text.length).toBeLessThan(400);
      expect(text).not.toMatch(/\s\s|\n|undefined|TODO/);
    }
  });
});
