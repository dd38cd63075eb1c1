import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder, syncFolder, writeForced } from '../../common/durable-file.ts';
import { ok } from '../../common/result.ts';

/** A file and where its copy ends up. */
export interface FileCopy {
  readonly from: string;
  readonly to: string;
}

/** How many are copied at once: a file system forces the files of all who wait to the disk in one go. */
const atOnce = 8;

/** What is read at a time, bytes. */
const pieceLength = 256 * 1024;

/**
 * Copies files; all of them are on the disk when this resolves. Whenever the power goes, a copy is wholly there or not
 * there at all (`writeForced`), and each folder's names are forced once at the end. An older file of that name
 * is replaced in one step. The first failure ends it.
 *
 * @returns those whose source was not there
 */
export async function copyFiles<Copy extends FileCopy>(copies: readonly Copy[]): Promise<Copy[]> {
  const folders = new Set(copies.map(({ to }) => dirname(to)));
  for (const folder of folders) makeFolder(folder);
  const left = copies.values();
  const absent: Copy[] = [];
  let failed = false;
  const inTurn = async (): Promise<void> => {
    const piece = Buffer.allocUnsafeSlow(pieceLength);
    for (const copy of left) {
      if (failed) return;
      try {
        if (!(await copyFile(copy, piece))) absent.push(copy);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, copies.length) }, inTurn));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  for (const folder of folders) await syncFolder(folder);
  return absent;
}

/** False when there is nothing to copy. */
async function copyFile({ from, to }: FileCopy, piece: Buffer): Promise<boolean> {
  const source = await openIfThere(from);
  if (!source) return false;
  try {
    await writeForced(to, async (put) => {
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, piece.length, null);
        if (bytesRead === 0) return ok();
        await put(piece.subarray(0, bytesRead));
      }
    });
    return true;
  } finally {
    await source.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
