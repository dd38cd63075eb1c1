import type { LedgerAnswer } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { Empty, Page, Sheet } from '../../design/page.tsx';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { language } from '../../words/index.ts';
import { connectorWord } from './connector.ts';
import { Copies } from './copies.tsx';
import { DifferenceRow } from './difference-row.tsx';
import { MessageRow } from './message-row.tsx';
import { listPath } from './place.ts';
import { Recalls } from './recalls.tsx';
import { statusWord } from './status.ts';
import { ledgerWords as w } from './words.ts';

/** *Nhật ký gửi Cổng*: all that was sent of one dossier, what was confirmed, and what is there. */
export function DossierLedger({ dossierId, mayAct }: { readonly dossierId: string; readonly mayAct: boolean }) {
  const live = useLive(
    `ledger:${dossierId}`,
    (read) => api.getLedger(dossierId, read),
    (event) => event.type === 'station-changed' || ('dossierId' in event && event.dossierId === dossierId),
  );
  const answer = live.value.value;
  const failure = live.failure.value;
  return (
    <Page
      title={w('ledger.title')}
      intro={answer === null ? undefined : w('ledger.dossier', { code: answer.dossierCode })}
      main={
        answer === null ? null : (
          <a class="button button-secondary" href={tableOf(dossierId)} download>
            {w('ledger.csv')}
          </a>
        )
      }
    >
      <Link class="ledger-back" href={listPath}>
        ‹ {w('ledger.back')}
      </Link>
      {failure === null || failure.status === 0 ? null : <FailureNotice failure={failure} />}
      {answer === null ? null : <Contents answer={answer} mayAct={mayAct} reload={live.reload} />}
    </Page>
  );
}

/** The ledger as a table, in the language of this screen. */
const tableOf = (dossierId: string): string => `/api/dossiers/${dossierId}/ledger.csv?language=${language.value}`;

interface ContentsProps {
  readonly answer: LedgerAnswer;
  readonly mayAct: boolean;
  readonly reload: () => Promise<void>;
}

function Contents({ answer, mayAct, reload }: ContentsProps) {
  const { far, differences, recalls, messages, copies, references } = answer;
  return (
    <>
      <Sheet title={w('ledger.far')}>
        <p class="ledger-far">
          {far === null
            ? w('ledger.far.never')
            : far.statusCode === null
              ? w(`ledger.far.${far.answer}`)
              : statusWord(far.statusCode)}
        </p>
        {far === null ? null : (
          <p class="soft small">
            {w('ledger.far-at', { time: dayAndTime(far.askedAt), since: dayAndTime(far.since) })}
            {far.toldStatusCode === null
              ? ''
              : ` · ${w('ledger.far-told', { status: statusWord(far.toldStatusCode) })}`}
          </p>
        )}
        {differences.length === 0 ? null : (
          <ul class="ledger-list">
            {differences.map((one) => (
              <DifferenceRow key={one.id} difference={one} mayAct={mayAct} reload={reload} />
            ))}
          </ul>
        )}
      </Sheet>
      {recalls.length === 0 ? null : <Recalls recalls={recalls} />}
      <Sheet title={w('ledger.messages')}>
        {messages.length === 0 ? (
          <Empty title={w('ledger.messages-none')} />
        ) : (
          <ul class="ledger-list">
            {messages.map((one) => (
              <MessageRow key={one.id} message={one} />
            ))}
          </ul>
        )}
      </Sheet>
      {copies.some(({ sentAt }) => sentAt !== null) ? <Copies copies={copies} /> : null}
      {references.length === 0 ? null : (
        <Sheet title={w('ledger.references')}>
          <ul class="ledger-plain">
            {references.map(({ connector, name, value }) => (
              <li key={`${connector} ${name}`}>
                {w('ledger.reference', {
                  name: w(`ledger.reference.${name}`),
                  connector: connectorWord(connector),
                  value,
                })}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
