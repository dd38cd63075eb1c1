/** A seeded sample of what a power cut may leave of a recorded run; more of it: power-cut.campaign.test.ts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Recording, record } from '../peers/power-cut/record.ts';
import { replay } from '../peers/power-cut/replay.ts';

let folder = '';
let recording: Recording;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-power-'));
  recording = await record(folder, 1);
}, 120_000);

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the recording is of a real run: all kinds of calls, and screens that saw answers', () => {
  const kinds = new Set(recording.calls.map(({ kind }) => kind));
  for (const kind of ['open', 'write', 'truncate', 'sync', 'sync-folder', 'rename', 'unlink', 'seen'] as const) {
    expect(kinds).toContain(kind);
  }
  const noted = new Set(
    recording.calls.flatMap((call) => (call.kind === 'seen' ? Object.keys(call.seen as object) : [])),
  );
  // What reached the far side is noted too: the station has to know of it, whatever a cut leaves.
  for (const what of ['told', 'upload', 'copy', 'originals']) expect(noted).toContain(what);
});

test('whatever a cut leaves of what was not forced to the disk, what was shown is there and nothing is half done', async () => {
  const { calls, cuts, findings } = await replay(recording, folder, { seed: 7, prefixes: 15 });
  expect(findings).toEqual([]);
  console.log(`${cuts} power cuts over ${calls} durable calls`);
  expect(cuts).toBe(60);
}, 300_000);

test.each(['sync', 'sync-folder'] as const)('a station without its calls of %s would be found out', async (left) => {
  const calls = recording.calls.filter(({ kind }) => kind !== left);
  const careless = { ...recording, calls };
  const { findings } = await replay(careless, folder, { seed: 7, prefixes: 1, last: true });
  expect(findings.length).toBeGreaterThan(0);
});
