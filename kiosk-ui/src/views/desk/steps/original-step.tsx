import { station } from '../../../station/lamps.ts';
import type { LoadedOriginal } from '../original-loader.tsx';
import { runningScan } from '../pages.ts';
import { EndedStep } from './ended-step.tsx';
import { NumberStep } from './number-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { ScanStep } from './scan-step.tsx';
import { ScanningStep } from './scanning-step.tsx';
import { SecrecyStep } from './secrecy-step.tsx';
import { SubmitStep } from './submit-step.tsx';
import { SupplementStep } from './supplement-step.tsx';
import { WaitStep } from './wait-step.tsx';

export interface StepProps {
  readonly officerId: string;
  readonly loaded: LoadedOriginal;
  readonly onCompare: () => void;
}

/** The one next step of an original at the desk. */
export function OriginalStep(props: StepProps) {
  const { detail } = props.loaded;
  const scan = runningScan(detail);
  if (scan !== null) return <ScanningStep {...props} scan={scan} />;
  switch (detail.state) {
    case 'draft':
      return detail.secrecyConfirmed ? <ScanStep {...props} /> : <SecrecyStep {...props} />;
    case 'scanned':
    case 'returned-to-creator':
      return <ReviewStep {...props} />;
    case 'compared':
      return <SubmitStep {...props} />;
    case 'supplement-asked':
      return <SupplementStep {...props} />;
    case 'awaiting-signature':
    case 'returned-to-signer':
      if (station.value !== null && station.value.numbersFrom !== 'station') {
        return <NumberStep {...props} state={detail.state} />;
      }
      return <WaitStep {...props} state={detail.state} />;
    case 'signed':
    case 'sealed':
    case 'issued':
    case 'delivered':
      return <WaitStep {...props} state={detail.state} />;
    case 'refused':
    case 'withdrawn':
    case 'held':
    case 'cancelled':
      return <EndedStep {...props} state={detail.state} />;
  }
}
