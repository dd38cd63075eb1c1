import { sentenceOf } from '../station/sentences.ts';
import { either, t } from '../words/index.ts';

/** What a bare code says, with the code small behind it. Stands within a paragraph. */
export function Reason({ code }: { readonly code: string }) {
  const sentence = sentenceOf(code);
  return (
    <>
      {sentence === null ? null : `${either(sentence)} `}
      <span class="soft small">
        {t('notice.code')} {code}
      </span>
    </>
  );
}
