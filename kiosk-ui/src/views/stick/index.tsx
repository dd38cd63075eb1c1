import { useEffect, useRef } from 'preact/hooks';
import type { BundleOverview } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Empty, Page } from '../../design/page.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/bundles-api.ts';
import { useLive } from '../../station/use-live.ts';
import type { ViewProps } from '../../views.ts';
import { titles } from '../../words/titles.ts';
import { Guests } from './guests.tsx';
import { OwnDossiers } from './own-dossiers.tsx';
import { Stations } from './stations.tsx';
import { useStickAct } from './stick-act.ts';
import { StickFiles } from './stick-files.tsx';
import { w } from './words.ts';
import '../../design/records.css';
import './stick.css';

/** Whether a press would put something onto the stick. */
function mayWrite(answer: BundleOverview): boolean {
  const unwritten = answer.bundles.some(({ state, writable }) => state === 'made' && writable);
  return answer.stick.code === null && (answer.waiting.dossiers > 0 || unwritten) && answer.sender !== null;
}

/** Dossiers that go and come on a USB stick: what waits here, what is on the stick, what is sent for others. */
export default function StickView({ officer }: ViewProps) {
  const live = useLive('bundles', api.getBundles, ({ type }) => type === 'station-changed');
  const act = useStickAct(live.reload);
  const answer = live.value.value;
  const failure = live.failure.value;
  const writable = answer?.carries === true && mayWrite(answer);
  const write = (): void => void act.run(api.writeBundles, () => [w('stick.written')]);
  useShortcut(writable ? { keys: 'G', label: w('stick.write'), act: write } : null);
  const told = useRef<HTMLDivElement>(null);
  // What came of an act is seen wherever its button stands.
  useEffect(() => {
    if (act.failure !== null || act.said.length > 0) told.current?.scrollIntoView({ block: 'nearest' });
  }, [act.failure, act.said]);
  if (officer === null) return null;
  const admin = officer.roles.includes('unit-admin');
  return (
    <Page
      title={titles('titles.stick')}
      intro={answer === null ? undefined : w(answer.carries ? 'stick.intro.carries' : 'stick.intro.sends')}
      main={
        answer?.carries ? (
          <Button kind="primary" keys="G" busy={act.busy} disabled={!writable} onClick={write}>
            {w('stick.write')}
          </Button>
        ) : null
      }
    >
      {failure === null || failure.status === 0 ? null : <FailureNotice failure={failure} />}
      <div class="stick-told" ref={told}>
        {act.failure === null ? null : <FailureNotice failure={act.failure} />}
        {act.said.length === 0 ? null : (
          <Notice kind="done">
            {act.said.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </Notice>
        )}
      </div>
      {answer === null ? (
        <Empty title={w('stick.loading')} />
      ) : (
        <>
          <StickFiles answer={answer} act={act} admin={admin} onRead={() => void live.reload()} />
          {answer.carries ? (
            <OwnDossiers answer={answer} act={act} creator={officer.roles.includes('creator')} />
          ) : null}
          <Guests answer={answer} act={act} />
          <Stations answer={answer} act={act} admin={admin} />
        </>
      )}
    </Page>
  );
}
