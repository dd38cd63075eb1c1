import { useId } from 'preact/hooks';
import './field.css';
import './select.css';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Value and words of each choice, in order. */
  readonly options: readonly (readonly [string, string])[];
  readonly name: string;
}

/** One of several choices, its label always in view. */
export function Select({ label, value, onValue, options, name }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="field-input select-input"
        name={name}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
