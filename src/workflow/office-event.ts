import type { Code } from '../common/codes/index.ts';
import type { ClockState } from '../upkeep/clock/clock-state.ts';

/**
 * News for the screens, after the change is on the disk. They carry ids, states and counts, never names:
 * a screen that may see more asks for it.
 */
export type OfficeEvent =
  | { readonly type: 'dossier-changed'; readonly dossierId: string }
  | {
      readonly type: 'original-changed';
      readonly originalId: string;
      readonly dossierId: string;
      readonly state: string;
    }
  | { readonly type: 'page-scanned'; readonly originalId: string; readonly scanId: string; readonly page: number }
  | { readonly type: 'scan-progress'; readonly scanId: string; readonly page: number; readonly percent: number }
  | { readonly type: 'scan-ended'; readonly scanId: string; readonly originalId: string; readonly code: Code | null }
  | { readonly type: 'attempt-progress'; readonly attemptId: string; readonly done: number; readonly total: number }
  | { readonly type: 'attempt-ended'; readonly attemptId: string; readonly code: Code | null }
  | { readonly type: 'inbound-changed' }
  | { readonly type: 'clock-changed'; readonly state: ClockState }
  | { readonly type: 'station-changed' };
