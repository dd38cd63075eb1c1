import type { ViewPath } from '../../../../../src/web/contract/index.ts';
import { Link } from '../../../design/link.tsx';
import { Notice } from '../../../design/notice.tsx';
import { TimeStampsNotice } from '../../../design/time-stamps.tsx';
import * as api from '../../../station/api.ts';
import { station } from '../../../station/lamps.ts';
import { NewButton } from '../no-step.tsx';
import { StepPanel } from '../step-panel.tsx';
import { refusalOf } from '../use-act.ts';
import { w } from '../words.ts';
import { Facts } from './facts.tsx';
import type { StepProps } from './original-step.tsx';
import { OtherActs } from './other-acts.tsx';

const portalPath: ViewPath = '/dua-len-cong';

type Waiting = 'awaiting-signature' | 'signed' | 'returned-to-signer' | 'sealed' | 'issued' | 'delivered';

/** Others have the next step, or there is none: the copy can be had once it is issued. */
export function WaitStep({ officerId, loaded, state }: StepProps & { readonly state: Waiting }) {
  const { detail } = loaded;
  // Where officers put the copies on the portal, an issued one waits for somebody's hand.
  const byHand = state === 'issued' && station.value?.portal.connector === 'manual';
  const issued = state === 'issued' || state === 'delivered';
  return (
    <StepPanel step={`${detail.id}-${state}`} title={detail.title} failure={refusalOf(detail.id)} main={<NewButton />}>
      <Notice kind={state === 'delivered' ? 'done' : 'info'}>
        {byHand ? w('desk.wait.by-hand') : w(`desk.wait.${state}`, { who: detail.signer?.fullName ?? '' })}
      </Notice>
      {state === 'issued' ? <TimeStampsNotice stamps={detail.timeStamps} byHand={false} /> : null}
      {byHand ? (
        <Link class="button button-secondary download" href={`${portalPath}/${detail.id}`}>
          {w('desk.to-portal')}
        </Link>
      ) : null}
      {issued ? (
        <div class="step-body">
          <a
            class="button button-secondary download"
            href={api.copyUrl(detail.id)}
            download={`${detail.dossierCode}-${detail.ordinal}.pdf`}
          >
            {w('desk.download')}
          </a>
          <p class="soft small">{w('desk.download-hint')}</p>
        </div>
      ) : null}
      <Facts original={detail} />
      <OtherActs officerId={officerId} loaded={loaded} />
    </StepPanel>
  );
}
