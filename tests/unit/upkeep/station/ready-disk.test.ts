import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readyDisk } from '../../../../src/upkeep/station/ready-disk.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';

test('a disk with room for a part of what a start writes is full; the reserve makes room, and nothing is left behind', async () => {
  const disk = new SmallDisk(4);
  onTestFinished(() => disk.remove());
  disk.fill();
  disk.makeSpace(100_000);
  await expect(readyDisk(disk.folder)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(readdirSync(disk.folder)).toEqual(['filler']);
  disk.makeSpace();
  const reserve = join(disk.folder, 'reserve');
  writeFileSync(reserve, Buffer.alloc(1_000_000));
  disk.fill();
  disk.makeSpace(100_000);
  await readyDisk(disk.folder);
  expect(existsSync(reserve)).toBe(false);
  expect(readdirSync(disk.folder)).toEqual(['filler']);
});
