import type { CheckAnswer, FailureAnswer } from '../../../../src/web/contract/index.ts';
import type { Reply } from '../../station/reply.ts';
import { checkSession } from '../../station/session.ts';
import { en } from '../../words/en.ts';
import { vi } from '../../words/vi.ts';

/** Sends a file as it is, from the disk: it is never held in memory here. */
export async function sendFile(file: File, signal: AbortSignal): Promise<Reply<CheckAnswer>> {
  try {
    const response = await fetch('/api/checks', {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'content-type': 'application/pdf' },
      body: file,
      signal,
    });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer as CheckAnswer };
    if (response.status === 401) void checkSession();
    return { ok: false, failure: { status: response.status, ...(answer as FailureAnswer) } };
  } catch {
    const words = { message: vi['station.away'], messageEn: en['station.away'] };
    return { ok: false, failure: { status: 0, code: 'STATION-AWAY', ...words, facts: {} } };
  }
}

/** Whether a file begins as a PDF does (ISO 32000-2 §7.5.2; readers allow for a kilobyte before it). */
export async function isPdf(file: File): Promise<boolean> {
  return (await file.slice(0, 1024).text()).includes('%PDF-');
}
