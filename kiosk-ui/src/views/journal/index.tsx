import { useRef, useState } from 'preact/hooks';
import type { JournalAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { Empty, Page, Sheet } from '../../design/page.tsx';
import { Select } from '../../design/select.tsx';
import { TurnedPages } from '../../design/turned-pages.tsx';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { titles } from '../../words/titles.ts';
import { Integrity, useIntegrity } from './integrity.tsx';
import { JournalTable } from './journal-table.tsx';
import { journalWords as w } from './words.ts';
import './journal.css';

/** Entries on a page of the view. */
const pageEntries = 50;

interface Filter {
  /** `YYYY-MM-DD`, or empty for every day. */
  readonly day: string;
  /** An officer's id, `station`, or empty for everybody. */
  readonly actor: string;
}

/** *Nhật ký*: who did what, the newest first, and whether the chain holds. It does not move while it is read. */
export default function JournalView() {
  const [filter, setFilter] = useState<Filter>({ day: '', actor: '' });
  const [before, setBefore] = useState<readonly number[]>([]);
  const integrity = useIntegrity();
  const query = {
    ...(filter.day === '' ? {} : { day: filter.day }),
    ...(filter.actor === '' ? {} : { actor: filter.actor }),
    ...(before.length === 0 ? {} : { before: before.at(-1) ?? 1 }),
  };
  const live = useLive(
    `journal:${JSON.stringify(query)}`,
    (read) => api.getJournal({ ...query, order: 'newest', limit: pageEntries }, read),
    () => false,
  );
  // What was shown stays until the next page is there.
  const last = useRef<JournalAnswer | null>(null);
  const answer = live.value.value ?? last.current;
  last.current = answer;
  const change = (changed: Filter): void => {
    setBefore([]);
    setFilter(changed);
  };
  const failure = live.failure.value;
  const newest = (): void => {
    if (before.length === 0) void live.reload();
    else setBefore([]);
  };
  return (
    <Page
      title={titles('titles.journal')}
      intro={w('journal.intro')}
      width="wide"
      main={
        <>
          <Button onClick={newest}>{w('journal.renew')}</Button>
          <Button kind="primary" busy={integrity.busy} onClick={integrity.check}>
            {w('journal.check')}
          </Button>
        </>
      }
    >
      <Integrity {...integrity} />
      <search class="list-filters">
        <Field
          type="date"
          name="journal-day"
          label={w('journal.day')}
          value={filter.day}
          onValue={(day) => change({ ...filter, day })}
        />
        <Select
          label={w('journal.officer')}
          name="journal-officer"
          value={filter.actor}
          onValue={(actor) => change({ ...filter, actor })}
          options={[
            ['', w('journal.everybody')],
            ['station', w('journal.station')],
            ...(answer?.people ?? []).map(({ id, fullName }) => [id, fullName] as const),
          ]}
        />
      </search>
      {failure === null || failure.status === 0 ? null : <FailureNotice failure={failure} />}
      <Sheet>
        {answer === null ? (
          <p class="soft">{w('journal.loading')}</p>
        ) : (
          <Entries
            answer={answer}
            first={before.length === 0}
            onNewer={() => setBefore(before.slice(0, -1))}
            onOlder={(entry) => setBefore([...before, entry])}
          />
        )}
      </Sheet>
    </Page>
  );
}

interface EntriesProps {
  readonly answer: JournalAnswer;
  readonly first: boolean;
  readonly onNewer: () => void;
  readonly onOlder: (entry: number) => void;
}

function Entries({ answer, first, onNewer, onOlder }: EntriesProps) {
  const { entries, next } = answer;
  const [top, end] = [entries[0], entries.at(-1)];
  const shown =
    top === undefined || end === undefined
      ? ''
      : entries.length === 1
        ? w('journal.shown-one', { first: top.seq })
        : w('journal.shown', { first: top.seq, last: end.seq });
  const turning = (
    <>
      <Button disabled={first} onClick={onNewer}>
        {w('journal.newer')}
      </Button>
      <Button disabled={next === null} onClick={() => onOlder(next ?? 1)}>
        {w('journal.older')}
      </Button>
    </>
  );
  return (
    <TurnedPages shown={shown} label={w('journal.pages')} first={first} next={next} turning={turning}>
      {entries.length === 0 ? (
        <Empty title={w('journal.empty')}>{w('journal.empty-more')}</Empty>
      ) : (
        <JournalTable answer={answer} />
      )}
    </TurnedPages>
  );
}
