import { useState } from 'preact/hooks';
import type { JournalCheck } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import * as api from '../../station/api.ts';
import type { Reply } from '../../station/reply.ts';
import { journalWords as w } from './words.ts';

/** The walk along the chain that the inspector asks for, and what it found. */
export function useIntegrity() {
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Reply<JournalCheck> | null>(null);
  const check = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setFound(null);
    setFound(await api.checkJournal());
    setBusy(false);
  };
  return { busy, found, check: () => void check() };
}

/** Whether every entry follows from the one before, and where it breaks. */
export function Integrity({ busy, found }: { readonly busy: boolean; readonly found: Reply<JournalCheck> | null }) {
  if (busy) {
    return (
      <p class="soft" role="status">
        {w('journal.checking')}
      </p>
    );
  }
  if (found === null) return null;
  if (!found.ok) return <FailureNotice failure={found.failure} />;
  const { brokenAt, checkedAt, last } = found.value;
  const time = dayAndTime(checkedAt);
  return brokenAt === null ? (
    <Notice kind="done">
      <p>{w('journal.checked', { count: count(last), time })}</p>
      <p class="soft small">{w('journal.checked-limit')}</p>
    </Notice>
  ) : (
    <Notice kind="danger" code="STORE-JOURNAL-BROKEN">
      {w('journal.broken', { entry: count(brokenAt), time })}
    </Notice>
  );
}
