import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { go } from '../../router.ts';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { cardAtHand } from './card-reader.ts';
import { type Card, hasNoMarks } from './card-text.ts';
import { dossierPath, listPath } from './place.ts';
import { faultsOf, noRequester, RequesterFields, requesterBody } from './requester-fields.tsx';
import { StepPanel } from './step-panel.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

/** The id is made with the first try to send, so that sending again opens nothing twice. */
const empty = { ...noRequester, id: '', fromCard: false };

/** A new dossier: who asks. The name stands large, to be read out to the person. */
export function NewDossier({ officerId }: { readonly officerId: string }) {
  const draft = useDraft(officerId, 'new-dossier', empty);
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => nameField.current?.focus(), []);
  const form = draft.value.value;

  const take = ({ name, identityNumber }: Card): void => {
    draft.set({ name, identityNumber, fromCard: true });
    announce(`${w('desk.card-read')} ${w('desk.card-check')}`);
    nameField.current?.focus();
  };
  const atHand = cardAtHand.value;
  useEffect(() => {
    if (atHand === null) return;
    cardAtHand.value = null;
    take(atHand);
  }, [atHand]);

  const send = async (): Promise<void> => {
    setJudged(true);
    const faults = faultsOf(form);
    if (Object.values(faults).some((fault) => fault !== null)) {
      if (faults.name !== null) nameField.current?.focus();
      return;
    }
    const id = form.id === '' ? api.newId() : form.id;
    draft.set({ id });
    const body = requesterBody(form);
    const opened = await run(async () => {
      const reply = await api.putDossier(id, body);
      // The first try had arrived although its answer did not, and the requester was mended since.
      return !reply.ok && reply.failure.code === 'STORE-ALREADY-EXISTS' ? await api.putRequester(id, body) : reply;
    });
    if (!opened) return;
    draft.clear();
    announce(w('desk.opened', { code: opened.code }));
    go(dossierPath(id), { replace: true });
  };
  return (
    <>
      <section class="desk-middle new-dossier" aria-label={w('desk.new')}>
        <h1>{w('desk.new')}</h1>
        <p class="soft new-dossier-intro">{w('desk.new-intro')}</p>
        <div class="new-dossier-name">
          <p class="soft">{w('desk.name-will-be')}</p>
          <p class="new-dossier-large" data-empty={form.name.trim() === ''}>
            {form.name.trim() === '' ? w('desk.name-empty') : form.name}
          </p>
        </div>
        {form.fromCard ? (
          <Notice kind="info" title={w('desk.card-read')}>
            {w('desk.card-check')}
          </Notice>
        ) : null}
        {form.fromCard && hasNoMarks(form.name) ? <Notice kind="waiting">{w('desk.card-no-marks')}</Notice> : null}
      </section>
      <StepPanel
        step="new"
        title={w('desk.requester')}
        failure={failure}
        onSubmit={() => void send()}
        main={
          <Button kind="primary" type="submit" busy={busy}>
            {w(form.fromCard ? 'desk.open-dossier-card' : 'desk.open-dossier')}
          </Button>
        }
        aside={
          <Button
            kind="plain"
            onClick={() => {
              draft.clear();
              go(listPath);
            }}
          >
            {w('desk.discard')}
          </Button>
        }
      >
        <RequesterFields value={form} onValue={draft.set} onCard={take} judged={judged} nameRef={nameField} />
      </StepPanel>
    </>
  );
}
