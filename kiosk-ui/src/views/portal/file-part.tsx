import type { HandoverDetail } from '../../../../src/web/contract/index.ts';
import { dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { TimeStampsMark, TimeStampsNotice } from '../../design/time-stamps.tsx';
import { handoverFileUrl } from '../../station/api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either, language } from '../../words/index.ts';
import { w } from './words.ts';

const tooLarge = 'HANDOVER-FILE-TOO-LARGE';

/** Megabytes as they are read: `4,2` in Vietnamese, `4.2` in English. */
function megabytes(bytes: number): string {
  const size = (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
  return language.value === 'en' ? size : size.replace('.', ',');
}

/** Step 1: which file, how large, and who took it. */
export function FilePart({ detail }: { readonly detail: HandoverDetail }) {
  const { file, taken, found, originalId } = detail;
  const sentence = file.tooLarge ? sentenceOf(tooLarge) : null;
  return (
    <section class="portal-part" aria-labelledby="portal-file">
      <h2 id="portal-file">1. {w('portal.step-file')}</h2>
      {found ? (
        <p>{w('portal.file-found')}</p>
      ) : (
        <>
          <p class="portal-file-name">{file.name}</p>
          <p class="soft">
            {w('portal.file-size', { size: megabytes(file.bytes), limit: file.limitBytes / 1_000_000 })}
          </p>
          {detail.timeStamps === null ? null : (
            <p>
              <TimeStampsMark stamps={detail.timeStamps} />
            </p>
          )}
          {detail.state === 'issued' ? <TimeStampsNotice stamps={detail.timeStamps} byHand /> : null}
          {file.tooLarge ? (
            <Notice kind="waiting" code={tooLarge}>
              {sentence === null ? null : either(sentence)}
            </Notice>
          ) : null}
          <p class="soft small">{w('portal.file-final')}</p>
        </>
      )}
      {taken === null ? null : (
        <p class="portal-taken">
          {w('portal.taken', { who: taken.by.fullName, when: dayAndTime(taken.at) })}{' '}
          <a href={handoverFileUrl(originalId)} download={file.name}>
            {w('portal.file-again')}
          </a>
        </p>
      )}
    </section>
  );
}
