import { useEffect, useState } from 'preact/hooks';
import type { PairingAnswer } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { time } from '../../design/format.ts';
import { FailureNotice } from '../../design/notice.tsx';
import { Page, Sheet } from '../../design/page.tsx';
import type { Failed } from '../../station/reply.ts';
import { askForCode, askScreen } from '../../station/screen.ts';
import { findSession } from '../../station/session.ts';
import { titles } from '../../words/titles.ts';
import { pairingWords as w } from './words.ts';
import './pairing.css';

/** While the code is shown the screen asks this often whether somebody has approved it (milliseconds). */
const askEveryMs = 2_000;

/** Refused a code, it asks again after this long (milliseconds). */
const retryMs = 15_000;

/** The code of a screen that is not paired. It goes on by itself when the code is approved, and renews it by itself. */
export default function Pairing() {
  const [answer, setAnswer] = useState<PairingAnswer | null>(null);
  const [failure, setFailure] = useState<Failed | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const ask = async (first: boolean): Promise<void> => {
      const known = first ? await askForCode() : await askScreen();
      // Run out, or forgotten: a new code.
      const reply = known.ok && known.value.state === 'none' ? await askForCode() : known;
      if (left) return;
      setFailure(reply.ok ? null : reply.failure);
      if (reply.ok) {
        if (reply.value.state === 'paired') {
          announce(w('pairing.done'));
          void findSession();
          return;
        }
        setAnswer(reply.value);
      }
      timer = setTimeout(() => void ask(!reply.ok), reply.ok || reply.failure.status === 0 ? askEveryMs : retryMs);
    };
    void ask(true);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, []);

  const code = answer?.code ?? null;
  return (
    <Page title={titles('titles.pairing')} intro={w('pairing.intro')} width="narrow">
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Sheet>
        <div class="pairing-code" role="status" aria-label={w('pairing.code')}>
          {code === null ? (
            <span class="pairing-none soft">{w('pairing.getting')}</span>
          ) : (
            <strong class="pairing-digits">{`${code.slice(0, 3)} ${code.slice(3)}`}</strong>
          )}
        </div>
        <p class="pairing-until soft">
          {answer?.until == null ? '\u00a0' : w('pairing.until', { time: time(answer.until) })}
        </p>
      </Sheet>
      <ol class="pairing-steps">
        <li>{w('pairing.step-1')}</li>
        <li>{w('pairing.step-2')}</li>
        <li>{w('pairing.step-3')}</li>
      </ol>
      <p class="soft">{w('pairing.safe')}</p>
    </Page>
  );
}
