import { useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { t } from '../../words/index.ts';
import { useCode } from './code-field.tsx';
import { SignInFailure } from './sign-in-failure.tsx';
import type { StepProps } from './steps.ts';
import { codeWords } from './words.ts';

/** The second step: the code on the phone, or a recovery code. */
export function CodeStep({ username, busy, failure, submit, back }: StepProps) {
  const [recovery, setRecovery] = useState(false);
  const { field, send } = useCode(submit, codeWords(recovery ? 'code.recovery-hint' : 'code.hint'), recovery);
  return (
    <form
      class="sign-in-sheet"
      noValidate
      aria-busy={busy}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div>
        <h1>{codeWords('code.title')}</h1>
        <p class="soft">{codeWords('code.account', { username })}</p>
      </div>
      <SignInFailure failure={failure} />
      {field}
      <Button kind="primary" type="submit" busy={busy}>
        {t(busy ? 'sign-in.doing' : 'sign-in.do')}
      </Button>
      <div class="sign-in-others">
        <Button onClick={back}>{codeWords('code.back')}</Button>
        <Button kind="plain" onClick={() => setRecovery(!recovery)}>
          {codeWords(recovery ? 'code.use-phone' : 'code.use-recovery')}
        </Button>
      </div>
      <p class="soft small">{codeWords('code.lost')}</p>
    </form>
  );
}
