import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageList, OriginalDetail } from '../../src/web/contract/index.ts';
import type { Played } from '../peers/office/play.ts';
import { sentOf as atPortal } from '../peers/power-cut/crash-points.ts';
import type { CutOffice } from '../peers/power-cut/cut-office.ts';
import { type Finding, finding } from '../peers/power-cut/finding.ts';
import { unconfirmed } from '../peers/power-cut/invariants.ts';

/** A dossier whose copy was issued, and the bytes that the portal has to get. */
export interface Sent {
  readonly dossierId: string;
  readonly originalId: string;
  readonly dossierCode: string;
  readonly copySha256: string;
}

export function sentOf(played: Played): Sent {
  return { dossierId: played.dossierId, originalId: played.originalId, ...atPortal(played) };
}

/** What waits for a person, since nobody here gave a reason for it. */
export function setAside({ office }: CutOffice): Finding[] {
  return unconfirmed(office.state).rejected.map((what) => finding('stuck', `a message was set aside: ${what}`));
}

/**
 * Waits until everything is confirmed, over whatever line there is, as long as it goes on.
 *
 * @param restMs  how long nothing may be confirmed
 */
export async function drained(cut: CutOffice, restMs: number, tell: (line: string) => void): Promise<Finding[]> {
  let least = Number.POSITIVE_INFINITY;
  let since = performance.now();
  for (;;) {
    await cut.up();
    const { waiting } = unconfirmed(cut.office.state);
    if (waiting === 0) return [];
    const aside = setAside(cut);
    if (aside.length > 0) return aside;
    if (waiting < least) {
      tell(`${waiting} messages wait`);
      least = waiting;
      since = performance.now();
    }
    if (performance.now() - since > restMs) return [finding('stuck', `${waiting} messages do not move`)];
    await sleep(500);
  }
}

/** What the station itself shows of a dossier that has come to its end. */
export async function notDelivered(cut: CutOffice, { originalId, dossierId, dossierCode }: Sent): Promise<Finding[]> {
  const { creator } = cut.screens;
  const { state } = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
  const { messages } = await creator.json<MessageList>('GET', `/api/dossiers/${dossierId}/messages`);
  const told = messages.some(({ kind, receipt }) => kind === 'sync-dossier' && receipt !== null);
  if (state === 'delivered' && told) return [];
  return [finding('stuck', `${dossierCode} is ${state} and the portal's receipt ${told ? 'is there' : 'is not'}`)];
}
