/** A field in which text is typed. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

const typed = ['text', 'search', 'email', 'tel', 'url', 'number', 'password'];

/** The text field that this is, if it can be typed in and has no keys of its own on the page (`inputmode="none"`). */
export function textFieldOf(target: EventTarget | null): TextField | null {
  if (target instanceof HTMLInputElement && !typed.includes(target.type)) return null;
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  if (target.disabled || target.readOnly || modeOf(target) === 'none') return null;
  return target;
}

/** What the browser's own keyboard was asked for, before ours stood in for it. */
const asked = new WeakMap<TextField, string | null>();

/** Asks the system's own touch keyboard to stay away from this field; `giveBack` lets it come again. */
export function standIn(field: TextField): void {
  if (asked.has(field)) return;
  asked.set(field, field.getAttribute('inputmode'));
  field.setAttribute('inputmode', 'none');
}

/** The `inputmode` that the page gave this field. */
export function modeOf(field: TextField): string {
  return asked.has(field) ? (asked.get(field) ?? '') : field.inputMode;
}

export function giveBack(field: TextField): void {
  const before = asked.get(field);
  if (before === undefined) return;
  asked.delete(field);
  if (before === null) field.removeAttribute('inputmode');
  else field.setAttribute('inputmode', before);
}
