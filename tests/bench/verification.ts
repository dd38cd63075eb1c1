import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PageImage } from '../../src/copies/compose/base.ts';
import { verifyCopy } from '../../src/copies/verify/verify-copy.ts';
import { renderOriginal } from '../peers/originals/index.ts';
import { makeAuthority } from '../unit/copies/support/keys.ts';
import { base } from '../unit/copies/support/material.ts';
import { policyOf, sealBy, signBy } from '../unit/copies/support/signing.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);

/** A finished copy judged by our verifier in this process, and by `pdfsig` and `pdfsig -v` in processes of their own. */
export interface VerificationFigures {
  readonly pages: number;
  readonly fileMb: number;
  readonly oursMs: number;
  readonly peerMs: number;
  /** What `pdfsig` takes to start and say its version. */
  readonly peerStartMs: number;
}

/** Verifies copies of so many pages, each `runs` times; medians. */
export async function measureVerification(sizes: readonly number[], runs = 15): Promise<VerificationFigures[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-verification-'));
  const authority = makeAuthority();
  const policy = policyOf(authority);
  const papers = (await renderOriginal('notarised-contract')).map(
    ({ jpeg, widthPx, heightPx, dpi }): PageImage => ({
      picture: { form: 'jpeg', jpeg },
      ...{ widthPx, heightPx, dpi, turn: 0 },
    }),
  );
  try {
    const figures: VerificationFigures[] = [];
    for (const count of sizes) {
      const pages = Array.from({ length: count }, (_, n) => papers[n % papers.length]).filter(
        (page) => page !== undefined,
      );
      const copy = await sealBy(authority, await signBy(authority, await base({ pages })));
      const path = join(folder, `${count}.pdf`);
      await writeFile(path, copy);
      if (!verifyCopy(copy, policy).complete) throw new Error('the copy of the bench is not complete');
      const { stdout } = await run('pdfsig', ['-nocert', path]);
      if (stdout.match(/Signature is Valid/g)?.length !== 2)
        throw new Error('pdfsig does not find two valid signatures');
      figures.push({
        pages: count,
        fileMb: copy.length / 1e6,
        oursMs: await timed(runs, () => Promise.resolve(verifyCopy(copy, policy))),
        peerMs: await timed(runs, () => run('pdfsig', ['-nocert', path])),
        peerStartMs: await timed(runs, () => run('pdfsig', ['-v'])),
      });
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(runs: number, act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < runs; n++) {
    const begun = performance.now();
    await act();
    times.push(performance.now() - begun);
  }
  return median(times);
}
