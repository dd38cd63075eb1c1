import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly error?: string | null;
  readonly maxLength: number;
}

/** A few lines of text with their label in view. */
export function Area({ label, hint, value, onValue, error, maxLength }: Props) {
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
        id={id}
        class="field-input"
        rows={3}
        maxLength={maxLength}
        value={value}
        aria-invalid={Boolean(error)}
        {...(described === '' ? {} : { 'aria-describedby': described })}
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
