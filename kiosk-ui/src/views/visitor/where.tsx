import { useEffect, useRef, useState } from 'preact/hooks';
import type { TrackedDossier } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { call } from '../../station/call.ts';
import type { Failed } from '../../station/reply.ts';
import { either } from '../../words/index.ts';
import { codeLength, inHalves, letters, readTyped } from './tracking.ts';
import { visitorWords as w } from './words.ts';

const looks: Readonly<Record<TrackedDossier['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  received: { tone: 'amber', shape: 'clock' },
  processing: { tone: 'amber', shape: 'clock' },
  'supplement-asked': { tone: 'amber', shape: 'warning' },
  finished: { tone: 'delivered', shape: 'tick' },
  returned: { tone: 'delivered', shape: 'double-tick' },
  stopped: { tone: 'grey', shape: 'stop' },
  refused: { tone: 'grey', shape: 'stop' },
  withdrawn: { tone: 'grey', shape: 'back' },
};

/** Where a dossier is, by the code on its slip: typed, or pressed letter by letter on the screen. */
export function Where() {
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(0);
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const [found, setFound] = useState<TrackedDossier | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (found === null) field.current?.focus();
  }, [found]);

  const type = (typed: string): void => {
    setCode(readTyped(typed));
    setMissing(0);
    setFailure(null);
  };
  const ask = async (): Promise<void> => {
    if (asking) return;
    setMissing(codeLength - code.length);
    if (code.length < codeLength) return field.current?.focus();
    setAsking(true);
    const reply = await call<TrackedDossier>({
      method: 'GET',
      path: `/api/visitor/dossiers/${code}`,
      background: true,
    });
    setAsking(false);
    setFailure(reply.ok ? null : reply.failure);
    if (reply.ok) setFound(reply.value);
  };

  if (found !== null) {
    return (
      <Found
        found={found}
        onAnother={() => {
          setFound(null);
          setCode('');
        }}
      />
    );
  }
  return (
    <form
      class="visitor-where"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      {failure === null ? null : (
        <Notice kind="waiting" code={failure.code}>
          {either({ vi: failure.message, en: failure.messageEn })}
        </Notice>
      )}
      <Field
        label={w('visitor.where.label')}
        hint={w('visitor.where.hint')}
        error={missing > 0 ? w('visitor.where.short', { count: missing }) : null}
        value={inHalves(code)}
        onValue={type}
        inputRef={field}
        // Its keys stand under it.
        inputMode="none"
        autocomplete="off"
        spellcheck={false}
        maxLength={40}
      />
      <fieldset class="visitor-pad" aria-label={w('visitor.where.pad')}>
        {letters.map((letter) => (
          <button key={letter} type="button" class="visitor-letter" onClick={() => type(code + letter)}>
            {letter}
          </button>
        ))}
      </fieldset>
      <div class="visitor-actions">
        <Button onClick={() => type(code.slice(0, -1))}>{w('visitor.where.erase')}</Button>
        <Button onClick={() => type('')}>{w('visitor.where.clear')}</Button>
        <Button kind="primary" type="submit" keys="Enter" busy={asking}>
          {w(asking ? 'visitor.where.asking' : 'visitor.where.ask')}
        </Button>
      </div>
    </form>
  );
}

function Found({ found, onAnother }: { readonly found: TrackedDossier; readonly onAnother: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Sheet>
      <h2 class="visitor-state-title" tabIndex={-1} ref={heading}>
        {w('visitor.where.state')}
      </h2>
      <p class="visitor-state">
        <StateMark {...looks[found.state]} word={either(found.stateWords)} />
      </p>
      <p>{w(`visitor.state.${found.state}`)}</p>
      <div class="visitor-actions">
        <Button onClick={onAnother}>{w('visitor.where.another')}</Button>
      </div>
    </Sheet>
  );
}
