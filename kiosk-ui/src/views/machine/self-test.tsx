import { useState } from 'preact/hooks';
import type { SelfTestAnswer, SelfTestBody } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { count, time } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { postSelfTest } from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { machineWords as w } from './words.ts';

interface Props {
  readonly test: SelfTestBody;
  /** What is tested, for who hears the button alone. */
  readonly name: string;
}

/** A button that really tests a part, and what came of it. The place of the result is kept while a test runs. */
export function SelfTest({ test, name }: Props) {
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<SelfTestAnswer | null>(null);
  const [refused, setRefused] = useState<Failed | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    announce(w('machine.testing'));
    const reply = await postSelfTest(test);
    setBusy(false);
    setFound(reply.ok ? reply.value : null);
    setRefused(reply.ok ? null : reply.failure);
  };
  return (
    <div class="machine-test">
      <div>
        <Button busy={busy} label={w('machine.test-of', { name })} onClick={() => void run()}>
          {busy ? w('machine.testing') : w('machine.test')}
        </Button>
      </div>
      {refused === null ? null : <FailureNotice failure={refused} />}
      {found === null ? null : <Found found={found} />}
    </div>
  );
}

function Found({ found }: { readonly found: SelfTestAnswer }) {
  const { failureCode, tookMs, measuredAt } = found;
  const when = w('machine.tested', { time: time(measuredAt), ms: count(tookMs) });
  if (failureCode !== null) {
    const words = sentenceOf(failureCode);
    return (
      <Notice kind="waiting" code={failureCode}>
        {words === null ? null : <p>{either(words)}</p>}
        <p class="soft small">{when}</p>
      </Notice>
    );
  }
  const lines =
    found.settings === null
      ? found.tokens.map(({ certificates }, index) => {
          const ordinal = index + 1;
          const days = certificates.map(({ daysLeft }) => daysLeft);
          return days.length === 0
            ? w('machine.test-token-bare', { ordinal })
            : w('machine.test-token', { ordinal, count: days.length, days: count(Math.min(...days)) });
        })
      : [w('machine.test-scanner', { count: found.settings })];
  return (
    <Notice kind="done">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p class="soft small">{when}</p>
    </Notice>
  );
}
