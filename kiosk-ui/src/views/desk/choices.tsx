import { useId } from 'preact/hooks';
import './choices.css';

export interface Choice<V extends string> {
  readonly value: V;
  readonly words: string;
  readonly hint?: string;
}

interface Props<V extends string> {
  readonly title: string;
  readonly choices: readonly Choice<V>[];
  readonly value: V | null;
  readonly onValue: (value: V) => void;
  readonly error?: string | null;
}

/** One of a few, all of them in view. */
export function Choices<V extends string>({ title, choices, value, onValue, error }: Props<V>) {
  const id = useId();
  return (
    <fieldset class="choices" {...(error ? { 'aria-describedby': `${id}-error` } : {})}>
      <legend class="field-label">{title}</legend>
      {choices.map((choice) => (
        <label class="choice" key={choice.value} data-chosen={choice.value === value}>
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onValue(choice.value)}
          />
          <span>
            {choice.words}
            {choice.hint === undefined ? null : <span class="choice-hint">{choice.hint}</span>}
          </span>
        </label>
      ))}
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          <span aria-hidden="true">▲</span> {error}
        </p>
      ) : null}
    </fieldset>
  );
}
