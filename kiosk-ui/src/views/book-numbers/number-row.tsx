import { useId } from 'preact/hooks';
import type { AwaitedNumber } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { RegisterNumber } from '../pile/register-number.tsx';
import { numberWords as w } from './words.ts';

interface Props {
  readonly line: AwaitedNumber;
  /** At the desk the original is known from what stands around it. */
  readonly alone: boolean;
  /** Whether its number can be typed now. */
  readonly open: boolean;
  readonly value: string;
  readonly error: string | null;
  readonly onValue: (value: string) => void;
  readonly onEnter: () => void;
  /** Begins to correct the number, or leaves it as it is. */
  readonly onOpen: (open: boolean) => void;
}

/** One copy and its number. */
export function NumberRow({ line, alone, open, value, error, onValue, onEnter, onOpen }: Props) {
  const id = useId();
  const named = { title: line.title, code: line.dossierCode };
  return (
    <li class="book-number" data-alone={alone}>
      {alone ? null : (
        <div class="book-number-words">
          <h3>{line.title}</h3>
          <p class="soft small">
            {[
              w('numbers.requester', { name: line.requesterName }),
              w('numbers.dossier', { code: line.dossierCode }),
              w('numbers.due', { when: dayAndTime(line.dueAt) }),
            ].join(' · ')}
          </p>
        </div>
      )}
      <div class="book-number-entry">
        {line.text === null ? null : (
          <p class={open ? 'soft small' : ''}>
            {open ? w('numbers.was', { text: line.text }) : <RegisterNumber text={line.text} />}
          </p>
        )}
        {open ? (
          <div class="field" data-error={error !== null}>
            <label class="field-label" for={id}>
              {w('numbers.number')} <span class="visually-hidden">{w('numbers.of', named)}</span>
            </label>
            <input
              id={id}
              class="field-input"
              inputMode="numeric"
              autocomplete="off"
              maxLength={6}
              value={value}
              aria-invalid={error !== null}
              {...(error === null ? {} : { 'aria-describedby': `${id}-error` })}
              onInput={(event) => onValue(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                onEnter();
              }}
            />
            {error === null ? null : (
              <p class="field-error" id={`${id}-error`}>
                <span aria-hidden="true">▲</span> {error}
              </p>
            )}
          </div>
        ) : null}
        {line.number === null || !line.correctable ? null : open ? (
          <Button onClick={() => onOpen(false)}>{w('numbers.keep')}</Button>
        ) : (
          <Button label={w('numbers.correct-of', named)} onClick={() => onOpen(true)}>
            {w('numbers.correct')}
          </Button>
        )}
      </div>
    </li>
  );
}
