import type { LedgerAnswer } from '../../../../src/web/contract/index.ts';
import { count, dayAndTime } from '../../design/format.ts';
import { Sheet } from '../../design/page.tsx';
import { ledgerWords as w } from './words.ts';

type Copy = LedgerAnswer['copies'][number];

/** What became of the files at the province's gateway: links, fetches, removal. */
export function Copies({ copies }: { readonly copies: readonly Copy[] }) {
  return (
    <Sheet title={w('ledger.copies')}>
      <ul class="ledger-list">
        {copies
          .filter(({ sentAt }) => sentAt !== null)
          .map((copy) => (
            <li class="ledger-message" key={copy.messageId}>
              <span>{w('ledger.paper', { ordinal: copy.ordinal ?? '', title: copy.title })}</span>
              <p class="soft small">{linkFacts(copy).join(' · ')}</p>
              {copy.link === null ? null : (
                <ul class="ledger-plain small">
                  {copy.fetches.map(({ at, caller, whole }) => (
                    <li key={`${at} ${caller}`}>
                      {w(whole ? 'ledger.fetched' : 'ledger.fetched-part', { caller, time: dayAndTime(at) })}
                    </li>
                  ))}
                  {copy.fetches.length === 0 ? <li>{w('ledger.fetched-none')}</li> : null}
                </ul>
              )}
            </li>
          ))}
      </ul>
    </Sheet>
  );
}

function linkFacts({ link }: Copy): string[] {
  if (link === null) return [w('ledger.link-unknown')];
  return [
    link.removedAt === null
      ? w('ledger.link-until', { time: dayAndTime(link.expiresAt) })
      : w('ledger.link-removed', { time: dayAndTime(link.removedAt) }),
    ...(link.renewals === 0 ? [] : [w('ledger.link-renewed', { count: count(link.renewals) })]),
  ];
}
