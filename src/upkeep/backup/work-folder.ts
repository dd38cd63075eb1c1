import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** `backup-<process>-<six characters>`: whose it is shows whether somebody still works in it. */
const ours = /^backup-(\d{1,10})-\w{6}$/;

/**
 * Runs `work` in a folder of its own below `parent`, where a database may lie in the clear for as long as it takes. What
 * a process left that was killed meanwhile is removed first: nobody else would, and it holds the whole office.
 */
export async function inWorkFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  for (const name of await readdir(parent)) {
    const owner = ours.exec(name)?.[1];
    if (owner !== undefined && !runs(Number(owner))) await rm(join(parent, name), { recursive: true, force: true });
  }
  const folder = await mkdtemp(join(parent, `backup-${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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
