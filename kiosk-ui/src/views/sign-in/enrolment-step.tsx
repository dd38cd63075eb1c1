import { useEffect, useState } from 'preact/hooks';
import type { EnrolmentAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import * as api from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';
import { t } from '../../words/index.ts';
import { useCode } from './code-field.tsx';
import { QrCode } from './qr-code.tsx';
import { SignInFailure } from './sign-in-failure.tsx';
import type { StepProps } from './steps.ts';
import { codeWords } from './words.ts';

/** Setting one-time codes up: a secret for the phone, confirmed by the first code. */
export function EnrolmentStep({ username, password, busy, failure, submit, back }: StepProps) {
  const [made, setMade] = useState<EnrolmentAnswer | null>(null);
  const [refused, setRefused] = useState<Failed | null>(null);
  const { field, send } = useCode(submit, codeWords('enrol.confirm'));
  const make = async (): Promise<void> => {
    setRefused(null);
    const reply = await api.enrol({ username, password });
    if (reply.ok) setMade(reply.value);
    else setRefused(reply.failure);
  };
  useEffect(() => void make(), []);
  return (
    <form
      class="sign-in-sheet sign-in-wide"
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div>
        <h1>{codeWords('enrol.title')}</h1>
        <p class="soft">{codeWords('enrol.why')}</p>
      </div>
      <SignInFailure failure={failure ?? refused} />
      <div class="enrol-parts">
        <div class="enrol-qr">
          {made === null ? (
            <p class="soft">{refused === null ? codeWords('enrol.loading') : null}</p>
          ) : (
            <QrCode text={made.uri} label={codeWords('enrol.qr')} />
          )}
        </div>
        <div class="enrol-words">
          <p>{codeWords('enrol.scan')}</p>
          <div>
            <p class="soft small">{codeWords('enrol.type')}</p>
            <p class="enrol-secret">{(made?.secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
          </div>
          {field}
        </div>
      </div>
      <Button kind="primary" type="submit" busy={busy} disabled={made === null}>
        {busy ? t('sign-in.doing') : codeWords('enrol.do')}
      </Button>
      <div class="sign-in-others">
        <Button onClick={back}>{codeWords('code.back')}</Button>
        <Button kind="plain" onClick={() => void make()}>
          {codeWords('enrol.again')}
        </Button>
      </div>
    </form>
  );
}
