import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../design/field.tsx';
import type { StepProps } from './steps.ts';
import { codeWords } from './words.ts';

/** One line for a code: digits from the phone, or a recovery code. */
export function useCode(submit: StepProps['submit'], hint: string, recovery = false) {
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    setCode('');
    setMissing(false);
    input.current?.focus();
  }, [recovery]);

  const send = async (): Promise<void> => {
    const typed = code.trim();
    setMissing(typed === '');
    if (typed !== '') {
      const reply = await submit(typed);
      if (reply === null || reply.ok) return;
      // A station that is away has not seen the code: it may still count.
      if (reply.failure.status !== 0) setCode('');
    }
    input.current?.focus();
  };
  const field = (
    <Field
      label={codeWords(recovery ? 'code.recovery-label' : 'code.label')}
      hint={hint}
      error={missing && code.trim() === '' ? codeWords('code.need') : null}
      value={code}
      onValue={setCode}
      inputRef={input}
      name="code"
      autocomplete="one-time-code"
      inputMode={recovery ? 'text' : 'numeric'}
      autocapitalize="none"
      spellcheck={false}
      maxLength={40}
    />
  );
  return { field, send };
}
