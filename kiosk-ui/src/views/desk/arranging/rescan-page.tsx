import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { FailureNotice } from '../../../design/notice.tsx';
import type { LoadedOriginal } from '../original-loader.tsx';
import { ScanChoices } from '../steps/scan-choices.tsx';
import { useScan } from '../steps/use-scan.ts';
import { w } from './words.ts';

interface Props {
  readonly loaded: LoadedOriginal;
  readonly pageId: string;
  readonly page: number;
  readonly onClose: () => void;
}

/** One page scanned again: it comes in the old one's place, which is set aside with it. */
export function RescanPage({ loaded, pageId, page, onClose }: Props) {
  const { busy, failure, begin } = useScan(loaded);
  return (
    <Dialog
      title={w('arranging.scan-again-title', { page })}
      onClose={onClose}
      held={busy}
      actions={
        <>
          <Button onClick={onClose}>{w('arranging.cancel')}</Button>
          <Button
            kind="primary"
            busy={busy}
            onClick={() => void begin({ replacesPage: pageId }).then((begun) => (begun ? onClose() : undefined))}
          >
            {w('arranging.scan-again-do', { page })}
          </Button>
        </>
      }
    >
      <p>{w('arranging.scan-again-will', { page })}</p>
      <ScanChoices />
      {failure ? <FailureNotice failure={failure} /> : null}
    </Dialog>
  );
}
