import type { OriginalDetail } from '../../../../../src/web/contract/index.ts';
import { Notice } from '../../../design/notice.tsx';
import { sentenceOf } from '../../../station/sentences.ts';
import { either } from '../../../words/index.ts';
import { w } from '../words.ts';

const code = 'HANDOVER-FILE-TOO-LARGE';

/** Said before anything is signed: the pages alone are more than the portal takes for one file. */
export function TooLarge({ original }: { readonly original: OriginalDetail }) {
  if (original.tooLarge === null) return null;
  const { bytes, limitBytes } = original.tooLarge;
  const size = Math.ceil(bytes / 1_000_000);
  const sentence = sentenceOf(code);
  return (
    <Notice kind="waiting" code={code} title={w('desk.too-large', { size, limit: limitBytes / 1_000_000 })}>
      {sentence === null ? null : either(sentence)}
    </Notice>
  );
}
