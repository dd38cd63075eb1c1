import { useRef, useState } from 'preact/hooks';
import type { PileLine, PreparedAttempt } from '../../../../src/web/contract/index.ts';
import { go } from '../../router.ts';
import { prepareAttempt } from '../../station/api.ts';
import type { Failed, Reply } from '../../station/reply.ts';
import type { Officer } from '../../station/session.ts';
import { askSigningClient, ownFailure } from '../../station/signing-client.ts';
import type { ViewProps } from '../../views.ts';
import { AttemptView } from './attempt-view.tsx';
import { PileList } from './pile-list.tsx';
import { type PileModel, usePile } from './pile-model.ts';
import { Reading } from './reading.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import { attemptPath, type PileStep } from './step.ts';
import { w } from './words.ts';

/** What was said last, above the pile. */
export type Said = { readonly done: string } | { readonly failure: Failed } | { readonly code: string } | null;

/** Prepares an attempt and goes to it; `again` for one that takes the place of another. Answers what hindered. */
export type Begin = (originals: string[], again?: { readonly why: Failed | null }) => Promise<Failed | null>;

/** The pile of a step, one of it being read, or a run with the token; which one, the address says. */
export function PileView({ officer, ...props }: ViewProps & { readonly step: PileStep }) {
  return officer === null ? null : <Steps {...props} officer={officer} />;
}

/** A client's first answer (milliseconds): it may have to open a window for its user. */
const certificatePatienceMs = 60_000;

/** The certificate of the token in this PC, asked of the signing client: so an absent client is known before a number is. */
async function certificateOf(client: PileModel['client']): Promise<Reply<string | undefined>> {
  if (client === null) return { ok: true, value: undefined };
  const answer = await askSigningClient(`${client.address}/GetCertInfo`, 'get_cert_info', certificatePatienceMs);
  if (answer.kind === 'away') return { ok: false, failure: await ownFailure('SIGN-CLIENT-AWAY') };
  return { ok: true, value: answer.kind === 'answered' ? answer.certificate : undefined };
}

interface Props {
  readonly step: PileStep;
  readonly officer: Officer;
  readonly rest: readonly string[];
}

function Steps({ step, officer, rest }: Props) {
  const pile = usePile(step, officer);
  const [said, setSaid] = useState<Said>(null);
  const [preparing, setPreparing] = useState(false);
  const [returning, setReturning] = useState<PileLine | null>(null);
  const prepared = useRef<{ readonly attempt: PreparedAttempt; readonly why: Failed | null } | null>(null);

  const begin: Begin = async (originals, again) => {
    if (preparing) return null;
    setPreparing(true);
    setSaid(null);
    const named = await certificateOf(pile.client);
    const reply = named.ok ? await prepareAttempt(step.step, originals, named.value) : named;
    setPreparing(false);
    if (!reply.ok) return reply.failure;
    prepared.current = { attempt: reply.value, why: again?.why ?? null };
    go(attemptPath(step.root, reply.value.attemptId), { replace: again !== undefined });
    return null;
  };
  const toPile = (why: Said = null): void => {
    setSaid(why);
    go(step.root);
    void pile.reload();
  };
  const act = async (): Promise<void> => {
    if (pile.chosen.length === 0) return;
    const failure = await begin(pile.chosen.map((line) => line.originalId));
    if (failure) toPile({ failure });
  };
  const shared = { step, pile, preparing, onAct: () => void act(), onReturn: setReturning };
  const [part, id] = rest;
  const made = prepared.current?.attempt.attemptId === id ? prepared.current : null;
  return (
    <>
      {part === 'luot' && id !== undefined ? (
        <AttemptView
          key={id}
          step={step}
          attemptId={id}
          prepared={made?.attempt ?? null}
          why={made?.why ?? null}
          begin={begin}
          toPile={toPile}
        />
      ) : part === 'doc' && id !== undefined ? (
        <Reading key={id} {...shared} originalId={id} />
      ) : (
        <PileList {...shared} said={said} />
      )}
      {returning === null ? null : (
        <ReturnDialog
          step={step}
          officer={officer}
          line={returning}
          onClose={() => setReturning(null)}
          onDone={() => {
            setReturning(null);
            toPile({ done: w('return.done', { title: returning.title }) });
          }}
        />
      )}
    </>
  );
}
