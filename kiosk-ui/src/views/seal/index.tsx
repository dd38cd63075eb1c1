import type { ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import NextNumber from '../hold/next-number.tsx';
import { PileView } from '../pile/pile-view.tsx';
import { creatorReasons, type PileStep, signerReasons } from '../pile/step.ts';
import { sealWords as w } from './words.ts';

const step: PileStep = {
  step: 'sealing',
  root: '/dong-dau',
  button: 'seal',
  key: 'D',
  checks: true,
  returns: [
    {
      act: 'return-to-signer',
      name: 'return.to-signer',
      says: () => w('seal.return-to-signer'),
      reasons: signerReasons,
    },
    {
      act: 'return-to-creator',
      name: 'return.to-creator',
      says: () => w('seal.return-to-creator'),
      reasons: creatorReasons,
    },
  ],
  words: {
    title: () => titles('titles.seal'),
    empty: () => w('seal.empty'),
    emptyMore: () => w('seal.empty-more'),
    act: (count) => w(count === 1 ? 'seal.do-one' : 'seal.do', { count }),
    attempt: () => w('seal.attempt'),
    place: () => w('seal.place'),
    doing: () => w('seal.doing'),
    itemDoing: () => w('seal.item-doing'),
    itemMade: () => w('seal.item-made'),
    itemDone: () => w('seal.item-done'),
    itemFailed: () => w('seal.item-failed'),
    summary: (done, total) => w('seal.summary', { done, total }),
    next: () => w('seal.next'),
  },
};

/** Đóng dấu: the same pile one step on, for the seal keeper. */
export default function Seal(props: ViewProps) {
  const { officer, rest } = props;
  if (officer !== null && rest[0] === 'so-tiep-theo') {
    return <NextNumber officer={officer} back={{ path: step.root, title: step.words.title() }} />;
  }
  return <PileView {...props} step={step} />;
}
