import { useId } from 'preact/hooks';
import { t } from '../words/index.ts';
import './checklist.css';

export interface CheckItem {
  readonly id: string;
  readonly words: string;
  /** Where the law says so. */
  readonly law?: string;
}

interface Props {
  readonly title: string;
  readonly items: readonly CheckItem[];
  readonly ticked: readonly string[];
  readonly onTick: (ticked: string[]) => void;
  readonly disabled?: boolean;
}

/** Statements to be ticked one by one; there is no "all of them". */
export function Checklist({ title, items, ticked, onTick, disabled = false }: Props) {
  const id = useId();
  const done = items.filter((item) => ticked.includes(item.id)).length;
  const toggle = (item: CheckItem): void =>
    onTick(ticked.includes(item.id) ? ticked.filter((one) => one !== item.id) : [...ticked, item.id]);
  return (
    <fieldset class="checklist" disabled={disabled} aria-describedby={`${id}-count`}>
      <legend class="checklist-title">{title}</legend>
      <p class="soft small" id={`${id}-count`}>
        {t('checklist.done', { done, total: items.length })}
      </p>
      {items.map((item) => (
        <label class="checklist-item" key={item.id}>
          <input type="checkbox" checked={ticked.includes(item.id)} onChange={() => toggle(item)} />
          <span>
            {item.words} {item.law === undefined ? null : <span class="soft small">{item.law}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
