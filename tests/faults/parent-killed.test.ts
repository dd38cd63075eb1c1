/** The station is killed while a child hangs: the child is gone with it, whichever it is. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';

const fixture = fileURLToPath(new URL('parent-killed.fixture.ts', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-parent-'));
  // The backup reads the station key first, and nobody writes into this one: it waits there.
  execFileSync('mkfifo', [join(folder, 'station.key')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function procOf(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** One letter as ps(1) has it: T stopped, Z ended and not fetched; empty when there is none. */
const stateOf = (pid: number): string => /\) (\w)/.exec(procOf(pid, 'stat'))?.[1] ?? '';

/** The child of `parent` that has come as far as running `program`. */
async function childRunning(parent: number, program: string): Promise<number> {
  for (;;) {
    const children = procOf(parent, `task/${parent}/children`).split(' ').map(Number);
    const found = children.find((pid) => pid > 0 && procOf(pid, 'cmdline').split('\0')[0]?.endsWith('node'));
    if (found !== undefined && procOf(found, 'cmdline').includes(program)) return found;
    await sleep(1);
  }
}

test.each([
  ['backup', 'upkeep/backup/child.ts'],
  ['stick', 'portal/bundles/stick-program.ts'],
  ['validation', 'workflow/validation/'],
])('the child of a %s', async (name, program) => {
  const parent = spawn(process.execPath, [fixture, name, folder], { stdio: 'ignore' });
  onTestFinished(() => void parent.kill('SIGKILL'));
  const child = await childRunning(parent.pid ?? 0, program);
  // Stopped, it notices neither a closed pipe nor the end of its work: nothing but the kernel ends it.
  process.kill(child, 'SIGSTOP');
  onTestFinished(() => {
    if (/T/.test(stateOf(child))) process.kill(child, 'SIGKILL');
  });
  await expect.poll(() => stateOf(child), { timeout: 10_000 }).toBe('T');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => stateOf(child), { timeout: 10_000 }).toMatch(/^Z?$/);
});
