import type { AttemptItem } from '../../../../src/web/contract/index.ts';
import { Notice } from '../../design/notice.tsx';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { w } from './words.ts';

const tooLarge = 'HANDOVER-FILE-TOO-LARGE';
const megabytes = (bytes: number): number => Math.ceil(bytes / 100_000) / 10;

/** How large the copy will be and how its pages are coded; said before anything is signed. */
export function FileFacts({ item }: { readonly item: AttemptItem }) {
  const { coding } = item;
  if (coding === null) return null;
  const { bytes, overLimitBytes, mixed, kept, jpeg } = coding;
  const size = megabytes(bytes);
  const sentence = sentenceOf(tooLarge);
  return (
    <>
      <p class="soft">{w('attempt.file', { size })}</p>
      {mixed === 0 ? null : <p class="soft">{w('attempt.compact', { mixed, total: mixed + kept + jpeg })}</p>}
      {overLimitBytes === null ? null : (
        <Notice kind="waiting" code={tooLarge} title={w('attempt.too-large', { limit: overLimitBytes / 1_000_000 })}>
          {sentence === null ? null : either(sentence)}
        </Notice>
      )}
    </>
  );
}
