import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { announce } from '../../design/announce.tsx';
import { onEvent, onReconnect } from '../../station/live.ts';
import { w } from './words.ts';

/** How far a scan is; `percent` of the page under way, null while the scanner has not said. */
export interface Progress {
  readonly originalId: string | null;
  readonly percent: number | null;
}

/** The scans under way as the events tell, by their id. */
export const runningScans = signal<ReadonlyMap<string, Progress>>(new Map());

/** A scan that this screen has begun. */
export function noteScan(scanId: string, originalId: string): void {
  change(scanId, { originalId });
}

/** Whether an original is being scanned, as far as events tell. */
export function isScanning(originalId: string): boolean {
  return [...runningScans.value.values()].some((one) => one.originalId === originalId);
}

/** Follows all scans for as long as the desk is open, whichever dossier is in view. */
export function useRunningScans(): void {
  useEffect(() => {
    const stops = [
      onEvent((event) => {
        if (event.type === 'scan-progress') change(event.scanId, { percent: event.percent });
        if (event.type === 'page-scanned') {
          change(event.scanId, { originalId: event.originalId, percent: null });
          announce(w('desk.page-arrived', { page: event.page }));
        }
        if (event.type === 'scan-ended') {
          forget(event.scanId);
          announce(w(event.code === null ? 'desk.scan-done' : 'desk.scan-broke'));
        }
      }),
      // A station that was started again has no scan under way.
      onReconnect((missed) => {
        if (missed) runningScans.value = new Map();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}

function change(scanId: string, part: Partial<Progress>): void {
  const before = runningScans.peek().get(scanId) ?? { originalId: null, percent: null };
  runningScans.value = new Map(runningScans.peek()).set(scanId, { ...before, ...part });
}

function forget(scanId: string): void {
  const left = new Map(runningScans.peek());
  left.delete(scanId);
  runningScans.value = left;
}
