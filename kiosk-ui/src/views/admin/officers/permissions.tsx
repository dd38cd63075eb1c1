import { useState } from 'preact/hooks';
import type { OfficerAnswer } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Field } from '../../../design/field.tsx';
import { FailureNotice } from '../../../design/notice.tsx';
import { Sheet } from '../../../design/page.tsx';
import { StateMark } from '../../../design/state-mark.tsx';
import * as api from '../../../station/api.ts';
import { useDraft } from '../../../station/drafts.ts';
import { useAct } from '../../desk/use-act.ts';
import { civilDay } from '../civil-day.ts';
import { officersWords as w } from '../words.ts';

type Permission = OfficerAnswer['permissions'][number];

interface Props {
  readonly adminId: string;
  readonly officer: OfficerAnswer;
  readonly today: string;
  readonly onDone: () => void;
}

/** The written permissions by which one who creates may also seal: dated, ended by another last day. */
export function Permissions({ adminId, officer, today, onDone }: Props) {
  const [open, setOpen] = useState<Permission | 'new' | null>(null);
  return (
    <Sheet title={w('officers.permissions')}>
      <p class="soft">{w('officers.permissions-intro')}</p>
      {officer.permissions.length === 0 ? null : (
        <ul>
          {officer.permissions.map((permission) => (
            <li class="admin-row" key={permission.id}>
              <div class="admin-row-words">
                <div class="admin-row-head">
                  <h3>{permission.document}</h3>
                  <PermissionState permission={permission} today={today} />
                </div>
                <p class="soft small">
                  {w('officers.dates', {
                    from: civilDay(permission.validFrom),
                    to: permission.validTo === null ? '…' : civilDay(permission.validTo),
                  })}
                </p>
              </div>
              <Button onClick={() => setOpen(permission)}>{w('officers.permission-end')}</Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button onClick={() => setOpen('new')}>{w('officers.permission-add')}</Button>
      </div>
      {open === null ? null : (
        <PermissionDialog
          adminId={adminId}
          officerId={officer.id}
          permission={open === 'new' ? null : open}
          today={today}
          onClose={() => setOpen(null)}
          onDone={onDone}
        />
      )}
    </Sheet>
  );
}

function PermissionState({ permission, today }: { permission: Permission; today: string }) {
  const { validFrom, validTo } = permission;
  if (validTo !== null && validTo < today) {
    return <StateMark tone="grey" shape="stop" word={w('officers.permission-over')} />;
  }
  if (validFrom > today) return <StateMark tone="amber" shape="clock" word={w('officers.not-yet')} />;
  return <StateMark tone="delivered" shape="tick" word={w('officers.permission-in-force')} />;
}

interface DialogProps {
  readonly adminId: string;
  readonly officerId: string;
  readonly permission: Permission | null;
  readonly today: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** A new permission, or another last day for one. The id is made with the first try, so that sending again adds none. */
function PermissionDialog({ adminId, officerId, permission, today, onClose, onDone }: DialogProps) {
  const { busy, failure, run } = useAct();
  const [judged, setJudged] = useState(false);
  const key = `permission:${officerId}:${permission?.id ?? 'new'}`;
  const draft = useDraft(adminId, key, {
    id: permission?.id ?? '',
    document: permission?.document ?? '',
    validFrom: permission?.validFrom ?? today,
    validTo: permission?.validTo ?? '',
  });
  const form = draft.value.value;
  const faults = {
    document: form.document.trim() === '' ? w('officers.need') : null,
    validFrom: form.validFrom === '' ? w('officers.need') : null,
    validTo:
      form.validTo === ''
        ? w('officers.need')
        : permission === null && form.validTo < form.validFrom
          ? w('officers.dates-wrong')
          : null,
  };
  const shown = (fault: string | null): string | null => (judged ? fault : null);
  const send = async (): Promise<void> => {
    setJudged(true);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    const id = form.id === '' ? api.newId() : form.id;
    draft.set({ id });
    const { document, validFrom, validTo } = form;
    const saved = await run(() => api.putPermission(officerId, id, { document: document.trim(), validFrom, validTo }));
    if (!saved) return;
    announce(w('officers.permission-saved'));
    draft.clear();
    onDone();
    onClose();
  };
  return (
    <Dialog
      title={w(permission === null ? 'officers.permission-add' : 'officers.permission-end')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('officers.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('officers.save')}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <Field
        label={w('officers.permission-document')}
        hint={w('officers.permission-hint')}
        value={form.document}
        onValue={(document) => draft.set({ document })}
        readOnly={permission !== null}
        error={shown(faults.document)}
        maxLength={200}
      />
      <Field
        label={w('officers.from')}
        type="date"
        value={form.validFrom}
        onValue={(validFrom) => draft.set({ validFrom })}
        readOnly={permission !== null}
        error={shown(faults.validFrom)}
      />
      <Field
        label={w('officers.to')}
        type="date"
        value={form.validTo}
        onValue={(validTo) => draft.set({ validTo })}
        error={shown(faults.validTo)}
      />
    </Dialog>
  );
}
