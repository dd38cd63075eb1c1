import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RequestDetail } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Checklist } from '../../design/checklist.tsx';
import { Field } from '../../design/field.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { go } from '../../router.ts';
import { useDraft } from '../../station/drafts.ts';
import * as online from '../../station/online.ts';
import { dossierPath } from '../desk/place.ts';
import { useAct } from '../desk/use-act.ts';
import { paperItems } from './papers.ts';
import { w } from './words.ts';

/** Of what citizens type, only what the station takes as an address is handed on: the paper does not wait for it. */
const plainEmail = /^[\w%+-]+(?:\.[\w%+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}$/i;

interface Props {
  readonly officerId: string;
  readonly request: RequestDetail;
  readonly onChanged: () => void;
  /** The other decisions. */
  readonly others: ComponentChildren;
  /** What is known of the request, above what is asked. */
  readonly children: ComponentChildren;
}

interface Form {
  readonly name: string;
  readonly seen: readonly string[];
  /** What was brought and not listed. */
  readonly more: string;
}

/** *Tiếp nhận*: which paper originals lie on the desk, and who brought them. */
export function AcceptForm({ officerId, request, onChanged, others, children }: Props) {
  const [empty] = useState<Form>({ name: request.requesterName ?? '', seen: [], more: '' });
  const draft = useDraft(officerId, `online:${request.id}`, empty);
  const { busy, failure, run } = useAct();
  const form = draft.value.value;
  const items = paperItems(request.listed);
  const listed = request.listed.filter((_, index) => form.seen.includes(items[index]?.id ?? ''));
  const more = form.more.trim();
  const papers = [...listed, ...(more === '' ? [] : [{ title: more, paperCopies: 0 }])];
  const accept = async (): Promise<void> => {
    const given = <K extends string>(key: K, value: string | null, fits: RegExp) =>
      (value !== null && fits.test(value) ? { [key]: value } : {}) as { readonly [P in K]?: string };
    const requester = {
      name: form.name.normalize('NFC').trim(),
      ...given('identityNumber', request.requesterIdentity, /^[0-9A-Za-z]{6,20}$/),
      ...given('phone', request.requesterPhone, /^\+?[0-9 .]{6,20}$/),
      ...given('email', request.requesterEmail, plainEmail),
    };
    const body = { version: request.version, requester, papers };
    const opened = await run(() => online.acceptRequest(request.id, body));
    if (opened === null) {
      onChanged();
      return;
    }
    draft.clear();
    announce(w('online.accepted', { code: request.code }));
    go(dossierPath(opened.dossierId));
  };
  return (
    <form
      class="portal-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void accept();
      }}
    >
      <div class="portal-scroll">
        {children}
        <section class="portal-part">
          {items.length === 0 ? null : (
            <Checklist
              title={w('online.receive')}
              items={items.map(({ id, title, paperCopies }) => ({
                id,
                words: paperCopies === 0 ? title : w('online.paper-copies', { title, n: paperCopies }),
              }))}
              ticked={form.seen.filter((one) => items.some(({ id }) => id === one))}
              onTick={(seen) => draft.set({ seen })}
            />
          )}
          <Field
            label={w('online.paper-add')}
            hint={w('online.paper-new')}
            optional
            value={form.more}
            onValue={(text) => draft.set({ more: text })}
            name="paper-more"
            maxLength={500}
            autocomplete="off"
          />
          <Field
            label={w('online.name')}
            hint={w('online.name-hint')}
            value={form.name}
            onValue={(name) => draft.set({ name })}
            name="requester-name"
            autocapitalize="words"
            autocomplete="off"
            spellcheck={false}
            maxLength={1000}
          />
        </section>
      </div>
      <div class="portal-foot">
        <p class="soft small">{w('online.receive-intro')}</p>
        {failure === null ? null : <FailureNotice failure={failure} />}
        <div class="online-acts">
          <Button kind="primary" type="submit" busy={busy} disabled={papers.length === 0}>
            {papers.length === 0 ? w('online.accept-none') : w('online.accept', { n: papers.length })}
          </Button>
          {others}
        </div>
      </div>
    </form>
  );
}
