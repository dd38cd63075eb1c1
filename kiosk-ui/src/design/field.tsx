import type { Ref } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../words/index.ts';
import './field.css';

interface Props {
  readonly type?: 'text' | 'password' | 'tel' | 'email' | 'search' | 'date';
  readonly name?: string;
  readonly autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  readonly autocapitalize?: 'none' | 'words' | 'sentences';
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'search' | 'none';
  readonly spellcheck?: boolean;
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly readOnly?: boolean;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What to write, under the label. */
  readonly hint?: string | undefined;
  /** What to mend; null or absent when nothing is. */
  readonly error?: string | null | undefined;
  readonly optional?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** One line of text with its label always in view. Passwords and PINs (`type="password"`) can be shown. */
export function Field({
  label,
  value,
  onValue,
  hint,
  error,
  optional = false,
  inputRef,
  type = 'text',
  ...rest
}: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  const secret = type === 'password';
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  // Preact's types take one kind at a time.
  const kind = (secret && shown ? 'text' : type) as 'text';
  const common = {
    ...rest,
    ...(inputRef ? { ref: inputRef } : {}),
    ...(described === '' ? {} : { 'aria-describedby': described }),
    id,
    class: 'field-input',
    value,
    'aria-invalid': Boolean(error),
    onInput: (event: InputEvent & { readonly currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
  };
  return (
    <div class="field" data-error={Boolean(error)}>
      <label class="field-label" for={id}>
        {label}
        {optional ? <span class="field-optional"> ({t('field.optional')})</span> : null}
      </label>
      {hint ? (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <div class="field-row">
        <input {...common} type={kind} />
        {secret ? (
          <button
            type="button"
            class="field-show"
            aria-pressed={shown}
            aria-label={`${t(shown ? 'field.hide' : 'field.show')} – ${label}`}
            onClick={() => setShown(!shown)}
          >
            {t(shown ? 'field.hide' : 'field.show')}
          </button>
        ) : null}
      </div>
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          <span aria-hidden="true">▲</span> {error}
        </p>
      ) : null}
    </div>
  );
}
