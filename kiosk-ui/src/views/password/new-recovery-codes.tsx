import { useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import * as api from '../../station/api.ts';
import { session } from '../../station/session.ts';
import { useAct } from '../desk/use-act.ts';
import { passwordWords as w } from './words.ts';

/** So few are soon used up. */
const few = 3;

interface Props {
  readonly left: number;
  /** The codes, to be shown this one time. */
  readonly onMade: (codes: readonly string[]) => void;
}

/** New recovery codes of one's own, for a fresh code of one's phone. */
export function NewRecoveryCodes({ left, onMade }: Props) {
  const [code, setCode] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const digits = code.replaceAll(/\s/g, '');
  const missing = digits === '';
  const send = async (): Promise<void> => {
    setJudged(true);
    if (missing) return;
    const made = await run(() => api.renewRecoveryCodes(digits));
    if (made === null) return;
    const now = session.peek();
    if (now.status === 'signed-in') {
      session.value = { ...now, session: { ...now.session, recoveryCodesLeft: made.recoveryCodes.length } };
    }
    onMade(made.recoveryCodes);
  };
  return (
    <form
      class="page page-narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Sheet title={w('password.codes')}>
        <p class="soft">{w('password.codes-why')}</p>
        {left <= few ? (
          <Notice kind="waiting">{w('password.codes-left', { count: left })}</Notice>
        ) : (
          <p>{w('password.codes-left', { count: left })}</p>
        )}
        {failure === null ? null : <FailureNotice failure={failure} />}
        <Field
          label={w('password.codes-code')}
          hint={w('password.codes-hint')}
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={12}
          value={code}
          onValue={setCode}
          error={judged && missing ? w('password.codes-need') : null}
        />
        <div>
          <Button type="submit" busy={busy}>
            {w('password.codes-new')}
          </Button>
        </div>
      </Sheet>
    </form>
  );
}
