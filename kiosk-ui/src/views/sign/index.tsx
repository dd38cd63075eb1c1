import type { ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import { PileView } from '../pile/pile-view.tsx';
import { creatorReasons, type PileStep } from '../pile/step.ts';
import { signWords as w } from './words.ts';

const step: PileStep = {
  step: 'signing',
  root: '/ky-duyet',
  button: 'primary',
  key: 'K',
  checks: false,
  returns: [
    {
      act: 'return-to-creator',
      name: 'return.to-creator',
      says: () => w('sign.return-to-creator'),
      reasons: creatorReasons,
    },
  ],
  words: {
    title: () => titles('titles.sign'),
    empty: () => w('sign.empty'),
    emptyMore: () => w('sign.empty-more'),
    act: (count) => w(count === 1 ? 'sign.do-one' : 'sign.do', { count }),
    attempt: () => w('sign.attempt'),
    place: () => w('sign.place'),
    doing: () => w('sign.doing'),
    itemDoing: () => w('sign.item-doing'),
    itemMade: () => w('sign.item-made'),
    itemDone: () => w('sign.item-done'),
    itemFailed: () => w('sign.item-failed'),
    summary: (done, total) => w('sign.summary', { done, total }),
    next: () => w('sign.next'),
  },
};

/** Ký duyệt: the pile that waits for the signer. */
export default function Sign(props: ViewProps) {
  return <PileView {...props} step={step} />;
}
