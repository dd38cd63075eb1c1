import { useState } from 'preact/hooks';
import type { BundleOverview, OwnBundle, RefusedMessage } from '../../../../src/web/contract/index.ts';
import { age } from '../../design/age.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { isUncertain, PresenceChoice } from '../../design/presence-choice.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { confirmThere, retryMessage } from '../../station/api.ts';
import * as api from '../../station/bundles-api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either, t } from '../../words/index.ts';
import { bytesOf } from './bytes-of.ts';
import type { StickAct } from './stick-act.ts';
import { w } from './words.ts';

interface Props {
  readonly answer: BundleOverview;
  readonly act: StickAct;
  readonly creator: boolean;
}

/** What waits for the stick, what is on its way, and what came back refused. */
export function OwnDossiers({ answer, act, creator }: Props) {
  const { waiting, away, readAt, refused, bundles } = answer;
  return (
    <Sheet title={w('stick.own')}>
      <dl class="figure-list">
        <div>
          <dt>{w('stick.count-waiting')}</dt>
          <dd>{count(waiting.dossiers)}</dd>
        </div>
        <div>
          <dt>{w('stick.count-size')}</dt>
          <dd>{bytesOf(waiting.bytes)}</dd>
        </div>
        <div>
          <dt>{w('stick.count-away')}</dt>
          <dd>{count(away.dossiers)}</dd>
        </div>
      </dl>
      {waiting.dossiers > 0 && waiting.copies === 0 ? <p class="soft">{w('stick.only-state')}</p> : null}
      {waiting.copies > 0 && waiting.oldestAt !== null ? (
        <p class="soft">{w('stick.waits', { age: age(readAt - waiting.oldestAt) })}</p>
      ) : null}
      {away.oldestAt === null ? null : (
        <p class="soft">{w('stick.away-since', { age: age(readAt - away.oldestAt) })}</p>
      )}
      {refused.length === 0 ? null : (
        <>
          <h3>{w('stick.refused')}</h3>
          <p class="soft">{w('stick.refused-do')}</p>
          <ul class="record-list">
            {refused.map((message) => (
              <Refused key={message.id} message={message} act={act} creator={creator} />
            ))}
          </ul>
        </>
      )}
      <h3>{w('stick.bundles')}</h3>
      {bundles.length === 0 ? (
        <p class="soft">{w('stick.bundles-none')}</p>
      ) : (
        <ul class="record-list">
          {bundles.map((bundle) => (
            <Bundle key={bundle.id} bundle={bundle} act={act} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

interface RefusedProps {
  readonly message: RefusedMessage;
  readonly act: StickAct;
  readonly creator: boolean;
}

function Refused({ message, act, creator }: RefusedProps) {
  const { id, dossierId, dossierCode: code, words } = message;
  const sentence = sentenceOf(message.code);
  const send = (call: typeof retryMessage): void =>
    void act.run(
      () => call(id),
      () => [w('stick.again-done', { code })],
    );
  return (
    <li class="record">
      <div class="record-words">
        <strong>
          {w(`stick.kind.${message.kind}`)} · {code}
        </strong>
        {sentence === null ? null : <span>{either(sentence)}</span>}
        {words === null ? null : <span>{w('stick.refused-words', { words })}</span>}
        <span class="soft small">
          {t('notice.code')} {message.code}
        </span>
      </div>
      {creator ? (
        <div class="act-list">
          <Link class="button button-secondary" href={`/ban-tiep-nhan/${dossierId}`}>
            {w('stick.open-dossier', { code })}
          </Link>
          {isUncertain(message.code) ? (
            <PresenceChoice
              dossierCode={code}
              busy={act.busy}
              onThere={() => send(confirmThere)}
              onAgain={() => send(retryMessage)}
            />
          ) : (
            <Button busy={act.busy} label={w('stick.again-one', { code })} onClick={() => send(retryMessage)}>
              {w('stick.again')}
            </Button>
          )}
        </div>
      ) : null}
    </li>
  );
}

const looks: Readonly<Record<OwnBundle['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  made: { tone: 'amber', shape: 'warning' },
  written: { tone: 'ink', shape: 'clock' },
  settled: { tone: 'delivered', shape: 'tick' },
  withdrawn: { tone: 'grey', shape: 'ring' },
};

function Bundle({ bundle, act }: { readonly bundle: OwnBundle; readonly act: StickAct }) {
  const [asking, setAsking] = useState(false);
  const { id, name, state } = bundle;
  const facts = { dossiers: count(bundle.dossiers), copies: count(bundle.copies), size: bytesOf(bundle.bytes) };
  const open = state === 'made' || state === 'written';
  const takeBack = async (): Promise<void> => {
    await act.run(
      () => api.takeBundleBack(id),
      () => [w('stick.taken-back')],
    );
    setAsking(false);
  };
  return (
    <li class="record">
      <div class="record-words">
        <div>
          <StateMark {...looks[state]} word={w(`stick.state.${state}`)} />
        </div>
        <span class="stick-name">{name}</span>
        <span class="soft small">
          {w('stick.bundle', facts)} · {w('stick.bundle-at', { time: dayAndTime(bundle.madeAt) })}
        </span>
      </div>
      {open ? (
        <div class="act-list">
          {bundle.writable ? (
            <Button
              busy={act.busy}
              label={w('stick.write-again-one', { name })}
              onClick={() =>
                void act.run(
                  () => api.writeBundleAgain(id),
                  () => [w('stick.written')],
                )
              }
            >
              {w('stick.write-again')}
            </Button>
          ) : null}
          <Button kind="plain" label={w('stick.take-back-one', { name })} onClick={() => setAsking(true)}>
            {w('stick.take-back')}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <Dialog
          title={w('stick.take-back-ask')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{w('stick.cancel')}</Button>
              <Button kind="danger" busy={act.busy} onClick={() => void takeBack()}>
                {w('stick.take-back')}
              </Button>
            </>
          }
        >
          <Notice kind="info">{w('stick.take-back-will', { name })}</Notice>
        </Dialog>
      ) : null}
    </li>
  );
}
