import { modeOf, type TextField, textFieldOf } from './fields.ts';

/** What is typed in a field, and so which keys it needs. */
export type Kind = 'text' | 'email' | 'digits' | 'phone' | 'secret' | 'pin';

/** A secret stays one while it is shown: its autocomplete tells. */
function isSecret(field: TextField): boolean {
  return field.type === 'password' || field.autocomplete.endsWith('-password');
}

export function kindOf(field: TextField): Kind {
  if (field.dataset['keyboard'] === 'pin') return 'pin';
  if (isSecret(field)) return 'secret';
  const mode = modeOf(field);
  if (field.type === 'email' || field.type === 'url' || mode === 'email' || mode === 'url') return 'email';
  if (field.type === 'tel' || mode === 'tel') return 'phone';
  if (field.type === 'number' || mode === 'numeric' || mode === 'decimal') return 'digits';
  // A user name and a code are no Vietnamese.
  return field.autocomplete === 'username' || field.autocapitalize === 'characters' ? 'email' : 'text';
}

/** The text fields among which one goes on: those of the dialog, the form or the view. */
export function fieldsBeside(field: TextField): readonly TextField[] {
  const place = field.closest('dialog, form, main') ?? document.body;
  return [...place.querySelectorAll<TextField>('input, textarea')].filter(
    (one) => textFieldOf(one) !== null && one.checkVisibility(),
  );
}

/** At the beginning of a name's word, or of a sentence, where the field says so. */
export function wantsCapital(field: TextField, kind: Kind): boolean {
  if (kind !== 'text') return false;
  const before = field.value.slice(0, field.selectionStart ?? 0);
  if (field.autocapitalize === 'words') return before === '' || /\s$/.test(before);
  return field.autocapitalize === 'sentences' && (before === '' || /[.!?]\s+$/.test(before));
}
