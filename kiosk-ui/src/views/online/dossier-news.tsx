import type { OnlineNews } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { feeWords } from './state.tsx';
import { w } from './words.ts';

/** What the portal said of a dossier that was filed there: at the desk, beside its originals. */
export function DossierNews({ news }: { readonly news: OnlineNews | null }) {
  if (news === null) return null;
  return (
    <>
      {news.withdrawnAt === null ? null : (
        <Notice kind="waiting">{w('online.withdrawn', { when: dayAndTime(news.withdrawnAt) })}</Notice>
      )}
      {news.changedSince === null ? null : (
        <Notice kind="waiting">{w('online.changed-since', { when: dayAndTime(news.changedSince) })}</Notice>
      )}
      <p class="soft small">
        {w('online.from-portal')} · {w('online.fee')}: {feeWords(news.fee)}
      </p>
    </>
  );
}
