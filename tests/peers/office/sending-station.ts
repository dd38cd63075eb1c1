/** The station that sends for an office without a line, played with real keys beside its stick. */
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, unwrap } from '../../../src/common/result.ts';
import { readBundle } from '../../../src/portal/bundles/bundle-reader.ts';
import type { BundledDossier, MessageOutcome } from '../../../src/portal/bundles/manifest.ts';
import type { TestStation } from '../../unit/portal/bundles/stations.ts';

/** The public key of a station whose card is on the stick. */
export async function recipientOn(stick: string, office = 'H99.14'): Promise<string> {
  const text = await readFile(join(stick, `TRAM-THE-${office}.json`), 'utf8');
  return (JSON.parse(text) as { recipient: string }).recipient;
}

/**
 * Reads a bundle on the stick and writes its receipts there: copies are confirmed, states refused with these words,
 * steps not sent. Answers the name of the receipts.
 */
export async function answerBundle(sender: TestStation, stick: string, name: string, words: string): Promise<string> {
  const bytes = await readFile(join(stick, name));
  const dossiers: BundledDossier[] = [];
  async function* whole(): AsyncGenerator<Buffer> {
    yield bytes;
  }
  const read = await readBundle(whole(), {
    identity: sender.identity,
    begin: ({ manifest }) => ok(manifest),
    take: async (_manifest, part, data) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of data) pieces.push(piece);
      if (part.kind === 'dossier') dossiers.push(JSON.parse(Buffer.concat(pieces).toString('utf8')) as BundledDossier);
      return ok();
    },
  });
  const { manifest } = unwrap(read);
  const messages = dossiers
    .flatMap((one) => one.messages)
    .map(({ row, kind }): MessageOutcome => {
      if (kind === 'progress') return { row, outcome: 'unsent', code: 'BUNDLE-BEHIND-REFUSED' };
      if (kind === 'sync-dossier') return { row, outcome: 'rejected', code: 'PORTAL-REJECTED', message: words };
      const receipt = {
        connector: 'tus',
        service: 'tus',
        message: 'Đã nhận',
        at: Date.now(),
        requestSha256: 'a'.repeat(64),
      };
      return { row, outcome: 'confirmed', at: Date.now(), receipt, result: { url: 'https://kho.example/1' } };
    });
  const part = Buffer.from(JSON.stringify({ bundles: [{ id: manifest.id, messages }] }));
  const recipient = await recipientOn(stick);
  const receipts = sender.bundleFor({ identity: { ...sender.identity, recipient } }, [
    { kind: 'receipts', bytes: part, id: randomUUID() },
  ]);
  const file = 'TRAM-BN-H99.14-20261122-101500.tram';
  await writeFile(join(stick, file), await receipts.file({ kind: 'receipts' }));
  return file;
}
