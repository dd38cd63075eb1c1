import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Page, Sheet } from '../../design/page.tsx';
import { go } from '../../router.ts';
import * as api from '../../station/api.ts';
import { session } from '../../station/session.ts';
import type { ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import { useAct } from '../desk/use-act.ts';
import { RecoveryCodes } from '../sign-in/recovery-codes.tsx';
import { NewRecoveryCodes } from './new-recovery-codes.tsx';
import { passwordWords as w } from './words.ts';

/** One's own password. A first one, which others know, is changed here before anything else. */
export default function Password({ officer }: ViewProps) {
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [judged, setJudged] = useState(false);
  const [done, setDone] = useState(false);
  const { busy, failure, run } = useAct();
  const [made, setMade] = useState<readonly string[] | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const state = session.value;
  const must = state.status === 'signed-in' && state.session.mustChangePassword;
  const faults = {
    present: present === '' ? w('password.need-present') : null,
    next: [...next.normalize('NFC')].length < 12 ? w('password.short') : null,
    again: again === next ? null : w('password.differs'),
  };
  const shown = (fault: string | null): string | null => (judged ? fault : null);

  const send = async (): Promise<void> => {
    setJudged(true);
    setDone(false);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    const reply = await run(() => api.changePassword({ present, next }));
    if (!reply) return;
    for (const clear of [setPresent, setNext, setAgain]) clear('');
    setJudged(false);
    setDone(true);
    announce(w('password.done'));
    session.value = { status: 'signed-in', session: reply };
    if (must) go('/');
  };
  if (made !== null) {
    return (
      <div class="page page-narrow">
        <RecoveryCodes codes={made} onDone={() => setMade(null)} />
      </div>
    );
  }
  const left = state.status === 'signed-in' && !must ? state.session.recoveryCodesLeft : null;
  return (
    <>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Page title={titles('titles.password')} intro={w('password.intro')} width="narrow">
          {must ? <Notice kind="info">{w('password.must')}</Notice> : null}
          {done ? <Notice kind="done">{w('password.done')}</Notice> : null}
          {failure === null ? null : <FailureNotice failure={failure} />}
          <Sheet>
            <input type="text" hidden readOnly autocomplete="username" value={officer?.username ?? ''} />
            <Field
              label={w('password.present')}
              type="password"
              name="present"
              autocomplete="current-password"
              value={present}
              onValue={setPresent}
              error={shown(faults.present)}
              inputRef={first}
              maxLength={200}
            />
            <Field
              label={w('password.next')}
              hint={w('password.hint')}
              type="password"
              name="next"
              autocomplete="new-password"
              value={next}
              onValue={setNext}
              error={shown(faults.next)}
              maxLength={200}
            />
            <Field
              label={w('password.again')}
              type="password"
              name="again"
              autocomplete="new-password"
              value={again}
              onValue={setAgain}
              error={shown(faults.again)}
              maxLength={200}
            />
            <Button kind="primary" type="submit" busy={busy}>
              {w('password.do')}
            </Button>
          </Sheet>
        </Page>
      </form>
      {left === null ? null : <NewRecoveryCodes left={left} onMade={setMade} />}
    </>
  );
}
