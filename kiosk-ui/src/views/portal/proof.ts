import type { HandoverProof, ProofBody } from '../../../../src/web/contract/index.ts';
import { day, time } from '../../design/format.ts';
import { newId } from '../../station/api.ts';

/** What is typed of a proof, before it is one. */
export interface ProofDraft {
  readonly proofId: string;
  readonly code: string;
  /** `2026-11-21`. */
  readonly date: string;
  /** `14:05`, as typed. */
  readonly time: string;
  readonly note: string;
  readonly shared: boolean;
  readonly found: boolean;
  readonly reason: string;
}

export function emptyProof(now: number): ProofDraft {
  return { proofId: newId(), code: '', date: isoDay(now), time: '', note: '', shared: false, found: false, reason: '' };
}

export function proofAgain(proof: HandoverProof): ProofDraft {
  return {
    ...emptyProof(proof.receivedAt),
    code: proof.portalCode,
    time: time(proof.receivedAt),
    note: proof.note ?? '',
    shared: proof.shared,
  };
}

/** The day of an instant in Vietnam, as a date field takes it. */
export function isoDay(instant: number): string {
  return day(instant).split('/').reverse().join('-');
}

/** The instant of what was typed, in Vietnam's time (UTC+7 the year round); null when it is none. */
export function receivedAt({ date, time: typed }: Pick<ProofDraft, 'date' | 'time'>): number | null {
  const found = /^(\d{1,2})\s*[:hg.]?\s*(\d{2})$/i.exec(typed.trim());
  const [, hour = '', minute = ''] = found ?? [];
  if (!found || Number(hour) > 23 || Number(minute) > 59) return null;
  const instant = Date.parse(`${date}T${hour.padStart(2, '0')}:${minute}:00+07:00`);
  return Number.isNaN(instant) ? null : instant;
}

/** What the station is sent; null while code or time are missing. */
export function bodyOf(draft: ProofDraft): Omit<ProofBody, 'found'> | null {
  const at = receivedAt(draft);
  if (at === null || draft.code.trim() === '') return null;
  return {
    proofId: draft.proofId,
    portalCode: draft.code.trim(),
    receivedAt: at,
    ...(draft.note.trim() === '' ? {} : { note: draft.note.trim() }),
    ...(draft.shared ? { codeShared: true } : {}),
  };
}
