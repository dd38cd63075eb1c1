import { useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { day } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import * as api from '../../station/api.ts';
import { stationNow } from './due.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

/** The cancelled copy in whose place the new original stands, as the book names it. */
export interface Replaced {
  readonly id: string;
  readonly text: string;
  readonly title: string;
}

interface Props {
  readonly value: Replaced | null;
  readonly onValue: (value: Replaced | null) => void;
}

/** Finds a cancelled copy by its number in the book. Closed until somebody needs it. */
export function ReplacesField({ value, onValue }: Props) {
  const [number, setNumber] = useState('');
  const [year, setYear] = useState(day(stationNow()).slice(-4));
  const [fault, setFault] = useState<string | null>(null);
  const { busy, failure, run } = useAct();

  const find = async (): Promise<void> => {
    setFault(null);
    const [wanted, of] = [Number(number), Number(year)];
    if (!/^\d{1,9}$/.test(number.trim()) || wanted < 1 || !/^2\d{3}$/.test(year.trim())) {
      setFault(w('desk.replaces-need'));
      return;
    }
    const book = await run(() => api.getRegister({ year: of, after: wanted - 1, limit: 1 }));
    if (!book) return;
    const row = book.entries.find((one) => one.number === wanted);
    if (!row) setFault(w('desk.replaces-none'));
    else if (row.state !== 'cancelled') setFault(w('desk.replaces-valid', { number: row.text }));
    else if (row.replacedBy) setFault(w('desk.replaces-taken', { number: row.replacedBy.text }));
    else onValue({ id: row.originalId, text: row.text, title: row.title ?? '' });
  };
  // Enter finds; it does not send the form around.
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void find();
  };
  if (value !== null) {
    return (
      <Notice
        kind="info"
        title={w('desk.replaces-is')}
        actions={<Button onClick={() => onValue(null)}>{w('desk.replaces-not')}</Button>}
      >
        {value.title} · {value.text}
      </Notice>
    );
  }
  return (
    <details class="step-more">
      <summary>{w('desk.replaces')}</summary>
      <p class="soft small">{w('desk.replaces-hint')}</p>
      <div class="replaces-fields">
        <Field
          label={w('desk.replaces-number')}
          value={number}
          onValue={setNumber}
          onKeyDown={onEnter}
          error={fault}
          inputMode="numeric"
          name="replaces-number"
          autocomplete="off"
          maxLength={9}
        />
        <Field
          label={w('desk.replaces-year')}
          value={year}
          onValue={setYear}
          onKeyDown={onEnter}
          inputMode="numeric"
          name="replaces-year"
          autocomplete="off"
          maxLength={4}
        />
      </div>
      <div>
        <Button busy={busy} onClick={() => void find()}>
          {w('desk.replaces-find')}
        </Button>
      </div>
      {failure ? <FailureNotice failure={failure} /> : null}
    </details>
  );
}
