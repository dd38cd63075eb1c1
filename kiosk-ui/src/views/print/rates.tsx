import type { SlipAnswer } from '../../../../src/web/contract/index.ts';
import { go } from '../../router.ts';
import { call } from '../../station/call.ts';
import { useLive } from '../../station/use-live.ts';
import type { ViewProps } from '../../views.ts';
import { useIdle } from '../visitor/use-idle.ts';
import { SlipPage } from './slip-page.tsx';
import { printWords as w } from './words.ts';

const address = '/api/visitor/rates';
const visitors = '/nguoi-dan';

/** *Biểu phí* for the wall of the office; open to everybody, like the visitors' screen from which one comes. */
export default function Rates({ officer }: ViewProps) {
  const slip = useLive(
    address,
    (read) => call<SlipAnswer>({ method: 'GET', path: address, ...read }),
    () => false,
  );
  // At the visitors' screen nobody is there to go back.
  useIdle(() => {
    if (officer === null) go(visitors, { replace: true });
  });
  return (
    <SlipPage
      title={w('print.view.rates')}
      use="rates"
      answer={slip.value.value}
      failure={slip.failure.value}
      pdf={`${address}/pdf`}
      issue={null}
      onBack={() => go(visitors)}
      backWords={w('print.back')}
    />
  );
}
