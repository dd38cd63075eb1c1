import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { codeWords } from './words.ts';
import './sign-in.css';

/** The recovery codes, this one time; they are confirmed as put away before the work begins. */
export function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const [kept, setKept] = useState(false);
  const [asked, setAsked] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <form
      class="sign-in-sheet sign-in-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (kept) onDone();
      }}
    >
      <div>
        <h1 ref={title} tabIndex={-1}>
          {codeWords('codes.title')}
        </h1>
        <p class="soft">{codeWords('codes.why')}</p>
      </div>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="sign-in-others">
        <Button onClick={() => window.print()}>{codeWords('codes.print')}</Button>
      </div>
      <label class="recovery-kept">
        <input type="checkbox" name="kept" checked={kept} onChange={() => setKept(!kept)} />
        <span>{codeWords('codes.kept')}</span>
      </label>
      {asked && !kept ? (
        <p class="field-error" role="alert">
          <span aria-hidden="true">▲</span> {codeWords('codes.need-kept')}
        </p>
      ) : null}
      <Button kind="primary" type="submit">
        {codeWords('codes.go-on')}
      </Button>
    </form>
  );
}
