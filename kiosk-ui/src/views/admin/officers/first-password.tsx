import { useState } from 'preact/hooks';
import type { FirstPasswordAnswer } from '../../../../../src/web/contract/index.ts';
import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { Notice } from '../../../design/notice.tsx';
import { officersWords as w } from '../words.ts';

/** The password for the first sign-in, shown this once. Escape does not close it by mistake. */
export function FirstPassword({
  begun,
  onClose,
}: {
  readonly begun: FirstPasswordAnswer;
  readonly onClose: () => void;
}) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(begun.firstPassword);
      setCopied(true);
      announce(w('officers.copied'));
    } catch {
      setCopied(false);
    }
  };
  return (
    <Dialog
      title={w('officers.first-password')}
      onClose={onClose}
      held
      actions={
        <>
          <Button onClick={() => void copy()}>{w(copied ? 'officers.copied' : 'officers.copy')}</Button>
          <Button kind="primary" onClick={onClose}>
            {w('officers.first-password-noted')}
          </Button>
        </>
      }
    >
      <p>{w('officers.first-password-for', { name: begun.officer.fullName, username: begun.officer.username })}</p>
      <p class="officer-password">{begun.firstPassword}</p>
      <Notice kind="waiting">{w('officers.first-password-once')}</Notice>
    </Dialog>
  );
}
