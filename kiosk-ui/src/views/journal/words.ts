import { wordsOf } from '../../words/index.ts';
import { journalEn } from '../../words/journal.en.ts';
import { journalVi } from '../../words/journal.vi.ts';

/** The texts of the journal's view. */
export const journalWords = wordsOf(journalVi, journalEn);

type Key = keyof typeof journalVi;

const isKey = (key: string): key is Key => Object.hasOwn(journalVi, key);

/** What was done, in words; an act that has none is called by its code. */
export function actWords(act: string): string {
  const key = `journal.act.${act}`;
  return isKey(key) ? journalWords(key) : act;
}

/** The thing of an entry by its kind and name. */
export function objectWords(kind: string, name: string): string {
  const key = `journal.object.${kind}`;
  return isKey(key) ? journalWords(key, { name }) : `${kind} ${name}`;
}
