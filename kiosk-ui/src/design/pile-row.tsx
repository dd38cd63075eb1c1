import type { ComponentChildren } from 'preact';
import './pile-row.css';

interface Props {
  /** The first page. */
  readonly picture: ComponentChildren;
  readonly title: string;
  /** Pages, officer, due time: small, in this order in every row. */
  readonly facts: readonly string[];
  readonly mark?: ComponentChildren;
  /** What to be told before it is opened. */
  readonly note?: ComponentChildren;
  /** Choosing it for an act on several; without it there is no box. */
  readonly chosen?: { readonly value: boolean; readonly label: string; readonly set: (value: boolean) => void };
  readonly actions?: ComponentChildren;
  readonly disabled?: boolean;
}

/** One of a pile: an original that waits. */
export function PileRow({ picture, title, facts, mark, note, chosen, actions, disabled = false }: Props) {
  return (
    <li class="pile-row" data-chosen={chosen?.value ?? false}>
      {chosen === undefined ? null : (
        <label class="pile-row-choice">
          <input
            type="checkbox"
            checked={chosen.value}
            disabled={disabled}
            onChange={(event) => chosen.set(event.currentTarget.checked)}
          />
          <span class="visually-hidden">{chosen.label}</span>
        </label>
      )}
      {picture}
      <div class="pile-row-words">
        <div class="pile-row-head">
          <h3>{title}</h3>
          {mark}
        </div>
        <ul class="pile-row-facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {note}
      </div>
      {actions === undefined ? null : <div class="pile-row-actions">{actions}</div>}
    </li>
  );
}
