import { signal } from '@preact/signals';
import { en } from './en.ts';
import { vi } from './vi.ts';

export type Language = 'vi' | 'en';

const kept = 'language';

/** The language of this screen. Vietnamese unless somebody chose otherwise here. */
export const language = signal<Language>(localStorage.getItem(kept) === 'en' ? 'en' : 'vi');
document.documentElement.lang = language.peek();

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  localStorage.setItem(kept, chosen);
}

/** What stands for `{name}` in a text. */
export type Parts = Readonly<Record<string, string | number>>;

/** The texts of a view, by key, in the language chosen. Both lists have the same keys, or the types do not agree. */
export function wordsOf<K extends string>(
  vietnamese: Readonly<Record<K, string>>,
  english: Readonly<Record<NoInfer<K>, string>>,
): (key: K, parts?: Parts) => string {
  return (key, parts) => fill(language.value === 'en' ? english[key] : vietnamese[key], parts);
}

/** `{name}` is the part itself; `{name|one|many}` is the word that goes with that number, as such or as `count` writes it. */
function fill(text: string, parts: Parts = {}): string {
  return text.replaceAll(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (whole, name: string, one?: string, many?: string) =>
    one === undefined ? String(parts[name] ?? whole) : String((String(parts[name]) === '1' ? one : many) ?? ''),
  );
}

/** One of two texts that came from the station. */
export function either(words: { readonly vi: string; readonly en: string }): string {
  return language.value === 'en' ? words.en : words.vi;
}

/** The texts that every view needs. */
export const t = wordsOf(vi, en);

export type Word = keyof typeof vi;
