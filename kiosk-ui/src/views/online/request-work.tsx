import { useState } from 'preact/hooks';
import type { RequestDetail } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import * as online from '../../station/online.ts';
import { useLive } from '../../station/use-live.ts';
import { dossierPath } from '../desk/place.ts';
import { useAct } from '../desk/use-act.ts';
import { AcceptForm } from './accept-form.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { Answers } from './answers.tsx';
import { Files } from './files.tsx';
import { root } from './place.ts';
import { feeWords, RequestMark } from './state.tsx';
import { w } from './words.ts';

/** One request: what was filed, what was attached, and what the desk decides. */
export function RequestWork({ id, officerId }: { readonly id: string; readonly officerId: string }) {
  const live = useLive<RequestDetail>(
    `online-request:${id}`,
    (read) => online.getRequest(id, read),
    (event) => event.type === 'inbound-changed',
  );
  const [asking, setAsking] = useState<'supplement' | 'refused' | null>(null);
  const resending = useAct();
  const request = live.value.value;
  const failure = live.failure.value;
  const open = request?.state === 'filed' || request?.state === 'supplement';
  const known = (
    <>
      <Link class="portal-back" href={root}>
        {w('online.back')}
      </Link>
      {failure === null ? null : <FailureNotice failure={failure} />}
      {request === null ? null : (
        <>
          <header class="portal-head">
            <h1>{request.requesterName ?? request.code}</h1>
            <RequestMark state={request.state} />
          </header>
          {request.changedSince === null ? null : (
            <Notice kind="waiting">{w('online.changed-since', { when: dayAndTime(request.changedSince) })}</Notice>
          )}
          <Answers
            answers={request.answers}
            busy={resending.busy}
            failure={resending.failure}
            onResend={() => void resending.run(() => online.resendAnswer(id)).then(() => live.reload())}
            onByHand={() => void resending.run(() => online.answeredByHand(id)).then(() => live.reload())}
          />
          <Facts request={request} />
          <Files id={id} files={request.attached} />
        </>
      )}
    </>
  );
  return (
    <section class="portal-work" aria-label={w('online.title')} aria-busy={request === null && failure === null}>
      {request !== null && open ? (
        <AcceptForm
          key={request.version}
          officerId={officerId}
          request={request}
          onChanged={() => void live.reload()}
          others={
            <>
              <Button onClick={() => setAsking('supplement')}>{w('online.supplement')}</Button>
              <Button kind="danger" onClick={() => setAsking('refused')}>
                {w('online.refuse')}
              </Button>
            </>
          }
        >
          {known}
        </AcceptForm>
      ) : (
        <div class="portal-form">
          <div class="portal-scroll">
            {known}
            {request === null ? null : (
              <p>
                <Link class="online-link" href={request.state === 'accepted' ? dossierPath(id) : root}>
                  {request.state === 'accepted' ? w('online.open-dossier') : w('online.back')}
                </Link>
              </p>
            )}
          </div>
        </div>
      )}
      {request !== null && asking !== null ? (
        <AnswerDialog
          officerId={officerId}
          request={request}
          decision={asking}
          onClose={() => setAsking(null)}
          onDone={() => void live.reload()}
        />
      ) : null}
    </section>
  );
}

function Facts({ request }: { readonly request: RequestDetail }) {
  const rows: readonly (readonly [string, string | null])[] = [
    [w('online.code'), request.code],
    [w('online.person'), request.requesterName],
    [w('online.identity'), request.requesterIdentity],
    [w('online.phone'), request.requesterPhone],
    [w('online.email'), request.requesterEmail],
    [w('online.subject'), request.subject],
    [w('online.fee'), feeWords(request.fee)],
  ];
  return (
    <dl class="online-facts">
      {request.filedAt === null ? null : (
        <div class="online-fact">
          <dd class="soft">{w('online.filed', { when: dayAndTime(request.filedAt) })}</dd>
        </div>
      )}
      {rows.map(([label, value]) => (
        <div class="online-fact" key={label}>
          <dt class="soft">{label}</dt>
          <dd>{value || <span class="soft">{w('online.no-value')}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
