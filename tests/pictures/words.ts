import { readdirSync } from 'node:fs';

export type Language = 'vi' | 'en';

const folder = new URL('../../kiosk-ui/src/words/', import.meta.url);

/** Every text of the screens in a language, by key, as the lists in the source have them. */
export async function wordsIn(language: Language): Promise<(key: string) => string> {
  const all: Record<string, string> = {};
  for (const file of readdirSync(folder).filter(
    (name) => name === `${language}.ts` || name.endsWith(`.${language}.ts`),
  )) {
    for (const list of Object.values((await import(new URL(file, folder).href)) as Record<string, object>)) {
      Object.assign(all, list);
    }
  }
  return (key) => {
    const text = all[key];
    if (text === undefined) throw new Error(`the screens have no text ${key}`);
    return text;
  };
}

/** The text of a key as a pattern: whatever stands for its parts, and perhaps the key that a button shows after it. */
export function patternOf(text: string): RegExp {
  const escaped = text.replaceAll(/[.*+?^$()[\]\\]/g, '\\$&').replaceAll(/\{[^}]+\}/g, '.+');
  return new RegExp(`^${escaped}( \\S+)?$`);
}
