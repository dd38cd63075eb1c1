import { useState } from 'preact/hooks';
import type { FirstPasswordAnswer, OfficerAnswer, OfficerList } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Field } from '../../../design/field.tsx';
import { FailureNotice, Notice } from '../../../design/notice.tsx';
import { Sheet } from '../../../design/page.tsx';
import { go } from '../../../router.ts';
import { useShortcut } from '../../../shell/shortcuts.ts';
import * as api from '../../../station/api.ts';
import { useDraft } from '../../../station/drafts.ts';
import { useAct } from '../../desk/use-act.ts';
import { SectionPage } from '../section-page.tsx';
import { officersWords as w } from '../words.ts';
import { BlockFields } from './block-fields.tsx';
import { CertificateField } from './certificate-field.tsx';
import { FirstPassword } from './first-password.tsx';
import { bodyOf, emptyOfficer, faultsOf, formOfOfficer, type OfficerForm } from './form.ts';
import { Permissions } from './permissions.tsx';
import { RoleFields } from './role-fields.tsx';
import { SignInSheet } from './sign-in-sheet.tsx';
import { OfficerState } from './state.tsx';

export const listPath = '/quan-tri/can-bo';

interface Props {
  readonly adminId: string;
  readonly list: OfficerList;
  /** Null for somebody new. */
  readonly officer: OfficerAnswer | null;
  readonly reload: () => Promise<void>;
}

/** One officer: who, by which decision, what for, with which certificate. */
export function OfficerPage({ adminId, list, officer, reload }: Props) {
  const { today } = list;
  const empty = officer === null ? emptyOfficer(today) : formOfOfficer(officer);
  const draft = useDraft<OfficerForm>(adminId, `officer:${officer?.id ?? 'new'}`, empty);
  const [judged, setJudged] = useState(false);
  const [begun, setBegun] = useState<FirstPasswordAnswer | null>(null);
  const { busy, failure, run } = useAct();
  const form = draft.value.value;
  const faults = faultsOf(form);
  const shown = judged ? faults : {};

  const leave = (): void => {
    draft.clear();
    go(listPath);
  };
  const save = async (): Promise<void> => {
    setJudged(true);
    if (Object.keys(faults).length > 0) {
      announce(w('officers.look-again'));
      return;
    }
    const { username, ...body } = bodyOf(form);
    if (officer === null) {
      const added = await run(() => api.addOfficer({ username, ...body }));
      if (!added) return;
      draft.clear();
      setJudged(false);
      setBegun(added);
      return;
    }
    const changed = await run(() => api.putOfficer(officer.id, { ...body, version: form.version }));
    await reload();
    if (!changed) return;
    announce(w('officers.saved', { name: changed.fullName }));
    leave();
  };
  useShortcut({ keys: 'Ctrl+Enter', label: w('officers.save'), act: () => void save() });
  const seals = form.roles.includes('creator') && form.roles.includes('seal-keeper');
  const newer = officer !== null && officer.version !== form.version;

  return (
    <SectionPage
      title={officer === null ? w('officers.add') : officer.fullName}
      intro={officer === null ? w('officers.add-intro') : <OfficerState officer={officer} today={today} />}
      main={
        <>
          <Button onClick={leave}>{w('officers.discard')}</Button>
          <Button kind="primary" keys="Ctrl+Enter" busy={busy} onClick={() => void save()}>
            {w('officers.save')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      {newer ? (
        <Notice
          kind="waiting"
          actions={
            <>
              <Button onClick={() => draft.set(formOfOfficer(officer))}>{w('officers.take-theirs')}</Button>
              <Button onClick={() => draft.set({ version: officer.version })}>{w('officers.keep-mine')}</Button>
            </>
          }
        >
          {w('officers.newer')}
        </Notice>
      ) : null}
      <Sheet title={w('officers.person')}>
        <div class="officer-fields">
          <Field
            label={w('officers.full-name')}
            name="full-name"
            value={form.fullName}
            onValue={(fullName) => draft.set({ fullName })}
            error={shown['fullName']}
            autocomplete="off"
            spellcheck={false}
            maxLength={200}
          />
          <Field
            label={w('officers.position')}
            name="position"
            value={form.positionTitle}
            onValue={(positionTitle) => draft.set({ positionTitle })}
            error={shown['positionTitle']}
            autocomplete="off"
            maxLength={200}
          />
          <Field
            label={w('officers.username')}
            hint={officer === null ? w('officers.username-hint') : undefined}
            name="username"
            value={form.username}
            onValue={(username) => draft.set({ username })}
            error={shown['username']}
            readOnly={officer !== null}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxLength={40}
          />
        </div>
      </Sheet>
      <Sheet title={w('officers.assignment')}>
        <div class="officer-fields">
          <Field
            label={w('officers.decision')}
            name="decision"
            value={form.decisionNumber}
            onValue={(decisionNumber) => draft.set({ decisionNumber })}
            error={shown['decisionNumber']}
            maxLength={200}
          />
          <Field
            label={w('officers.from')}
            name="valid-from"
            type="date"
            value={form.validFrom}
            onValue={(validFrom) => draft.set({ validFrom })}
            error={shown['validFrom']}
          />
          <Field
            label={w('officers.to')}
            hint={w('officers.to-hint')}
            name="valid-to"
            optional
            type="date"
            value={form.validTo}
            onValue={(validTo) => draft.set({ validTo })}
            error={shown['validTo']}
          />
        </div>
        <RoleFields form={form} onChange={draft.set} faults={shown} />
        {form.roles.includes('signer') ? <BlockFields form={form} onChange={draft.set} faults={shown} /> : null}
        <p class="soft small">{w('officers.separation')}</p>
      </Sheet>
      {form.roles.includes('signer') || form.roles.includes('seal-keeper') || form.certificateSha256 !== null ? (
        <Sheet title={w('officers.certificate-title')}>
          <CertificateField form={form} onChange={draft.set} />
        </Sheet>
      ) : null}
      {officer !== null && (seals || officer.permissions.length > 0) ? (
        <Permissions adminId={adminId} officer={officer} today={today} onDone={() => void reload()} />
      ) : null}
      {officer === null ? null : (
        <SignInSheet officer={officer} own={officer.id === adminId} onBegun={setBegun} reload={reload} />
      )}
      {begun === null ? null : (
        <FirstPassword
          begun={begun}
          onClose={() => {
            setBegun(null);
            void reload();
            if (officer === null) leave();
          }}
        />
      )}
    </SectionPage>
  );
}
