import { useEffect, useRef, useState } from 'preact/hooks';
import type { HandoverDetail } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Stepper } from '../../design/stepper.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import type { Failed } from '../../station/reply.ts';
import { useLive } from '../../station/use-live.ts';
import { FilePart } from './file-part.tsx';
import { ModuleFields } from './module-fields.tsx';
import { root } from './place.ts';
import { bodyOf, emptyProof } from './proof.ts';
import { ProofFields } from './proof-fields.tsx';
import { Proofs } from './proofs.tsx';
import { Waiting } from './task-list.tsx';
import { w } from './words.ts';

interface Props {
  readonly officerId: string;
  readonly originalId: string;
  readonly lateHours: number;
  /** Goes to what else waits; null when nothing does. */
  readonly next: (() => void) | null;
  readonly reload: () => Promise<void>;
}

/** One copy on its way to the portal: its file, the fields, and what the portal answered. */
export function CopyWork(props: Props) {
  const { originalId } = props;
  const live = useLive(
    `handover:${originalId}`,
    (read) => api.getHandover(originalId, read),
    (event) => event.type === 'original-changed' && event.originalId === originalId,
  );
  const detail = live.value.value;
  const failure = live.failure.value;
  if (detail !== null && (failure === null || failure.status === 0)) {
    return <Loaded {...props} detail={detail} show={(value) => (live.value.value = value)} />;
  }
  return (
    <section class="portal-work" aria-label={w('portal.title')} aria-busy={failure === null}>
      <div class="portal-scroll">
        <BackToList />
        {failure === null ? null : (
          <FailureNotice
            failure={failure}
            actions={<Button onClick={() => void live.reload()}>{w('portal.again')}</Button>}
          />
        )}
      </div>
    </section>
  );
}

export function BackToList() {
  return (
    <Link class="portal-back" href={root}>
      ‹ {w('portal.back')}
    </Link>
  );
}

function Loaded({ detail, show, ...props }: Props & { detail: HandoverDetail; show: (value: HandoverDetail) => void }) {
  const { officerId, originalId, next, reload } = props;
  const empty = useRef(emptyProof(Date.now()));
  const draft = useDraft(officerId, `proof:${originalId}`, empty.current);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const code = useRef<HTMLInputElement>(null);
  // The station answers again: what it shows now says whether the act before was kept.
  useEffect(() => setFailure((last) => (last?.status === 0 ? null : last)), [detail]);
  const typed = draft.value.value;
  const waits = detail.state === 'issued' && detail.proofs.length === 0;
  const taken = detail.taken !== null;
  const found = !taken && detail.sentBefore !== 'no' && typed.found;
  const toProof = (): void => code.current?.focus();

  const run = async (send: () => ReturnType<typeof api.getHandover>): Promise<HandoverDetail | null> => {
    if (busy) return null;
    setBusy(true);
    setFailure(null);
    const reply = await send();
    setBusy(false);
    if (reply.ok) show(reply.value);
    else setFailure(reply.failure);
    return reply.ok ? reply.value : null;
  };
  const take = async (): Promise<void> => {
    const now = await run(() => api.takeHandover(originalId));
    if (now === null) return;
    download(originalId, now.file.name);
    announce(w('portal.taken-now', { name: now.file.name }));
  };
  const enter = async (): Promise<void> => {
    setTried(true);
    const body = bodyOf(typed);
    if (body === null || (typed.shared && typed.note.trim() === '')) {
      toProof();
      return;
    }
    const now = await run(() => api.enterProof(originalId, { ...body, ...(found ? { found: true } : {}) }));
    if (now === null) return;
    draft.clear();
    announce(w('portal.entered', { title: now.title }));
    await reload();
  };
  const mayEnter = taken || found;
  const main = !waits
    ? next && { keys: 'N', words: w('portal.next'), act: next }
    : mayEnter
      ? { keys: 'G', words: w('portal.enter'), act: () => void enter() }
      : { keys: 'L', words: w('portal.take'), act: () => void take() };
  useShortcut(main ? { keys: main.keys.toLowerCase(), label: main.words, act: main.act } : null);
  useShortcut(waits && mayEnter ? { keys: 'x', label: w('portal.go-proof'), act: toProof } : null);
  const current = !waits ? 3 : mayEnter ? (typed.code === '' ? 1 : 2) : 0;
  return (
    <section class="portal-work" aria-label={detail.title}>
      <form
        class="portal-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (waits && mayEnter) void enter();
        }}
      >
        <div class="portal-scroll">
          <BackToList />
          <header class="portal-head">
            <h1>{detail.title}</h1>
            <p>
              {detail.requesterName} · <strong>{detail.dossierCode}</strong>
            </p>
            {waits ? <Waiting late={detail.late} ms={Date.now() - detail.since} hours={props.lateHours} /> : null}
          </header>
          <Stepper
            label={w('portal.steps')}
            steps={[w('portal.step-file'), w('portal.step-fields'), w('portal.step-proof')]}
            current={current}
          />
          {waits && detail.sentBefore !== 'no' ? (
            <Notice kind="waiting">
              <p>{w(`portal.sent.${detail.sentBefore}`, { code: detail.dossierCode })}</p>
              {taken ? null : (
                <label class="portal-tick">
                  <input
                    type="checkbox"
                    checked={typed.found}
                    onChange={(event) => draft.set({ found: event.currentTarget.checked })}
                  />
                  <span>{w('portal.found')}</span>
                </label>
              )}
            </Notice>
          ) : null}
          <FilePart detail={detail} />
          <section class="portal-part" aria-labelledby="portal-fields">
            <h2 id="portal-fields">2. {w('portal.step-fields')}</h2>
            <p class="soft">{w('portal.fields-intro')}</p>
            <ModuleFields fields={detail.fields} onAllCopied={toProof} />
          </section>
          <section class="portal-part" aria-labelledby="portal-proof">
            <h2 id="portal-proof">3. {w('portal.step-proof')}</h2>
            {waits ? (
              <>
                <p class="soft">{w('portal.proof-intro')}</p>
                <ProofFields draft={typed} set={draft.set} tried={tried} failure={failure} codeRef={code} />
              </>
            ) : (
              <Proofs officerId={officerId} detail={detail} show={show} />
            )}
          </section>
        </div>
        <div class="portal-foot">
          {failure === null ? null : <FailureNotice failure={failure} />}
          {main ? (
            <Button
              kind="primary"
              type={waits && mayEnter ? 'submit' : 'button'}
              busy={busy}
              keys={main.keys}
              {...(waits && mayEnter ? {} : { onClick: main.act })}
            >
              {main.words}
            </Button>
          ) : (
            <p class="soft">{w('portal.none')}</p>
          )}
        </div>
      </form>
    </section>
  );
}

/** Lets the browser save the file under its name. */
function download(originalId: string, name: string): void {
  const link = document.createElement('a');
  link.href = api.handoverFileUrl(originalId);
  link.download = name;
  link.click();
}
