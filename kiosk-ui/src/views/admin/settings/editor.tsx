import { useState } from 'preact/hooks';
import { faultOf, type SettingAnswer, type SettingSchema } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { FailureNotice, Notice } from '../../../design/notice.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import * as api from '../../../station/api.ts';
import { useDraft } from '../../../station/drafts.ts';
import { either } from '../../../words/index.ts';
import { useAct } from '../../desk/use-act.ts';
import { settingsWords as w } from '../words.ts';
import { Control } from './control.tsx';
import { entered, type Form, formOf } from './form.ts';
import { shownValue } from './shown.ts';

interface Draft {
  /** Null while nothing was touched. */
  readonly form: Form | null;
  /** When the value that the change started from was stored. */
  readonly before: number | null;
}
const untouched: Draft = { form: null, before: null };

interface Props {
  readonly officerId: string;
  readonly setting: SettingAnswer;
  readonly onClose: () => void;
  /** The list is asked for anew: after saving, and when somebody else was quicker. */
  readonly onChanged: () => Promise<void>;
}

/** Changing one setting. What is typed stays in this tab until it is saved or given up. */
export function SettingEditor({ officerId, setting, onClose, onChanged }: Props) {
  const schema = setting.schema as SettingSchema;
  const draft = useDraft<Draft>(officerId, `setting:${setting.key}`, untouched);
  const [judged, setJudged] = useState(false);
  const { busy, failure, run } = useAct();
  const { form, before } = draft.value.value;
  const shown = form ?? formOf(schema, setting.value);
  const value = entered(schema, shown);
  const fault = faultOf(schema, value);
  const resumed = form !== null && before !== setting.changedAt;
  const label = setting.unit === null ? either(setting.title) : `${either(setting.title)} (${either(setting.unit)})`;

  const set = (next: Form): void => draft.set({ form: next, before: form === null ? setting.changedAt : before });
  const giveUp = (): void => {
    draft.clear();
    onClose();
  };
  const save = async (): Promise<void> => {
    setJudged(true);
    if (fault !== null) {
      announce(either(fault));
      return;
    }
    const saved = await run(() =>
      api.putSetting(setting.key, { value, before: form === null ? setting.changedAt : before }),
    );
    await onChanged();
    if (!saved) return;
    announce(w('settings.saved', { title: either(setting.title) }));
    giveUp();
  };
  useShortcut({ keys: 'Ctrl+Enter', label: w('settings.save'), act: () => void save(), inDialog: true });

  return (
    <Dialog
      title={either(setting.title)}
      onClose={onClose}
      size={schema.items?.properties ? 'large' : 'usual'}
      actions={
        <>
          <Button onClick={giveUp}>{w('settings.cancel')}</Button>
          <Button onClick={() => set(formOf(schema, setting.default))}>{w('settings.to-default')}</Button>
          <Button kind="primary" keys="Ctrl+Enter" busy={busy} onClick={() => void save()}>
            {w('settings.save')}
          </Button>
        </>
      }
    >
      <p>{either(setting.reason)}</p>
      {failure === null ? null : (
        <FailureNotice
          failure={failure}
          {...(failure.code === 'WEB-EDITED-MEANWHILE'
            ? {
                actions: (
                  <Button onClick={() => draft.set({ form: shown, before: setting.changedAt })}>
                    {w('settings.keep-mine')}
                  </Button>
                ),
              }
            : {})}
        />
      )}
      {resumed ? (
        <Notice kind="waiting">{w('settings.now-is', { value: shownValue(setting, setting.value) })}</Notice>
      ) : null}
      <Control label={label} schema={schema} form={shown} onForm={set} fault={judged ? fault : null} />
      <p class="soft small">{w('settings.default-is', { value: shownValue(setting, setting.default) })}</p>
      {setting.restart ? <Notice kind="info">{w('settings.restart-needed')}</Notice> : null}
    </Dialog>
  );
}
