import { useEffect, useState } from 'preact/hooks';
import type { RegisterAnswer } from '../../../../src/web/contract/index.ts';
import { Field } from '../../design/field.tsx';
import { Select } from '../../design/select.tsx';
import { registerWords as w } from './words.ts';

/** Which part of the register is looked at; null: all of the year, all volumes. */
export interface Filter {
  readonly year: number;
  readonly month: number | null;
  readonly volume: number | null;
  readonly search: string;
}

/** After the last key, before the station is asked (milliseconds). */
const pauseMs = 250;

interface Props {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly presentYear: number;
  readonly book: Pick<RegisterAnswer, 'years' | 'volumes' | 'year'> | null;
  readonly searchRef: { readonly current: HTMLInputElement | null };
}

/** Year, month, volume and what is searched for. */
export function Filters({ filter, onFilter, presentYear, book, searchRef }: Props) {
  const [typed, setTyped] = useState(filter.search);
  useEffect(() => {
    if (typed === filter.search) return;
    const timer = setTimeout(() => onFilter({ ...filter, search: typed }), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, filter]);
  const years = [...new Set([presentYear, filter.year, ...(book?.years ?? [])])].sort((a, b) => b - a);
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const volumes = book?.year === filter.year ? book.volumes : [];
  return (
    <search class="list-filters">
      <Select
        label={w('register.year')}
        name="year"
        value={String(filter.year)}
        onValue={(year) => onFilter({ ...filter, year: Number(year), volume: null })}
        options={years.map((year) => [String(year), String(year)])}
      />
      <Select
        label={w('register.month')}
        name="month"
        value={String(filter.month ?? '')}
        onValue={(month) => onFilter({ ...filter, month: month === '' ? null : Number(month) })}
        options={[
          ['', w('register.month-all')],
          ...months.map((month) => [String(month), w('register.month-one', { month })] as const),
        ]}
      />
      {volumes.length < 2 ? null : (
        <Select
          label={w('register.volume')}
          name="volume"
          value={String(filter.volume ?? '')}
          onValue={(volume) => onFilter({ ...filter, volume: volume === '' ? null : Number(volume) })}
          options={[
            ['', w('register.volume-all')],
            ...volumes.map(({ ordinal, text }) => [String(ordinal), text] as const),
          ]}
        />
      )}
      <div class="register-search">
        <Field
          type="search"
          name="register-search"
          autocomplete="off"
          spellcheck={false}
          maxLength={100}
          label={w('register.search')}
          hint={w('register.search-hint')}
          value={typed}
          onValue={setTyped}
          inputRef={searchRef}
        />
      </div>
    </search>
  );
}
