/** How the threads of the workflow read and write documents: sealed, where they are. */
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../common/result.ts';
import { diskTrouble, diskTroubleCodes } from '../store/disk-trouble.ts';
import type { DocumentHandle } from '../store/documents/documents.ts';
import { release } from '../store/documents/release.ts';
import { readSealed, writeSealed } from '../store/documents/sealed-file.ts';
import type { Written } from './tasks.ts';

/** In lower-case hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A document in the clear. Error: STORE-DOCUMENT-DAMAGED. */
export async function read(document: DocumentHandle): Promise<Result<Buffer>> {
  return await readSealed(document.path, document.key, document.id);
}

/** The same, which must have this SHA-256. */
export async function readExactly(document: DocumentHandle, expected: string): Promise<Result<Buffer>> {
  const bytes = await read(document);
  if (bytes.ok && sha256(bytes.value) !== expected) {
    return fail('STORE-DOCUMENT-DAMAGED', { document: document.id, reason: 'hash' });
  }
  return bytes;
}

/** Writes a document whole or not at all. Errors: STORE-DISK-FULL, STORE-DISK-FAILING. */
export async function keep(into: DocumentHandle, bytes: Uint8Array): Promise<Result<void>> {
  return await unlessDiskFails(async () => {
    await writeSealed(into.path, into.key, into.id, bytes);
    return ok();
  });
}

/** What the disk refuses is answered with its code. Errors: STORE-DISK-FULL, STORE-DISK-FAILING. */
export async function unlessDiskFails<T>(write: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await write();
  } catch (error) {
    const trouble = diskTrouble(error);
    if (trouble !== null) return fail(diskTroubleCodes[trouble]);
    throw error;
  }
}

/** Writes what nobody needs afterwards. */
export async function write(into: DocumentHandle, bytes: Uint8Array): Promise<Result<Written>> {
  const kept = await keep(into, bytes);
  if (!kept.ok) return kept;
  const written = { length: bytes.length, sha256: sha256(bytes) };
  release(bytes);
  return ok(written);
}
