import { Button } from '../../../design/button.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import type { LoadedOriginal } from '../original-loader.tsx';
import { brokenScan } from '../pages.ts';
import { w } from '../words.ts';
import { ScanAgain } from './scan-again.tsx';
import { ScanChoices } from './scan-choices.tsx';
import { useScan } from './use-scan.ts';

/** Further pages, or all of them anew, once there are some. */
export function MoreScans({ loaded }: { readonly loaded: LoadedOriginal }) {
  const { busy, begin } = useScan(loaded);
  const allowed = loaded.detail.acts.includes('add-scan');
  const words = w(brokenScan(loaded.detail) ? 'desk.scan-on' : 'desk.scan-more');
  useShortcut(allowed ? { keys: 's', label: words, act: () => void begin() } : null);
  if (!allowed) return null;
  return (
    <details class="step-more" open={brokenScan(loaded.detail) !== null}>
      <summary>{w('desk.scan-more-title')}</summary>
      <ScanChoices />
      <div class="step-links">
        <Button keys="S" busy={busy} onClick={() => void begin()}>
          {words}
        </Button>
        <ScanAgain loaded={loaded} />
      </div>
    </details>
  );
}
