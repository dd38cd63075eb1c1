import { useRef, useState } from 'preact/hooks';
import type { RegisterAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Page, Sheet } from '../../design/page.tsx';
import { TurnedPages } from '../../design/turned-pages.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { titles } from '../../words/titles.ts';
import { type Filter, Filters } from './filters.tsx';
import { type BookMonth, bookPath, monthText } from './place.ts';
import { RegisterTable } from './register-table.tsx';
import { registerWords as w } from './words.ts';

/** Rows on a page of the view. */
const pageRows = 50;

interface Props {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** The month that the station's clock shows. */
  readonly present: BookMonth;
}

/** The register, the newest number first; a number that is given meanwhile comes by itself. */
export function RegisterList({ filter, onFilter, present }: Props) {
  // The numbers below which the pages before this one began.
  const [before, setBefore] = useState<readonly number[]>([]);
  const { year, month, volume, search } = filter;
  const query = {
    year,
    ...(month === null ? {} : { month }),
    ...(volume === null ? {} : { volume }),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(before.length === 0 ? {} : { before: before.at(-1) ?? 1 }),
  };
  const live = useLive(
    `register:${JSON.stringify(query)}`,
    (read) => api.getRegister({ ...query, order: 'newest', limit: pageRows }, read),
    ({ type }) => type === 'original-changed',
  );
  // What was shown stays until the next page is there.
  const last = useRef<RegisterAnswer | null>(null);
  const book = live.value.value ?? last.current;
  last.current = book;
  const searchRef = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', label: w('register.search'), act: () => searchRef.current?.focus() });
  const change = (changed: Filter): void => {
    setBefore([]);
    onFilter(changed);
  };
  const printed = { year, month: month ?? (year === present.year ? present.month : 12) };
  const failure = live.failure.value;
  return (
    <Page
      title={titles('titles.register')}
      intro={w('register.intro')}
      width="wide"
      main={
        <>
          <Csv filter={filter} />
          <Link class="button button-primary" href={bookPath(printed)}>
            {w('register.print', { month: monthText(printed) })}
          </Link>
        </>
      }
    >
      <Filters filter={filter} onFilter={change} presentYear={present.year} book={book} searchRef={searchRef} />
      {failure === null || failure.status === 0 ? null : <FailureNotice failure={failure} />}
      {book === null || book.lost.length + book.elsewhere.length === 0 || book.year !== year ? null : (
        <Notice kind="info">
          {book.lost.map(({ from, to, since }) => (
            <p key={from}>
              {w(from === to ? 'register.lost-one' : 'register.lost', { from, to, time: dayAndTime(since) })}
            </p>
          ))}
          {book.elsewhere.map(({ from, to, reason }) => (
            <p key={`elsewhere-${from}`}>
              {w(from === to ? 'register.elsewhere-one' : 'register.elsewhere', { from, to, reason })}
            </p>
          ))}
        </Notice>
      )}
      <Sheet>
        {book === null ? (
          <p class="soft">{w('register.loading')}</p>
        ) : (
          <Rows
            book={book}
            searched={search.trim() !== ''}
            first={before.length === 0}
            onNewest={() => setBefore([])}
            onNewer={() => setBefore(before.slice(0, -1))}
            onOlder={(number) => setBefore([...before, number])}
          />
        )}
      </Sheet>
    </Page>
  );
}

function Csv({ filter: { year, month } }: { readonly filter: Filter }) {
  const what = month === null ? String(year) : monthText({ year, month });
  return (
    <a
      class="button button-secondary"
      href={`/api/register.csv?year=${year}${month === null ? '' : `&month=${month}`}`}
      aria-label={w('register.csv-label', { what })}
      download
    >
      {w('register.csv')}
    </a>
  );
}

/** How a number comes into the register. */
const emptyWords = {
  station: 'register.empty-station',
  'paper-book': 'register.empty-paper-book',
  'one-stop': 'register.empty-one-stop',
} as const satisfies Record<RegisterAnswer['source'], string>;

interface RowsProps {
  readonly book: RegisterAnswer;
  readonly searched: boolean;
  readonly first: boolean;
  readonly onNewest: () => void;
  readonly onNewer: () => void;
  readonly onOlder: (number: number) => void;
}

function Rows({ book, searched, first, onNewest, onNewer, onOlder }: RowsProps) {
  const { entries, next } = book;
  const [top, end] = [entries[0], entries.at(-1)];
  const shown =
    top === undefined || end === undefined
      ? ''
      : entries.length === 1
        ? w('register.shown-one', { first: top.number })
        : w('register.shown', { first: top.number, last: end.number });
  const turning = (
    <>
      <Button disabled={first} onClick={onNewest}>
        {w('register.newest')}
      </Button>
      <Button disabled={first} onClick={onNewer}>
        {w('register.newer')}
      </Button>
      <Button disabled={next === null} onClick={() => onOlder(next ?? 1)}>
        {w('register.older')}
      </Button>
    </>
  );
  return (
    <TurnedPages shown={shown} label={w('register.pages-label')} first={first} next={next} turning={turning}>
      {entries.length === 0 ? (
        <Empty title={w(searched ? 'register.not-found' : 'register.empty')}>
          {w(searched ? 'register.not-found-more' : emptyWords[book.source])}
        </Empty>
      ) : (
        <RegisterTable entries={entries} />
      )}
    </TurnedPages>
  );
}
