import { readdir, readFile } from 'node:fs/promises';

/** The pids of the children of `parent` whose program is `name`. */
export async function childrenOf(parent: number, name: string): Promise<number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const fields = new Map(status.split('\n').map((line) => line.split(':\t') as [string, string]));
    if (fields.get('Name') === name && fields.get('PPid') === String(parent)) found.push(Number(pid));
  }
  return found;
}

/** Whether the process is there and not a zombie. */
export async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !/^State:\s+[ZX]/m.test(status);
}

/** Waits until `condition` holds; the test's own limit ends it when that never happens. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}
