import type { ReconciliationAnswer } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Page, Sheet } from '../../design/page.tsx';
import { Reason } from '../../design/reason.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { useAct } from '../desk/use-act.ts';
import { DifferenceRow } from './difference-row.tsx';
import { FindDossier } from './find-dossier.tsx';
import { ledgerWords as w } from './words.ts';

/** How far the portal was asked, what differs, and the way to a dossier's ledger. */
export function Comparison({ mayAct }: { readonly mayAct: boolean }) {
  const live = useLive(
    'reconciliation',
    (read) => api.getReconciliation(read),
    (event) => ['station-changed', 'dossier-changed'].includes(event.type),
  );
  const { busy, failure, run } = useAct();
  const answer = live.value.value;
  const asks = mayAct && answer?.way === 'asked' && answer.round === null;
  const ask = async (): Promise<void> => {
    if (busy || (await run(() => api.startReconciliation())) === null) return;
    announce(w('ledger.asked'));
    await live.reload();
  };
  useShortcut(asks ? { keys: 'h', label: w('ledger.ask'), act: () => void ask() } : null);
  const unread = live.failure.value;
  return (
    <Page
      title={w('ledger.back')}
      intro={w('ledger.intro')}
      main={
        asks ? (
          <Button kind="primary" keys="H" busy={busy} onClick={() => void ask()}>
            {w('ledger.ask')}
          </Button>
        ) : null
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {unread === null || unread.status === 0 ? null : <FailureNotice failure={unread} />}
      {answer === null ? null : (
        <>
          {answer.way === 'asked' ? null : <Notice kind="info">{w(`ledger.${answer.way}`)}</Notice>}
          {answer.way === 'by-hand' ? null : <Rounds answer={answer} />}
          {answer.way === 'by-hand' && answer.differences.length === 0 ? null : (
            <Sheet title={w('ledger.differences')}>
              {answer.differences.length === 0 ? (
                <Empty title={w('ledger.differences-none')}>
                  {answer.lastWholeAt === null ? null : w('ledger.differences-none-more')}
                </Empty>
              ) : (
                <ul class="ledger-list">
                  {answer.differences.map((one) => (
                    <DifferenceRow key={one.id} difference={one} mayAct={mayAct} linked reload={live.reload} />
                  ))}
                </ul>
              )}
            </Sheet>
          )}
        </>
      )}
      <FindDossier />
    </Page>
  );
}

/** When the portal was asked, and what is left of a round under way. */
function Rounds({ answer }: { readonly answer: ReconciliationAnswer }) {
  const { round, last, lastWholeAt, failing } = answer;
  const lastWords =
    last === null
      ? w('ledger.never')
      : w(last.unanswered === 0 ? 'ledger.last-at' : 'ledger.last-unanswered', {
          time: dayAndTime(last.endedAt),
          dossiers: count(last.dossiers),
          unanswered: count(last.unanswered),
        });
  return (
    <Sheet>
      <dl class="ledger-facts">
        {round === null ? null : (
          <div>
            <dt>{w('ledger.running')}</dt>
            <dd>{w('ledger.running-left', { left: count(round.left), dossiers: count(round.dossiers) })}</dd>
          </div>
        )}
        <div>
          <dt>{w('ledger.last')}</dt>
          <dd>{lastWords}</dd>
        </div>
        {last === null || last.unanswered === 0 || lastWholeAt === null ? null : (
          <div>
            <dt>{w('ledger.whole')}</dt>
            <dd>{dayAndTime(lastWholeAt)}</dd>
          </div>
        )}
      </dl>
      {failing.map(({ code, dossiers }) => (
        <p class="small" key={code}>
          {w('ledger.failing', { dossiers: count(dossiers) })} <Reason code={code} />
        </p>
      ))}
    </Sheet>
  );
}
