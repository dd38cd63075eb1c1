/** `node growth-child.ts LIST PAGES FOLDER`: composes one copy of the listed pages, over and over, and prints what it took. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ATTESTATION_TEMPLATES, composeAttestation } from '../../src/certification/index.ts';
import { unwrap } from '../../src/common/result.ts';
import { tasks } from '../../src/workflow/task-module.ts';
import type { SealedPage } from './growth.ts';
import { memoryOf } from './machine.ts';

const [list = '', count = '1', folder = ''] = process.argv.slice(2);
const listed = JSON.parse(await readFile(list, 'utf8')) as SealedPage[];
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
const pages = Array.from({ length: Number(count) }, (_, n) => listed[n % listed.length]).flatMap((page) => {
  if (page === undefined) return [];
  const { id, path, keyHex, ...rest } = page;
  return [{ ...rest, turn: 0 as const, document: { id, path, key: Buffer.from(keyHex, 'hex') } }];
});
const into = { id: 'copy', path: join(folder, 'copy.sealed'), key: randomBytes(32) };
const begun = performance.now();
const written = unwrap(await tasks.composeBase({ pages, attestation, title: 'Bản sao', keywords: 'bench', at, into }));
const composeMs = performance.now() - begun;
console.log(JSON.stringify({ fileMb: written.length / 1e6, composeMs, peakMb: memoryOf(process.pid).peakMb }));
