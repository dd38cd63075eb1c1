import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { thisBoot } from '../clock/boot.ts';

/** `backup-<boot>-<process>-<six characters>`: whose it is shows whether somebody still works in it. */
const ours = /^backup-([0-9a-f]{32})-(\d{1,10})-\w{6}$/;
/** Names of earlier versions, none of which runs beside this one. */
const former = /^(backup|verify)-(\d{1,10}-)?\w{6}$/;

/**
 * Runs `work` in a folder of its own below `parent`, where a database may lie in the clear for as long as it takes. What
 * a process left that was killed meanwhile is removed first: nobody else would, and it holds the whole office.
 *
 * @param parent  the state folder, in which nobody else makes folders of such names
 */
export async function inWorkFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const boot = thisBoot().id.replaceAll('-', '');
  for (const name of await readdir(parent)) {
    if (isLeft(name, boot)) await rm(join(parent, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(parent, `backup-${boot}-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A process of an earlier boot is gone, whoever has its number now. */
function isLeft(name: string, boot: string): boolean {
  if (former.test(name)) return true;
  const [, bootOfOwner, owner] = ours.exec(name) ?? [];
  return owner !== undefined && (bootOfOwner !== boot || !runs(Number(owner)));
}

/** Whether there is a process of that number. One of another user is one. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
