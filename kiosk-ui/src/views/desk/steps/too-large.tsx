import type { OriginalDetail } from '../../../../../src/web/contract/index.ts';
import { Notice } from '../../../design/notice.tsx';
import { sentenceOf } from '../../../station/sentences.ts';
import { either } from '../../../words/index.ts';
import { w } from '../words.ts';

/** Whether the copy is larger than can be signed: then nobody is asked to. */
export function cannotBeSigned({ tooLarge }: OriginalDetail): boolean {
  return tooLarge !== null && tooLarge.code !== 'HANDOVER-FILE-TOO-LARGE';
}

/** Said before anything is signed: the pages alone are more than the portal takes for one file, or than one copy may hold. */
export function TooLarge({ original }: { readonly original: OriginalDetail }) {
  if (original.tooLarge === null) return null;
  const { bytes, limitBytes, code } = original.tooLarge;
  const sizes = { size: Math.ceil(bytes / 1_000_000), limit: Math.floor(limitBytes / 1_000_000) };
  const sentence = sentenceOf(code);
  const title = cannotBeSigned(original) ? w('desk.too-large-to-sign', sizes) : w('desk.too-large', sizes);
  return (
    <Notice kind="waiting" code={code} title={title}>
      {sentence === null ? null : either(sentence)}
    </Notice>
  );
}
