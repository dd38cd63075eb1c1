import { useId } from 'preact/hooks';
import './text-area.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly rows?: number;
  readonly name?: string;
  readonly maxLength?: number;
}

/** Some lines of text with their label always in view. */
export function TextArea({ label, value, onValue, hint, error, rows = 4, name, maxLength }: Props) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field" data-error={Boolean(error)}>
      <label class="field-label" for={id}>
        {label}
      </label>
      {hint ? (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <textarea
        {...(described === '' ? {} : { 'aria-describedby': described })}
        {...(name === undefined ? {} : { name })}
        {...(maxLength === undefined ? {} : { maxLength })}
        id={id}
        class="field-input text-area"
        rows={rows}
        spellcheck={false}
        aria-invalid={Boolean(error)}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          <span aria-hidden="true">▲</span> {error}
        </p>
      ) : null}
    </div>
  );
}
