import type { PileLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { time } from '../../design/format.ts';
import { Shape } from '../../design/shape.tsx';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { sealWords } from '../seal/words.ts';
import type { Checks } from './checks.ts';

/** The signer's signature in words. What could not be checked is said to be so, and never shown as good. */
export function SignatureCheck({ checks, line }: { readonly checks: Checks; readonly line: PileLine }) {
  const check = checks.of(line);
  if (check.status === 'asking') {
    return (
      <p class="pile-remark soft" data-check="asking">
        <Shape name="clock" />
        <span>{sealWords('seal.check-asking')}</span>
      </p>
    );
  }
  const signature = check.status === 'answered' && check.answer.complete ? check.answer.signatures[0] : undefined;
  if (check.status === 'answered' && signature) {
    return (
      <p class="pile-remark" data-check="good">
        <Shape name="pen" />
        <span>
          <strong>{sealWords('seal.check-good', { name: signature.subjectCommonName })}</strong>;{' '}
          {sealWords('seal.check-revocation')}. {signature.pades ? null : <>{sealWords('seal.check-not-pades')}. </>}
          <span class="soft small">
            {line.signedAt === null ? '' : `${sealWords('seal.signed-at', { time: time(line.signedAt) })}. `}
            {sealWords('seal.check-at', { time: time(check.answer.verifiedAt) })}.
          </span>
        </span>
      </p>
    );
  }
  const code = check.status === 'failed' ? check.failure.code : (check.answer.code ?? '');
  const words =
    check.status === 'failed' ? { vi: check.failure.message, en: check.failure.messageEn } : sentenceOf(code);
  return (
    <div class="pile-remark pile-hindrance" data-check={check.status === 'failed' ? 'unknown' : 'bad'}>
      <Shape name={check.status === 'failed' ? 'clock' : 'stop'} />
      <span>
        <strong>{sealWords(check.status === 'failed' ? 'seal.check-unknown' : 'seal.check-bad')}.</strong>{' '}
        {words === null ? null : either(words)} <span class="soft small">{code}</span>
      </span>
      {check.status === 'failed' ? (
        <Button onClick={() => checks.again(line)}>{sealWords('seal.check-again')}</Button>
      ) : null}
    </div>
  );
}
