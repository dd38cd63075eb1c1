import { useState } from 'preact/hooks';
import type { SignInAnswer } from '../../../../src/web/contract/index.ts';
import { stationAway } from '../../station/call.ts';
import type { Failed, Reply } from '../../station/reply.ts';
import { enter, signIn } from '../../station/session.ts';
import { PasswordStep } from './password-step.tsx';
import type { StepProps } from './steps.ts';
import './sign-in.css';

type Step = 'password' | 'code' | 'enrolment';

/** The step that an answer leads to; any other failure stays where it was met. */
const nextStep: Readonly<Record<string, Step>> = {
  'WEB-CODE-NEEDED': 'code',
  'WEB-CODE-ENROLMENT': 'enrolment',
  'WEB-SIGN-IN-FAILED': 'password',
};

/**
 * Name and password, and for those who have one-time codes a second step that keeps what was typed. Shown in the place
 * of a view whose session is over, it gives way to that view again.
 */
export default function SignIn() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<Step>('password');
  const [failure, setFailure] = useState<Failed | null>(null);
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<SignInAnswer | null>(null);
  const [second, setSecond] = useState<typeof import('./second-step.ts') | null>(null);

  const submit = async (code?: string): Promise<Reply<SignInAnswer> | null> => {
    if (busy) return null;
    setBusy(true);
    setFailure(null);
    const reply = await signIn({ username, password, ...(code === undefined ? {} : { code }) });
    if (reply.ok) {
      if (reply.value.recoveryCodes.length > 0) setMade(reply.value);
      return reply;
    }
    const next = nextStep[reply.failure.code] ?? step;
    const parts = next === 'password' ? null : (second ?? (await import('./second-step.ts').catch(() => null)));
    setBusy(false);
    if (next !== 'password' && parts === null) {
      setFailure(stationAway());
      return reply;
    }
    if (parts !== null) setSecond(parts);
    // The first answer that asks for the second step is no failure.
    setFailure(next === step || next === 'password' ? reply.failure : null);
    // A station that is away said nothing against it.
    if (next === 'password' && reply.failure.status !== 0) setPassword('');
    setStep(next);
    return reply;
  };
  const props: StepProps = {
    username,
    password,
    busy,
    failure,
    submit,
    back: () => {
      setFailure(null);
      setStep('password');
    },
  };
  return (
    <div class="sign-in">
      {made !== null && second !== null ? (
        <second.RecoveryCodes codes={made.recoveryCodes} onDone={() => enter(made)} />
      ) : step === 'password' || second === null ? (
        <PasswordStep {...props} setUsername={setUsername} setPassword={setPassword} />
      ) : step === 'code' ? (
        <second.CodeStep {...props} />
      ) : (
        <second.EnrolmentStep {...props} />
      )}
    </div>
  );
}
