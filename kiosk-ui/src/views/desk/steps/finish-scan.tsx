import { announce } from '../../../design/announce.tsx';
import { Button } from '../../../design/button.tsx';
import { useShortcut } from '../../../shell/shortcuts.ts';
import * as api from '../../../station/api.ts';
import type { LoadedOriginal } from '../original-loader.tsx';
import { useAct } from '../use-act.ts';
import { w } from '../words.ts';

interface Props {
  readonly loaded: LoadedOriginal;
  readonly onFinished: () => void;
}

/** The officer's word that every page is there: after a scan that broke off, or page by page from the glass. */
export function FinishScan({ loaded, onFinished }: Props) {
  const { detail, reload } = loaded;
  const { busy, run } = useAct(detail.id);
  const pages = detail.pages.length;
  const words = w('desk.scan-finish', { pages });
  const finish = async (): Promise<void> => {
    if (busy) return;
    const finished = await run(() => api.finishScan(detail.id, { version: detail.version }));
    await reload();
    if (!finished) return;
    announce(w('desk.scan-finished', { pages }));
    onFinished();
  };
  const allowed = detail.acts.includes('finish-scan');
  useShortcut(allowed ? { keys: 'd', label: words, act: () => void finish() } : null);
  if (!allowed) return null;
  return (
    <Button keys="D" busy={busy} onClick={() => void finish()}>
      {words}
    </Button>
  );
}
