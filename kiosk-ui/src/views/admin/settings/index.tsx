import { useRef, useState } from 'preact/hooks';
import type { SettingAnswer } from '../../../../../src/web/contract/index.ts';
import { Button } from '../../../design/button.tsx';
import { Field } from '../../../design/field.tsx';
import { dayAndTime } from '../../../design/format.ts';
import { FailureNotice } from '../../../design/notice.tsx';
import { Empty, Sheet } from '../../../design/page.tsx';
import { StateMark } from '../../../design/state-mark.tsx';
import { go } from '../../../router.ts';
import { useShortcut } from '../../../shell/shortcuts.ts';
import * as api from '../../../station/api.ts';
import { useLive } from '../../../station/use-live.ts';
import { either } from '../../../words/index.ts';
import { SectionPage } from '../section-page.tsx';
import type { SectionProps } from '../sections.ts';
import { settingsWords as w } from '../words.ts';
import { SettingEditor } from './editor.tsx';
import { isFound, shownValue } from './shown.ts';
import './settings.css';

const here = '/quan-tri/cai-dat';

/** The settings that the officer keeps, by groups, as the station's one table has them. */
export default function SettingsSection({ officer, rest }: SectionProps) {
  const { value, failure, reload } = useLive('settings', api.listSettings, () => false);
  const [search, setSearch] = useState('');
  const searchField = useRef<HTMLInputElement>(null);
  useShortcut({ keys: '/', label: w('settings.search'), act: () => searchField.current?.focus() });
  const all = value.value?.settings ?? [];
  const found = all.filter((setting) => isFound(setting, search));
  const groups = [...new Set(found.map(({ group }) => group))];
  const open = all.find(({ key }) => key === rest[0]);
  return (
    <SectionPage title={w('settings.title')} intro={w('settings.intro')}>
      <Field
        label={w('settings.search')}
        hint={w('settings.search-hint')}
        type="search"
        name="search"
        value={search}
        onValue={setSearch}
        inputRef={searchField}
        autocomplete="off"
      />
      {failure.value === null ? null : <FailureNotice failure={failure.value} />}
      {value.value !== null && found.length === 0 ? <Empty title={w('settings.none-found')} /> : null}
      {groups.map((group) => {
        const own = found.filter((setting) => setting.group === group);
        const [first] = own;
        return first === undefined ? null : (
          <Sheet key={group} title={either(first.groupTitle)}>
            <ul>
              {own.map((setting) => (
                <Row key={setting.key} setting={setting} />
              ))}
            </ul>
          </Sheet>
        );
      })}
      {open === undefined ? null : (
        <SettingEditor
          key={open.key}
          officerId={officer.id}
          setting={open}
          onClose={() => go(here, { replace: true })}
          onChanged={reload}
        />
      )}
    </SectionPage>
  );
}

function Row({ setting }: { readonly setting: SettingAnswer }) {
  const { key, title, reason, changedAt, changedBy, restart, waits } = setting;
  const changed = JSON.stringify(setting.value) !== JSON.stringify(setting.default);
  return (
    <li class="admin-row">
      <div class="admin-row-words">
        <div class="admin-row-head">
          <h3>{either(title)}</h3>
          {changed ? <StateMark tone="ink" shape="pen" word={w('settings.changed')} /> : null}
          {waits ? <StateMark tone="amber" shape="clock" word={w('settings.waits')} /> : null}
        </div>
        <p class="setting-value">{shownValue(setting, setting.value)}</p>
        <p class="soft small">
          {either(reason)} {restart ? w('settings.restart') : null}
        </p>
        <p class="soft small">
          <code>{key}</code>
          {changedAt === null
            ? null
            : ` · ${
                changedBy === null
                  ? w('settings.set-up', { time: dayAndTime(changedAt) })
                  : w('settings.changed-by', { name: changedBy.fullName, time: dayAndTime(changedAt) })
              }`}
        </p>
      </div>
      <Button
        label={w('settings.change-one', { title: either(title) })}
        onClick={() => go(`${here}/${key}`, { replace: true })}
      >
        {w('settings.change')}
      </Button>
    </li>
  );
}
