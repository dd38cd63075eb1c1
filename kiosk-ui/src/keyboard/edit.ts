import { eraseLast, type Method, typeKey } from '../input-method/index.ts';
import type { TextField } from './fields.ts';

/** Where the caret is; null in fields whose browser does not tell (e-mail, number). */
function selectionOf(field: TextField): { readonly start: number; readonly end: number } | null {
  const { selectionStart: start, selectionEnd: end } = field;
  return start === null || end === null ? null : { start, end };
}

/** Asks as a key would; false if the page does not want it. */
function asks(field: TextField, inputType: string, data: string | null): boolean {
  return field.dispatchEvent(new InputEvent('beforeinput', { inputType, data, bubbles: true, cancelable: true }));
}

/**
 * Puts text at the caret, or takes away, as the browser's own editing does: with its input event, its undo and the
 * field's greatest length. The command is old but the only one that does; every browser has it.
 */
function carryOut(command: 'insertText' | 'delete', text = ''): void {
  document.execCommand(command, false, text);
}

/** The letters and digits right before the caret. */
function wordBefore(text: string): string {
  return /[\p{L}\p{M}\p{N}]+$/u.exec(text)?.[0] ?? '';
}

/** Puts another word in the place of the one before the caret; only the letters that differ are touched. */
function replaceWord(
  field: TextField,
  place: { readonly start: number; readonly end: number },
  old: string,
  word: string,
) {
  let same = 0;
  while (same < old.length && old[same] === word[same]) same += 1;
  field.setSelectionRange(place.start - old.length + same, place.end);
  if (same === word.length) carryOut('delete');
  else carryOut('insertText', word.slice(same));
}

/** Types a character. With a method, it may change the word before the caret instead. */
export function typeInto(field: TextField, text: string, method: Method | null): void {
  const place = selectionOf(field);
  const old = method === null || place === null ? '' : wordBefore(field.value.slice(0, place.start));
  if (method === null || place === null) {
    if (asks(field, 'insertText', text)) carryOut('insertText', text);
    return;
  }
  const word = typeKey(method, old.normalize('NFC'), text);
  const grows = word === old + text;
  if (!asks(field, grows ? 'insertText' : 'insertReplacementText', grows ? text : word)) return;
  if (grows) carryOut('insertText', text);
  else replaceWord(field, place, old, word);
}

/** Takes away what is chosen, or the letter before the caret. */
export function eraseIn(field: TextField, method: Method | null): void {
  if (!asks(field, 'deleteContentBackward', null)) return;
  const place = selectionOf(field);
  const old = method === null || place === null ? '' : wordBefore(field.value.slice(0, place.start)).normalize('NFC');
  const kept = eraseLast(old);
  if (place === null || place.start !== place.end || old === '' || old.startsWith(kept)) carryOut('delete');
  else replaceWord(field, place, wordBefore(field.value.slice(0, place.start)), kept);
}

/** What the Enter key does: the page hears it first; then a line in a text of many, else the form is sent. */
export function enterIn(field: TextField): void {
  const event = { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true };
  if (!field.dispatchEvent(new KeyboardEvent('keydown', event))) return;
  if (field instanceof HTMLTextAreaElement) {
    if (asks(field, 'insertLineBreak', null)) carryOut('insertText', '\n');
    return;
  }
  field.form?.querySelector<HTMLElement>('[type="submit"]')?.click();
}
