/** `node growth-child.ts PAGES CODING`: composes one copy and prints what it took. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ATTESTATION_TEMPLATES, composeAttestation } from '../../src/certification/index.ts';
import { unwrap } from '../../src/common/result.ts';
import { codePage } from '../../src/pages/coding/code-page.ts';
import { writeSealed } from '../../src/store/documents/sealed-file.ts';
import { tasks } from '../../src/workflow/task-module.ts';
import type { BaseTask } from '../../src/workflow/tasks.ts';
import { renderOriginal } from '../peers/originals/index.ts';
import { memoryOf } from './machine.ts';

const [count, coding] = [Number(process.argv[2]), process.argv[3] === 'compact' ? 'compact' : 'standard'] as const;
const folder = await mkdtemp(join(tmpdir(), 'tram-growth-'));
try {
  const handle = (id: string) => ({ id, path: join(folder, `${id}.sealed`), key: randomBytes(32) });
  const loose = { text: 0, similarity: 0, colour: 255, bytesPerA4: 1_000_000 };
  const kept: BaseTask['pages'][number][] = [];
  for (const [n, page] of (await renderOriginal('notarised-contract')).entries()) {
    const coded = await codePage(page.jpeg, { coding, dpi: page.dpi, limits: loose });
    const document = handle(`page-${n}`);
    await writeSealed(document.path, document.key, document.id, coded.bytes);
    const form = coded.form === 'mixed' ? ('mixed' as const) : ('jpeg' as const);
    kept.push({ document, form, widthPx: page.widthPx, heightPx: page.heightPx, dpi: page.dpi, turn: 0 as const });
  }
  const at = Date.parse('2026-11-21T09:05:07+07:00');
  const attestation = unwrap(
    composeAttestation({
      template: ATTESTATION_TEMPLATES.nd30,
      registerNumber: { registerType: 'SCT/BS', year: 2026, volume: 1, number: 1 },
      signedAt: at,
      office: 'Ủy ban nhân dân xã Thử',
      signer: { fullName: 'Lý Mùi Phin', signatureBlock: { kind: 'chairman' } },
      conversion: null,
    }),
  );
  const pages = Array.from({ length: count }, (_, n) => kept[n % kept.length]).filter((page) => page !== undefined);
  const begun = performance.now();
  const written = unwrap(
    await tasks.composeBase({ pages, attestation, title: 'Bản sao', keywords: 'bench', at, into: handle('copy') }),
  );
  const composeMs = performance.now() - begun;
  const { peakMb } = memoryOf(process.pid);
  console.log(JSON.stringify({ fileMb: written.length / 1e6, composeMs, peakMb }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
