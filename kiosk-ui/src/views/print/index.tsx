import type { SlipAnswer } from '../../../../src/web/contract/index.ts';
import { Notice } from '../../design/notice.tsx';
import { Page } from '../../design/page.tsx';
import { go } from '../../router.ts';
import * as api from '../../station/api.ts';
import { call } from '../../station/call.ts';
import { useLive } from '../../station/use-live.ts';
import { startOf, type ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import { FeeReceipt } from './fee-receipt.tsx';
import { placeOf, type SlipPlace, slipAddress } from './place.ts';
import { SlipPage } from './slip-page.tsx';
import { printWords as w } from './words.ts';

/** The slip that the address names. */
export default function Print({ officer, rest }: ViewProps) {
  const place = placeOf(rest);
  if (officer === null) return null;
  if (place === null) {
    return (
      <Page title={titles('titles.print')} width="narrow">
        <Notice kind="info">{w('print.view.none')}</Notice>
      </Page>
    );
  }
  const back = officer.roles.includes('creator')
    ? ['/ban-tiep-nhan', place.dossierId, ...(place.originalId === null ? [] : [place.originalId])].join('/')
    : startOf(officer);
  return <OwnedSlip key={rest.join('/')} officerId={officer.id} place={place} back={back} />;
}

interface Props {
  readonly officerId: string;
  readonly place: SlipPlace;
  readonly back: string;
}

function OwnedSlip({ officerId, place, back }: Props) {
  const { kind, dossierId } = place;
  const address = slipAddress(place);
  const concerned = (event: object): boolean => 'dossierId' in event && event.dossierId === dossierId;
  const slip = useLive(address, (read) => call<SlipAnswer>({ method: 'GET', path: address, ...read }), concerned);
  return (
    <SlipPage
      title={w(`print.view.${kind}`)}
      use="slip"
      answer={slip.value.value}
      failure={slip.failure.value}
      pdf={`${address}/pdf`}
      issue={() => call<object>({ method: 'POST', path: `${address}/issue` })}
      onBack={() => go(back)}
      backWords={w('print.back-to-dossier')}
    >
      {kind === 'fees' ? <Receipt officerId={officerId} dossierId={dossierId} onSaved={slip.reload} /> : null}
    </SlipPage>
  );
}

interface ReceiptProps {
  readonly officerId: string;
  readonly dossierId: string;
  readonly onSaved: () => Promise<void>;
}

function Receipt({ officerId, dossierId, onSaved }: ReceiptProps) {
  const dossier = useLive(
    `dossier:${dossierId}`,
    (read) => api.getDossier(dossierId, read),
    (event) => 'dossierId' in event && event.dossierId === dossierId,
  );
  const detail = dossier.value.value;
  if (detail === null) return null;
  const saved = (): void => {
    void dossier.reload();
    void onSaved();
  };
  return <FeeReceipt officerId={officerId} dossier={detail} onSaved={saved} />;
}
