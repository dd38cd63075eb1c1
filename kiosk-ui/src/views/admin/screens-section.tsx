import { useEffect, useState } from 'preact/hooks';
import type { ScreenAnswer, ScreenList } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime, time } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { call } from '../../station/call.ts';
import { useLive } from '../../station/use-live.ts';
import { AuthoritySheet } from './authority-sheet.tsx';
import { EditScreen, PairScreen, RevokeScreen } from './screen-dialogs.tsx';
import { screensWords as w } from './screens-words.ts';
import { SectionPage } from './section-page.tsx';

/** Screens that ask to be paired make no event: the list is asked for anew this often (milliseconds). */
const askEveryMs = 5_000;

type Asked =
  | { readonly what: 'pair' }
  | { readonly what: 'change' | 'revoke'; readonly screen: ScreenAnswer }
  | { readonly what: 'nothing' };

/** *Màn hình đã ghép*: which screens open the station, pairing one by its code, ending one. */
export default function ScreensSection() {
  const { value, failure, reload } = useLive(
    'screens',
    (read) => call<ScreenList>({ method: 'GET', path: '/api/screens', ...read }),
    () => false,
  );
  const [asked, setAsked] = useState<Asked>({ what: 'nothing' });
  const [waiting, setWaiting] = useState<ScreenList['waiting']>([]);
  useEffect(() => {
    const timer = setInterval(() => {
      void call<ScreenList>({ method: 'GET', path: '/api/screens', background: true }).then((reply) => {
        if (reply.ok) setWaiting(reply.value.waiting);
      });
    }, askEveryMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => setWaiting(value.value?.waiting ?? []), [value.value]);
  const pair = (): void => setAsked({ what: 'pair' });
  useShortcut({ keys: 'n', label: w('screens.pair'), act: pair });

  const list = value.value;
  const close = (): void => setAsked({ what: 'nothing' });
  const done = (): void => {
    close();
    void reload();
  };
  return (
    <SectionPage
      title={w('screens.title')}
      intro={w('screens.intro')}
      main={
        <Button kind="primary" keys="N" onClick={pair}>
          {w('screens.pair')}
        </Button>
      }
    >
      {failure.value === null ? null : <FailureNotice failure={failure.value} />}
      {waiting.length === 0 ? null : (
        <Notice kind="waiting" title={w('screens.waiting', { count: waiting.length })}>
          {waiting.map(({ address, askedAt }) => (
            <p key={`${address} ${askedAt}`}>{w('screens.waiting-one', { address, time: time(askedAt) })}</p>
          ))}
        </Notice>
      )}
      {list === null ? null : (
        <Sheet>
          {list.screens.length === 0 ? (
            <Empty title={w('screens.none')}>{w('screens.none-more')}</Empty>
          ) : (
            <ul>
              {list.screens.map((screen) => (
                <Row key={screen.id} screen={screen} onAsk={(what) => setAsked({ what, screen })} />
              ))}
            </ul>
          )}
        </Sheet>
      )}
      <AuthoritySheet />
      {asked.what === 'pair' ? <PairScreen onClose={close} onDone={done} /> : null}
      {asked.what === 'change' ? <EditScreen screen={asked.screen} onClose={close} onDone={done} /> : null}
      {asked.what === 'revoke' ? <RevokeScreen screen={asked.screen} onClose={close} onDone={done} /> : null}
    </SectionPage>
  );
}

function Row({
  screen,
  onAsk,
}: {
  readonly screen: ScreenAnswer;
  readonly onAsk: (what: 'change' | 'revoke') => void;
}) {
  const { name, purpose, pairedAt, pairedBy, lastSeenAt, here } = screen;
  const by = pairedBy?.fullName ?? w('screens.by-console');
  return (
    <li class="admin-row">
      <div class="admin-row-words">
        <div class="admin-row-head">
          <h3>{name}</h3>
          <StateMark
            tone={purpose === 'visitor' ? 'amber' : 'ink'}
            shape={purpose === 'visitor' ? 'ring' : 'dot'}
            word={w(`screens.purpose.${purpose}`)}
          />
          {here ? <StateMark tone="delivered" shape="tick" word={w('screens.here')} /> : null}
        </div>
        <p class="soft small">
          {w('screens.seen', { time: dayAndTime(lastSeenAt) })}
          {' · '}
          {w('screens.paired', { time: dayAndTime(pairedAt), by })}
        </p>
      </div>
      <div class="admin-row-actions">
        <Button label={w('screens.change-one', { name })} onClick={() => onAsk('change')}>
          {w('screens.change')}
        </Button>
        <Button kind="danger" label={w('screens.revoke-one', { name })} onClick={() => onAsk('revoke')}>
          {w('screens.revoke')}
        </Button>
      </div>
    </li>
  );
}
