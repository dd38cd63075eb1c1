import type { OriginalDetail } from '../../../../../src/web/contract/index.ts';
import { Notice } from '../../../design/notice.tsx';
import { sentenceOf } from '../../../station/sentences.ts';
import { either } from '../../../words/index.ts';
import { brokenScan } from '../pages.ts';
import { w } from '../words.ts';

/** Why the last scan did not come to its end, and what is kept. */
export function BrokenScanNotice({ original }: { readonly original: OriginalDetail }) {
  const scan = brokenScan(original);
  if (scan === null) return null;
  const code = scan.failureCode ?? (scan.state === 'interrupted' ? 'SCAN-INTERRUPTED' : 'SCAN-CANCELLED');
  const sentence = sentenceOf(code);
  const kept = original.pages.length;
  return (
    <Notice kind="waiting" title={w('desk.scan-broke')} code={code}>
      {sentence === null ? null : <p>{either(sentence)}</p>}
      <p>
        <strong>{kept === 0 ? w('desk.scan-kept-none') : w('desk.scan-kept', { pages: kept })}</strong>
      </p>
    </Notice>
  );
}
