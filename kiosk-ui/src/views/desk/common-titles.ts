import { w } from './words.ts';

/** Without marks and in lower case, as one types in haste. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\u0111/giu, 'd')
    .toLowerCase()
    .trim();
}

/** The titles that begin a word with each word typed, the most frequent first. */
export function commonTitles(typed: string, most: number): string[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const fits = (title: string): boolean => {
    const own = folded(title).split(' ');
    return words.every((word) => own.some((one) => one.startsWith(word)));
  };
  return w('desk.add-titles')
    .split('; ')
    .filter((title) => fits(title) && title !== typed.trim())
    .slice(0, most);
}
