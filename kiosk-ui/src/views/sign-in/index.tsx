import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import type { Failed } from '../../station/reply.ts';
import { session, signIn } from '../../station/session.ts';
import { t } from '../../words/index.ts';
import './sign-in.css';

/** Name and password. Shown in the place of a view whose session is over, it gives way to that view again. */
export default function SignIn() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.focus(), []);

  const state = session.value;
  const ended = state.status === 'none' && state.ended;
  const submit = async (): Promise<void> => {
    if (busy) return;
    setFailure(null);
    const incomplete = username.trim() === '' ? nameField : password === '' ? passwordField : null;
    setMissing(incomplete !== null);
    if (incomplete) {
      incomplete.current?.focus();
      return;
    }
    setBusy(true);
    const reply = await signIn(username, password);
    if (reply.ok) return;
    setBusy(false);
    setFailure(reply.failure);
    setPassword('');
    passwordField.current?.focus();
  };
  const minutes = failure?.facts['minutes'];
  return (
    <div class="sign-in">
      <form
        class="sign-in-sheet"
        noValidate
        aria-busy={busy}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div>
          <h1>{t('sign-in.title')}</h1>
          <p class="soft">{t('brand.line')}</p>
        </div>
        {ended && failure === null ? <Notice kind="info">{t('sign-in.ended')}</Notice> : null}
        {failure === null ? null : (
          <FailureNotice
            failure={failure}
            {...(typeof minutes === 'number' ? { actions: t('sign-in.locked-for', { minutes }) } : {})}
          />
        )}
        <Field
          label={t('sign-in.username')}
          value={username}
          onValue={setUsername}
          error={missing && username.trim() === '' ? t('sign-in.need-username') : null}
          inputRef={nameField}
          name="username"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          maxLength={100}
        />
        <Field
          label={t('sign-in.password')}
          type="password"
          value={password}
          onValue={setPassword}
          error={missing && password === '' ? t('sign-in.need-password') : null}
          inputRef={passwordField}
          name="password"
          autocomplete="current-password"
          maxLength={200}
        />
        <Button kind="primary" type="submit" busy={busy}>
          {t(busy ? 'sign-in.doing' : 'sign-in.do')}
        </Button>
        <p class="soft small">{t('sign-in.forgotten')}</p>
      </form>
    </div>
  );
}
