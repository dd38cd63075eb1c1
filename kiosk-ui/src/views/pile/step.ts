import type { ViewPath } from '../../../../src/web/contract/index.ts';
import type { ReasonedAct, Step } from '../../station/api.ts';
import type { PileWord } from './words.ts';

/** Where signing and sealing differ on the screen. */
export interface PileStep {
  readonly step: Step;
  readonly root: ViewPath;
  /** Blue for the signer's ink, red for the act of sealing. */
  readonly button: 'primary' | 'seal';
  readonly key: 'K' | 'D';
  /** Whether the signer's signature is there to be checked, and must pass before a copy can be chosen. */
  readonly checks: boolean;
  readonly returns: readonly ReturnTarget[];
  readonly words: StepWords;
}

/** Somebody to whom an original can go back, and the reasons that are common. */
export interface ReturnTarget {
  readonly act: Extract<ReasonedAct, 'return-to-creator' | 'return-to-signer'>;
  readonly name: PileWord;
  /** What will happen to signature and number. */
  readonly says: () => string;
  readonly reasons: readonly PileWord[];
}

export interface StepWords {
  readonly title: () => string;
  readonly empty: () => string;
  readonly emptyMore: () => string;
  readonly act: (count: number) => string;
  readonly attempt: () => string;
  /** What stands in the room between block and name. */
  readonly place: () => string;
  readonly doing: () => string;
  readonly itemDoing: () => string;
  readonly itemMade: () => string;
  readonly itemDone: () => string;
  readonly itemFailed: () => string;
  readonly summary: (done: number, total: number) => string;
  readonly next: () => string;
}

export const creatorReasons: readonly PileWord[] = [
  'return.why.blurred',
  'return.why.missing',
  'return.why.order',
  'return.why.title',
  'return.why.not-original',
];

export const signerReasons: readonly PileWord[] = [
  'return.why.signature',
  'return.why.authority',
  'return.why.attestation',
];

export const readingPath = (root: ViewPath, originalId: string): string => `${root}/doc/${originalId}`;
export const attemptPath = (root: ViewPath, attemptId: string): string => `${root}/luot/${attemptId}`;
