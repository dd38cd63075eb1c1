import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { commonTitles } from './common-titles.ts';
import { type Replaced, ReplacesField } from './replaces-field.tsx';
import { StepPanel } from './step-panel.tsx';
import { useAct } from './use-act.ts';
import { w } from './words.ts';
import './add-original.css';

interface Form {
  readonly id: string;
  readonly title: string;
  readonly copies: string;
  readonly replaces: Replaced | null;
}
const empty: Form = { id: '', title: '', copies: '0', replaces: null };

/** So many titles are offered at a time. */
const offered = 6;

/** As many paper copies as one request may ask for beside the electronic one. */
const mostCopies = 998;

interface Props {
  readonly officerId: string;
  readonly dossierId: string;
  /** The dossier has none yet: there is nothing to go back to. */
  readonly first: boolean;
  readonly onAdded: (id: string) => void;
  readonly onCancel: () => void;
}

/** A further original of the dossier: its title as it will stand in the book. */
export function AddOriginal({ officerId, dossierId, first, onAdded, onCancel }: Props) {
  const draft = useDraft<Form>(officerId, `original:${dossierId}`, empty);
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const titleField = useRef<HTMLInputElement>(null);
  useEffect(() => titleField.current?.focus(), []);
  const form = draft.value.value;
  const offers = commonTitles(form.title, offered);
  const copiesWrong = !/^\d{1,3}$/.test(form.copies.trim()) || Number(form.copies) > mostCopies;

  const send = async (): Promise<void> => {
    setJudged(true);
    if (form.title.trim() === '' || copiesWrong) {
      if (form.title.trim() === '') titleField.current?.focus();
      return;
    }
    const id = form.id === '' ? api.newId() : form.id;
    draft.set({ id });
    const body = {
      title: form.title.normalize('NFC').trim(),
      paperCopies: Number(form.copies),
      ...(form.replaces === null ? {} : { replaces: form.replaces.id }),
    };
    const added = await run(() => api.putOriginal(dossierId, id, body));
    if (!added) return;
    draft.clear();
    announce(w('desk.added', { title: added.title }));
    onAdded(id);
  };
  return (
    <StepPanel
      step="add"
      title={w('desk.add')}
      intro={w('desk.add-intro')}
      failure={failure}
      onSubmit={() => void send()}
      main={
        <Button kind="primary" type="submit" busy={busy}>
          {w('desk.add')}
        </Button>
      }
      {...(first
        ? {}
        : {
            aside: (
              <Button kind="plain" onClick={onCancel}>
                {w('desk.cancel')}
              </Button>
            ),
          })}
    >
      <Field
        label={w('desk.add-title')}
        value={form.title}
        onValue={(title) => draft.set({ title })}
        error={judged && form.title.trim() === '' ? w('desk.add-title-need') : null}
        inputRef={titleField}
        name="original-title"
        autocomplete="off"
        spellcheck={false}
        maxLength={500}
      />
      <fieldset class="titles" hidden={offers.length === 0}>
        <legend class="soft small">{w('desk.add-common')}</legend>
        {offers.map((title) => (
          <button
            type="button"
            class="titles-one"
            key={title}
            lang="vi"
            onClick={() => {
              draft.set({ title });
              titleField.current?.focus();
            }}
          >
            {title}
          </button>
        ))}
      </fieldset>
      <Field
        label={w('desk.add-copies')}
        hint={w('desk.add-copies-hint')}
        value={form.copies}
        onValue={(copies) => draft.set({ copies })}
        error={judged && copiesWrong ? w('desk.add-copies-wrong') : null}
        inputMode="numeric"
        name="original-copies"
        autocomplete="off"
        maxLength={3}
      />
      <ReplacesField
        value={form.replaces}
        onValue={(replaces) =>
          draft.set({ replaces, ...(replaces && form.title.trim() === '' ? { title: replaces.title } : {}) })
        }
      />
    </StepPanel>
  );
}
