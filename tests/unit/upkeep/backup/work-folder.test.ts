import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inWorkFolder } from '../../../../src/upkeep/backup/work-folder.ts';
import { scratchBase } from '../../../peers/scratch.ts';

let state: string;
beforeAll(() => {
  state = mkdtempSync(join(scratchBase(), 'tram-work-'));
});
afterAll(() => rmSync(state, { recursive: true }));

const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'ascii').trim().replaceAll('-', '');
const before = '0123456789abcdef0123456789abcdef';

it('what killed processes left is removed, also where another process has their number; all else stays', async () => {
  const ended = spawnSync('true').pid;
  const left = [
    // The power was cut; after it the number is that of another process.
    `backup-${before}-${process.pid}-aB3dE6`,
    `backup-${boot}-${ended}-aB3dE6`,
    ...['backup-aB3dE6', `backup-${process.pid}-aB3dE6`, 'verify-aB3dE6'],
  ];
  const kept = [`backup-${boot}-${process.pid}-aB3dE6`, 'backups', 'backup-place.json'];
  for (const name of [...left, ...kept]) {
    mkdirSync(join(state, name));
    writeFileSync(join(state, name, 'tram.db'), 'in the clear');
  }
  const during = await inWorkFolder(state, async () => readdirSync(state));
  expect(during).toHaveLength(kept.length + 1);
  expect(during).toEqual(expect.arrayContaining(kept));
  expect(readdirSync(state).sort()).toEqual(kept.toSorted());
});
