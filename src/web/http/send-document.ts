import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { ok, type Result } from '../../common/result.ts';
import type { DocumentHandle, DocumentRow } from '../../store/documents/documents.ts';
import type { Store } from '../../store/index.ts';
import { accepted } from './refused.ts';

/** Bytes decrypted at a time: a copy of five hundred pages must not lie in memory whole. */
const pieceLength = 4 * 1024 * 1024;

/**
 * Answers with a stored document. The first piece is read before the first header goes out, so a document that is
 * purged or damaged is a failure with its code; one found damaged later breaks the connection short of its length.
 */
export async function sendDocument(
  store: Store,
  reply: FastifyReply,
  document: DocumentRow,
  type: 'application/pdf' | 'image/jpeg',
): Promise<FastifyReply> {
  const read = async (offset: number): Promise<Buffer> =>
    accepted(await store.documents.read(document, { offset, length: pieceLength }));
  const first = await read(0);
  void reply.type(type).header('content-length', document.length);
  if (first.length === document.length) return reply.send(first);
  return reply.send(
    Readable.from(
      (async function* () {
        yield first;
        for (let offset = first.length; offset < document.length; offset += pieceLength) yield await read(offset);
      })(),
    ),
  );
}

/** Path and key of a document for a worker. Errors: those of `opens`. */
export function handleOf(store: Store, document: DocumentRow): Result<DocumentHandle> {
  const opens = store.documents.opens(document);
  return opens.ok ? ok(store.documents.handle(document.id, document.keyId)) : opens;
}
