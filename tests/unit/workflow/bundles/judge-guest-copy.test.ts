/** Which copies of another office are sent for it, judged by our own verifier in its limited child. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import type { Result } from '../../../../src/common/result.ts';
import { openStore, type Store } from '../../../../src/store/index.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import { judgeGuestCopy } from '../../../../src/workflow/bundles/judge-guest-copy.ts';
import { genuineFiles } from '../../../attacks/support/genuine.ts';
import { day, makePki, type Pki } from '../../../attacks/support/pki.ts';

const now = Date.now();
let folder: string;
let store: Store;
let pki: Pki;
let copy: Uint8Array;
let plain: Uint8Array;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-judge-'));
  store = openStore(folder, Buffer.alloc(32, 7), systemClock, createLogger('silent'));
  store.write((tx) => writeSetting(tx, 'trust.ask-status', false, 1, null));
  pki = makePki(now);
  const genuine = await genuineFiles(pki);
  const named = (name: string): Uint8Array => genuine.find((one) => one.name === name)?.file ?? new Uint8Array(0);
  copy = named('copy');
  plain = named('plain');
}, 60_000);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Look {
  readonly anchors?: readonly Uint8Array[];
  readonly at?: number;
  readonly madeAt?: number;
}

async function judged(pdf: Uint8Array, { anchors, at = now, madeAt = now }: Look = {}): Promise<string> {
  const office = {
    store,
    clock: { now: () => at, monotonic: () => 0 },
    trustAnchors: anchors ?? [pki.root.certificate],
    intermediates: [pki.issuing.certificate],
    trustFolder: join(folder, 'trust'),
  };
  const result: Result<void> = await judgeGuestCopy(office, pdf, { madeAt, lineIsDown: true });
  return result.ok ? 'ok' : result.error.code;
}

it('a copy with both signatures is sent, though nobody could say whether a certificate was revoked', async () => {
  expect(existsSync(join(folder, 'trust'))).toBe(false);
  expect(await judged(copy)).toBe('ok');
});

it('one that was changed or never sealed, and anything else than a certified copy, is not', async () => {
  const changed = Buffer.from(copy);
  const at = changed.length >> 1;
  changed[at] = (changed[at] ?? 0) ^ 1;
  const unsealed = copy.subarray(0, Buffer.from(copy).lastIndexOf('%%EOF', copy.length - 10) + 6);
  for (const file of [changed, unsealed, plain, Buffer.from('no PDF at all')]) {
    expect(await judged(file), String(file.length)).toBe('BUNDLE-COPY-INVALID');
  }
});

it('one of an authority that this station does not know is said to be that, and is not sent', async () => {
  expect(await judged(copy, { anchors: [] })).toBe('BUNDLE-COPY-UNTRUSTED');
});

it('one whose certificate has ended since it was handed over, or is not in force by a wrong clock, is sent', async () => {
  const years = 40 * 365 * day;
  expect(await judged(copy, { at: now + years })).toBe('ok');
  expect(await judged(copy, { at: now - years })).toBe('ok');
});
