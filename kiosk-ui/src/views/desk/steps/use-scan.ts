import { signal } from '@preact/signals';
import { type ScanBody, scanSources } from '../../../../../src/web/contract/index.ts';
import * as api from '../../../station/api.ts';
import type { LoadedOriginal } from '../original-loader.tsx';
import { noteScan } from '../running-scans.ts';
import { type Acting, useAct } from '../use-act.ts';

type Source = ScanBody['source'];

const keptSource = 'scan-source';

/** Where the paper lay last at this screen; the station's first scanner unless another is chosen. */
export const scanChoice = signal<{ readonly source: Source; readonly device: string | null }>({
  source: scanSources.find((one) => one === localStorage.getItem(keptSource)) ?? 'feeder',
  device: null,
});

export function chooseSource(source: Source): void {
  scanChoice.value = { ...scanChoice.peek(), source };
  localStorage.setItem(keptSource, source);
}

/** In the place of which pages the new ones come; of none: they follow. */
type Instead = Pick<ScanBody, 'replace' | 'replacesPage'>;

/** Begins a scan of an original. */
export function useScan({
  detail,
  reload,
}: LoadedOriginal): Acting & { begin: (instead?: Instead) => Promise<boolean> } {
  const acting = useAct(detail.id);
  return {
    ...acting,
    begin: async (instead = {}) => {
      const { source, device } = scanChoice.peek();
      const begun = await acting.run(() =>
        api.beginScan(detail.id, { source, ...instead, ...(device === null ? {} : { device }) }),
      );
      if (!begun) return false;
      noteScan(begun.scanId, detail.id);
      await reload();
      return true;
    },
  };
}
