import { randomUUID } from 'node:crypto';
import { CHECKLIST } from '../../../../src/certification/index.ts';
import type { ActAnswer, OriginalDetail, ScanAnswer } from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import type { Served } from './served.ts';

/** Opens a dossier with one original. */
export async function receive(
  screen: Screen,
  { name = 'Lò Thị Mẩy', title = 'Giấy khai sinh' } = {},
): Promise<{ dossierId: string; originalId: string }> {
  const [dossierId, originalId] = [randomUUID(), randomUUID()];
  await screen.json('PUT', `/api/dossiers/${dossierId}`, { requester: { name } });
  await screen.json('PUT', `/api/dossiers/${dossierId}/originals/${originalId}`, { title, paperCopies: 0 });
  return { dossierId, originalId };
}

export function original(screen: Screen, id: string): Promise<OriginalDetail> {
  return screen.json<OriginalDetail>('GET', `/api/originals/${id}`);
}

/** Scans these sheets and answers the scan when it has ended. */
export async function scan(
  { office, scanner }: Pick<Served, 'office' | 'scanner'>,
  screen: Screen,
  originalId: string,
  sheets: readonly string[] = ['Trang 1', 'Trang 2'],
): Promise<ScanAnswer> {
  const path = `/api/originals/${originalId}`;
  await screen.json('POST', `${path}/secrecy-confirmation`, { noSecrecyStamp: true, noCopyBan: true });
  scanner.sheets.splice(0, scanner.sheets.length, ...sheets);
  const ended = new Promise<void>((resolve) => {
    const off = office.events.listen((event) => {
      if (event.type !== 'scan-ended') return;
      off();
      resolve();
    });
  });
  const { scanId } = await screen.json<{ scanId: string }>('POST', `${path}/scans`, { source: 'feeder' });
  await ended;
  return await screen.json<ScanAnswer>('GET', `/api/scans/${scanId}`);
}

export function compare(screen: Screen, originalId: string, chargeablePages = 2): Promise<ActAnswer> {
  const body = { ticked: CHECKLIST.map((item) => item.id), chargeablePages };
  return screen.json<ActAnswer>('POST', `/api/originals/${originalId}/comparison`, body);
}

/** Brings a new original to `awaiting-signature`. */
export async function submitted(
  served: Pick<Served, 'office' | 'scanner'>,
  screen: Screen,
  words?: { name?: string; title?: string },
): Promise<{ dossierId: string; originalId: string }> {
  const ids = await receive(screen, words);
  await scan(served, screen, ids.originalId);
  await compare(screen, ids.originalId);
  await screen.json('POST', `/api/originals/${ids.originalId}/submission`);
  return ids;
}
