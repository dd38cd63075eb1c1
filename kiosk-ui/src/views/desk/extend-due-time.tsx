import { useState } from 'preact/hooks';
import type { DossierDetail, ExtensionBody } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice } from '../../design/notice.tsx';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { Choices } from './choices.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

type Ground = ExtensionBody['ground'];
const grounds: readonly Ground[] = ['many-kinds', 'many-pages', 'many-copies', 'complex'];

interface Form {
  readonly how: 'days-1' | 'days-2' | 'agreed';
  readonly ground: Ground;
  readonly until: string;
  readonly agreement: string;
}
const empty: Form = { how: 'days-1', ground: 'many-pages', until: '', agreement: '' };

interface Props {
  readonly officerId: string;
  readonly dossier: DossierDetail;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** More time for a dossier (NĐ 23/2015 Điều 21). */
export function ExtendDueTime({ officerId, dossier, onClose, onDone }: Props) {
  const draft = useDraft<Form>(officerId, `extension:${dossier.id}`, empty);
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const { how, ground, until, agreement } = draft.value.value;
  const incomplete = how === 'agreed' && (until === '' || agreement.trim() === '');
  const send = async (): Promise<void> => {
    setJudged(true);
    if (incomplete) return;
    const body: ExtensionBody =
      how === 'agreed'
        ? { kind: 'agreed', ground, until, agreement: agreement.trim() }
        : { kind: 'days', ground, days: how === 'days-1' ? 1 : 2 };
    const extended = await run(() => api.extendDossier(dossier.id, body));
    if (!extended) return;
    announce(w('desk.extended', { when: dayAndTime(extended.dueAt) }));
    draft.clear();
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={w('desk.extend-title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('desk.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('desk.extend-do')}
          </Button>
        </>
      }
    >
      <p>{w('desk.extend-will', { when: dayAndTime(dossier.dueAt) })}</p>
      <Choices
        title={w('desk.extend-how')}
        value={how}
        onValue={(value) => draft.set({ how: value })}
        choices={(['days-1', 'days-2', 'agreed'] as const).map((value) => ({
          value,
          words: w(`desk.extend.${value}`),
        }))}
      />
      {how === 'agreed' ? (
        <>
          <Field
            label={w('desk.extend-until')}
            type="date"
            value={until}
            onValue={(value) => draft.set({ until: value })}
            error={judged && until === '' ? w('desk.extend-until-need') : null}
          />
          <Field
            label={w('desk.extend-agreement')}
            value={agreement}
            onValue={(value) => draft.set({ agreement: value })}
            error={judged && agreement.trim() === '' ? w('desk.extend-agreement-need') : null}
            maxLength={200}
          />
        </>
      ) : null}
      <Choices
        title={w('desk.extend-ground')}
        value={ground}
        onValue={(value) => draft.set({ ground: value })}
        choices={grounds.map((value) => ({ value, words: w(`desk.ground.${value}`) }))}
      />
      {failure ? <FailureNotice failure={failure} /> : null}
    </Dialog>
  );
}
