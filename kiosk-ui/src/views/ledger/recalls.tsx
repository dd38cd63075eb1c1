import type { ComponentChildren } from 'preact';
import type { Recall } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Sheet } from '../../design/page.tsx';
import { Reason } from '../../design/reason.tsx';
import { Shape } from '../../design/shape.tsx';
import { ledgerWords as w } from './words.ts';

/** The cancelled copies of a dossier: what of taking them back is confirmed, and what is not yet. */
export function Recalls({ recalls }: { readonly recalls: readonly Recall[] }) {
  return (
    <Sheet title={w('ledger.recalls')}>
      <ul class="ledger-list">
        {recalls.map((recall) => (
          <li class="ledger-message" key={recall.ordinal}>
            <span>{w('ledger.paper', { ordinal: recall.ordinal ?? '', title: recall.title })}</span>
            <RecallSteps recall={recall} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function RecallSteps({ recall }: { readonly recall: Recall }) {
  const { toldAt, link, revokedAt, verifiedAt, failureCode } = recall;
  const time = (at: number | null) => ({ time: at === null ? '' : dayAndTime(at) });
  return (
    <ul class="ledger-steps small">
      <Step done={toldAt !== null}>
        {toldAt === null ? w('ledger.recall-untold') : w('ledger.recall-told', time(toldAt))}
      </Step>
      <Step done={link !== 'open'}>
        {w(`ledger.recall-link.${link}`, time(revokedAt))}
        {failureCode === null ? null : (
          <>
            {' '}
            <Reason code={failureCode} />
          </>
        )}
      </Step>
      <Step done={verifiedAt !== null}>
        {verifiedAt === null ? w('ledger.recall-unverified') : w('ledger.recall-verified', time(verifiedAt))}
      </Step>
    </ul>
  );
}

function Step({ done, children }: { readonly done: boolean; readonly children: ComponentChildren }) {
  return (
    <li data-done={done}>
      <Shape name={done ? 'tick' : 'clock'} />
      <span>{children}</span>
    </li>
  );
}
