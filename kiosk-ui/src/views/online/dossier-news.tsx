import type { DossierDetail, OnlineNews } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { w as a } from '../appointments/words.ts';
import { feeWords } from './state.tsx';
import { w } from './words.ts';

/** What is known of a dossier that was filed online or by appointment: at the desk, beside its originals. */
export function DossierNews({ news, appointment }: Pick<DossierDetail, 'appointment'> & { news: OnlineNews | null }) {
  if (appointment !== null) {
    const { at, originals } = appointment;
    return <p class="soft small">{a('appointments.from', { when: dayAndTime(at), n: originals })}</p>;
  }
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
