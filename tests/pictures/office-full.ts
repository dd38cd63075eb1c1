import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from './scene.ts';

interface Brought {
  readonly name: string;
  readonly title: string;
  readonly paper?: string;
}

/** What people bring on a full morning. All invented. */
export const brought = {
  contract: { name: 'Giàng Thị Súa', title: 'Hợp đồng chuyển nhượng quyền sử dụng đất', paper: 'notarised-contract' },
  birth: { name: 'Lường Văn Pành', title: 'Giấy khai sinh', paper: 'birth-certificate' },
  school: {
    name: 'Nguyễn Hoàng Thị Phương Thảo',
    title: 'Bằng tốt nghiệp trung học phổ thông',
    paper: 'birth-certificate',
  },
  licence: { name: 'Vàng A Páo', title: 'Giấy phép lái xe' },
} as const satisfies Record<string, Brought>;

/** Receives a person with one paper; answers the ids. */
export async function receive(
  { desk }: Pick<Stage, 'desk'>,
  { name, title }: Brought,
): Promise<{ dossierId: string; originalId: string }> {
  const [dossierId, originalId] = [randomUUID(), randomUUID()];
  await desk.creator.json('PUT', `/api/dossiers/${dossierId}`, { requester: { name, identityNumber: '099190000001' } });
  await desk.creator.json('PUT', `/api/dossiers/${dossierId}/originals/${originalId}`, { title, paperCopies: 0 });
  await desk.creator.json('POST', `/api/originals/${originalId}/secrecy-confirmation`, {
    noSecrecyStamp: true,
    noCopyBan: true,
  });
  return { dossierId, originalId };
}

/** As `receive`, scanned and submitted. */
export async function submit(
  set: Pick<Stage, 'desk' | 'office'>,
  one: Brought,
): Promise<{ dossierId: string; originalId: string }> {
  const ids = await receive(set, one);
  await set.office.loadPaper(one.paper ?? 'birth-certificate');
  await set.desk.scan(ids.originalId);
  await set.desk.submit(ids.originalId);
  return ids;
}

/** As `submit`, signed and sealed. */
export async function issue(
  set: Pick<Stage, 'desk' | 'office'>,
  one: Brought,
): Promise<{ dossierId: string; originalId: string }> {
  const ids = await submit(set, one);
  for (const kind of ['signing', 'sealing'] as const) await set.desk.attempt(kind, ids.originalId);
  return ids;
}

/** As `issue`, confirmed by the portal, which has learnt that the result was returned; answers the dossier's code. */
export async function deliver(
  set: Pick<Stage, 'desk' | 'office'>,
  one: Brought,
): Promise<{ dossierId: string; originalId: string; code: string }> {
  const ids = await issue(set, one);
  const { dossierCode: code } = await set.desk.original(ids.originalId);
  await until(() => {
    const kept = set.office.portal.listReceived().find((each) => each.code === code);
    return kept?.content.TrangThaiHoSo === '10';
  });
  return { ...ids, code };
}

/** Waits for what comes by itself, a minute at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return;
    await sleep(100);
  }
  throw new Error('it did not come within a minute');
}
