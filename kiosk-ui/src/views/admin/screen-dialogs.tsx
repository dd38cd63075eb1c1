import { useEffect, useRef, useState } from 'preact/hooks';
import { type ScreenAnswer, type ScreenPurpose, screenPurposes } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { newId } from '../../station/api.ts';
import { call } from '../../station/call.ts';
import { Choices } from '../desk/choices.tsx';
import { useAct } from '../desk/use-act.ts';
import { screensWords as w } from './screens-words.ts';

interface Closing {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

interface One extends Closing {
  readonly screen: ScreenAnswer;
}

const path = (id: string): string => `/api/screens/${id}`;

/** Pairs the screen that shows a code. The id is made once, so pressing twice pairs once. */
export function PairScreen({ onClose, onDone }: Closing) {
  const [id] = useState(newId);
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<ScreenPurpose>('any');
  const [tried, setTried] = useState(false);
  const { busy, failure, run } = useAct();
  const codeField = useRef<HTMLInputElement>(null);
  useEffect(() => codeField.current?.focus(), []);
  const digits = code.replaceAll(/\D/g, '');
  const short = digits.length !== 6;
  const nameless = name.trim() === '';
  const send = async (): Promise<void> => {
    setTried(true);
    if (busy || short || nameless) return;
    const body = { code: digits, name, purpose };
    const paired = await run(() => call({ method: 'PUT', path: `${path(id)}/pairing`, body }));
    if (paired === null) return;
    announce(w('screens.was-paired', { name }));
    onDone();
  };
  return (
    <Dialog
      title={w('screens.pair')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('screens.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('screens.do-pair')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Field
        label={w('screens.code')}
        hint={w('screens.code-hint')}
        value={code}
        onValue={setCode}
        inputRef={codeField}
        inputMode="numeric"
        autocomplete="off"
        maxLength={9}
        name="code"
        error={tried && short ? w('screens.code-short') : null}
      />
      <Naming name={name} onName={setName} missing={tried && nameless} purpose={purpose} onPurpose={setPurpose} />
    </Dialog>
  );
}

/** Gives a screen another name or purpose. */
export function EditScreen({ screen, onClose, onDone }: One) {
  const [name, setName] = useState(screen.name);
  const [purpose, setPurpose] = useState<ScreenPurpose>(screen.purpose);
  const { busy, failure, run } = useAct();
  const nameless = name.trim() === '';
  const send = async (): Promise<void> => {
    if (busy || nameless) return;
    const changed = await run(() => call({ method: 'PUT', path: path(screen.id), body: { name, purpose } }));
    if (changed === null) return;
    announce(w('screens.was-changed', { name }));
    onDone();
  };
  return (
    <Dialog
      title={w('screens.change-ask', { name: screen.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('screens.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('screens.do-change')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Naming name={name} onName={setName} missing={nameless} purpose={purpose} onPurpose={setPurpose} />
      {purpose === screen.purpose ? null : <Notice kind="info">{w('screens.change-ends')}</Notice>}
    </Dialog>
  );
}

/** Says what ending a screen does before it is done. */
export function RevokeScreen({ screen, onClose, onDone }: One) {
  const { busy, failure, run } = useAct();
  const { name } = screen;
  const send = async (): Promise<void> => {
    const ended = await run(() => call({ method: 'DELETE', path: path(screen.id) }));
    if (ended === null) return;
    announce(w('screens.was-revoked', { name }));
    onDone();
  };
  return (
    <Dialog
      title={w('screens.revoke-ask', { name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('screens.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void send()}>
            {w('screens.do-revoke')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {screen.here ? <Notice kind="waiting">{w('screens.revoke-here')}</Notice> : null}
      <p>{w('screens.revoke-will')}</p>
    </Dialog>
  );
}

interface NamingProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly missing: boolean;
  readonly purpose: ScreenPurpose;
  readonly onPurpose: (purpose: ScreenPurpose) => void;
}

function Naming({ name, onName, missing, purpose, onPurpose }: NamingProps) {
  return (
    <>
      <Field
        label={w('screens.name')}
        hint={w('screens.name-hint')}
        value={name}
        onValue={onName}
        maxLength={60}
        autocomplete="off"
        name="screen-name"
        error={missing ? w('screens.name-missing') : null}
      />
      <Choices
        title={w('screens.purpose')}
        choices={screenPurposes.map((value) => ({ value, words: w(`screens.purpose.${value}`) }))}
        value={purpose}
        onValue={onPurpose}
      />
    </>
  );
}
