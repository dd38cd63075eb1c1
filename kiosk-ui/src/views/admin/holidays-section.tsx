import { useState } from 'preact/hooks';
import type { HolidayEffect, Holidays } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Field } from '../../design/field.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useDraft } from '../../station/drafts.ts';
import { useLive } from '../../station/use-live.ts';
import { Choices } from '../desk/choices.tsx';
import { useAct } from '../desk/use-act.ts';
import { civilDay } from './civil-day.ts';
import { datesIn } from './dates-in.ts';
import { SectionPage } from './section-page.tsx';
import type { SectionProps } from './sections.ts';
import { adminWords as w } from './words.ts';

type Day = Holidays['days'][number];
interface Change {
  readonly add: Day[];
  readonly remove: string[];
}

/** Days off and days worked instead, year by year. */
export default function HolidaysSection({ officer }: SectionProps) {
  const { value, failure, reload } = useLive('holidays', api.getHolidays, () => false);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Day | null>(null);
  const add = (): void => setAdding(true);
  useShortcut({ keys: 'n', label: w('admin.holiday-add'), act: add });
  const days = value.value?.days ?? null;
  const years = [...new Set((days ?? []).map(({ date }) => date.slice(0, 4)))].sort().reverse();
  return (
    <SectionPage
      title={w('admin.holidays')}
      intro={w('admin.holidays-intro')}
      main={
        <Button kind="primary" keys="N" onClick={add}>
          {w('admin.holiday-add')}
        </Button>
      }
    >
      {failure.value === null ? null : <FailureNotice failure={failure.value} />}
      {days?.length === 0 ? (
        <Sheet title={w('admin.holidays')}>
          <p class="soft">{w('admin.holidays-none')}</p>
        </Sheet>
      ) : null}
      {years.map((year) => (
        <Sheet key={year} title={w('admin.holidays-year', { year })}>
          <ul>
            {(days ?? [])
              .filter(({ date }) => date.startsWith(year))
              .map((day) => (
                <li class="admin-row" key={day.date}>
                  <div class="admin-row-words">
                    <div class="admin-row-head">
                      <h3>{civilDay(day.date)}</h3>
                      <StateMark
                        tone={day.working ? 'ink' : 'grey'}
                        shape={day.working ? 'pen' : 'stop'}
                        word={w(day.working ? 'admin.holiday-working' : 'admin.holiday-off')}
                      />
                    </div>
                    <p>{day.name}</p>
                  </div>
                  <Button
                    label={w('admin.holiday-remove-one', { day: civilDay(day.date) })}
                    onClick={() => setRemoving(day)}
                  >
                    {w('admin.holiday-remove')}
                  </Button>
                </li>
              ))}
          </ul>
        </Sheet>
      ))}
      {adding ? <AddDays officerId={officer.id} onClose={() => setAdding(false)} onDone={reload} /> : null}
      {removing === null ? null : <RemoveDay day={removing} onClose={() => setRemoving(null)} onDone={reload} />}
    </SectionPage>
  );
}

interface DialogProps {
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

/** Asks first which open dossiers a change concerns; when there are some, it is sent at the second press. */
function useChange(onDone: () => Promise<void>) {
  const { busy, failure, run } = useAct();
  const [effect, setEffect] = useState<HolidayEffect | null>(null);
  const send = async (change: Change): Promise<boolean> => {
    if (effect === null) {
      const found = await run(() => api.holidayEffect(change));
      if (!found) return false;
      setEffect(found);
      if (found.count > 0) return false;
    }
    const saved = await run(() => api.changeHolidays(change));
    await onDone();
    return saved !== null;
  };
  return { busy, failure, effect, send, forget: () => setEffect(null) };
}

function Effect({ effect }: { readonly effect: HolidayEffect | null }) {
  if (effect === null || effect.count === 0) return null;
  return (
    <Notice kind="waiting" title={w('admin.holiday-effect', { count: effect.count })}>
      <p>{w('admin.holiday-effect-more')}</p>
      <ul>
        {effect.dossiers.map(({ code, dueAt }) => (
          <li key={code}>{w('admin.holiday-effect-one', { code, due: dayAndTime(dueAt) })}</li>
        ))}
      </ul>
    </Notice>
  );
}

const empty = { dates: '', name: '', kind: 'off' as 'off' | 'working' };

function AddDays({ officerId, onClose, onDone }: DialogProps & { readonly officerId: string }) {
  const draft = useDraft(officerId, 'holidays', empty);
  const [judged, setJudged] = useState(false);
  const { busy, failure, effect, send, forget } = useChange(onDone);
  const { dates, name, kind } = draft.value.value;
  const { found, wrong } = datesIn(dates);
  const faults = {
    dates: wrong !== null ? w('admin.dates-wrong', { line: wrong }) : found.length === 0 ? w('admin.dates-need') : null,
    name: name.trim() === '' ? w('admin.holiday-name-need') : null,
  };
  const set = (change: Partial<typeof empty>): void => {
    forget();
    draft.set(change);
  };
  const save = async (): Promise<void> => {
    setJudged(true);
    if (faults.dates !== null || faults.name !== null) return;
    const add = found.map((date) => ({ date, name: name.normalize('NFC').trim(), working: kind === 'working' }));
    if (!(await send({ add, remove: [] }))) return;
    announce(w('admin.holidays-added', { count: add.length }));
    draft.clear();
    onClose();
  };
  useShortcut({ keys: 'Ctrl+Enter', label: w('admin.save'), act: () => void save(), inDialog: true });
  return (
    <Dialog
      title={w('admin.holiday-add')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('admin.cancel')}</Button>
          <Button kind="primary" keys="Ctrl+Enter" busy={busy} onClick={() => void save()}>
            {w(effect === null || effect.count === 0 ? 'admin.save' : 'admin.save-anyway')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <TextArea
        label={w('admin.dates')}
        hint={w('admin.dates-hint')}
        name="dates"
        value={dates}
        onValue={(value) => set({ dates: value })}
        error={judged ? faults.dates : null}
      />
      {found.length > 0 ? <p class="soft small">{w('admin.dates-found', { count: found.length })}</p> : null}
      <Field
        label={w('admin.holiday-name')}
        name="holiday-name"
        value={name}
        onValue={(value) => set({ name: value })}
        error={judged ? faults.name : null}
        maxLength={200}
      />
      <Choices
        title={w('admin.holiday-kind')}
        value={kind}
        onValue={(value) => set({ kind: value })}
        choices={[
          { value: 'off', words: w('admin.holiday-off') },
          { value: 'working', words: w('admin.holiday-working'), hint: w('admin.holiday-working-hint') },
        ]}
      />
      <Effect effect={effect} />
    </Dialog>
  );
}

function RemoveDay({ day, onClose, onDone }: DialogProps & { readonly day: Day }) {
  const { busy, failure, effect, send } = useChange(onDone);
  const remove = async (): Promise<void> => {
    if (!(await send({ add: [], remove: [day.date] }))) return;
    announce(w('admin.holiday-removed', { day: civilDay(day.date) }));
    onClose();
  };
  return (
    <Dialog
      title={w('admin.holiday-remove-one', { day: civilDay(day.date) })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('admin.cancel')}</Button>
          <Button kind="danger" busy={busy} onClick={() => void remove()}>
            {w(effect === null || effect.count === 0 ? 'admin.holiday-remove' : 'admin.save-anyway')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p>{day.name}</p>
      <Effect effect={effect} />
    </Dialog>
  );
}
