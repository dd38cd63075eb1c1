import { useState } from 'preact/hooks';
import { Button } from '../../../design/button.tsx';
import { Dialog } from '../../../design/dialog.tsx';
import { FailureNotice } from '../../../design/notice.tsx';
import type { LoadedOriginal } from '../original-loader.tsx';
import { w } from '../words.ts';
import { useScan } from './use-scan.ts';

/** Beginning anew: asked first, since all the paper must lie in the scanner; what was scanned is set aside. */
export function ScanAgain({ loaded }: { readonly loaded: LoadedOriginal }) {
  const [asking, setAsking] = useState(false);
  const { busy, failure, clear, begin } = useScan(loaded);
  const pages = loaded.detail.pages.length;
  const close = (): void => {
    clear();
    setAsking(false);
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{w('desk.scan-again')}</Button>
      {asking ? (
        <Dialog
          title={w('desk.scan-again-title')}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{w('desk.cancel')}</Button>
              <Button
                kind="primary"
                busy={busy}
                onClick={() => void begin({ replace: true }).then((begun) => (begun ? close() : undefined))}
              >
                {w('desk.scan-again-do', { pages })}
              </Button>
            </>
          }
        >
          <p>{w('desk.scan-again-will', { pages })}</p>
          {failure ? <FailureNotice failure={failure} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
