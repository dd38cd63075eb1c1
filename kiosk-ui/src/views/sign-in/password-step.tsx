import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { session } from '../../station/session.ts';
import { t } from '../../words/index.ts';
import { SignInFailure } from './sign-in-failure.tsx';
import type { StepProps } from './steps.ts';

interface Props extends StepProps {
  readonly setUsername: (value: string) => void;
  readonly setPassword: (value: string) => void;
}

/** Name and password. */
export function PasswordStep({ username, password, busy, failure, submit, setUsername, setPassword }: Props) {
  const [missing, setMissing] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  useEffect(() => (username === '' ? nameField : passwordField).current?.focus(), []);

  const state = session.value;
  const ended = state.status === 'none' && state.ended;
  const send = async (): Promise<void> => {
    const incomplete = username.trim() === '' ? nameField : password === '' ? passwordField : null;
    setMissing(incomplete !== null);
    if (incomplete) {
      incomplete.current?.focus();
      return;
    }
    const reply = await submit();
    if (reply === null || reply.ok || reply.failure.code.startsWith('WEB-CODE-')) return;
    if (reply.failure.status !== 0) setPassword('');
    passwordField.current?.focus();
  };
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
        <h1>{t('sign-in.title')}</h1>
        <p class="soft">{t('brand.line')}</p>
      </div>
      {ended && failure === null ? <Notice kind="info">{t('sign-in.ended')}</Notice> : null}
      <SignInFailure failure={failure} />
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
  );
}
