import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Link } from './links.ts';

/** The key of the links, made at the first start; whoever has it can make addresses. */
export function linkKey(path: string): Buffer {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  const key = readFileSync(path);
  if (key.length !== 32) throw new Error(`${path} is not 32 bytes long`);
  return key;
}

/** The last part of a link's address: it names the link and proves that this gateway gave it, for this dossier. */
export function addressOf(key: Buffer, link: Link): string {
  return `${link.id}.${link.generation}.${proofOf(key, link).toString('base64url')}`;
}

/** The link that an address names, if it is the newest one given for it; `find` looks a link up by its id. */
export function linkOf(key: Buffer, address: string, find: (id: string) => Link | undefined): Link | undefined {
  const [id = '', generation, proof = ''] = address.split('.');
  const link = find(id);
  if (link === undefined || String(link.generation) !== generation) return undefined;
  const given = Buffer.from(proof, 'base64url');
  const wanted = proofOf(key, link);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? link : undefined;
}

function proofOf(key: Buffer, { id, generation, dossier, upload, sha256 }: Link): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([id, generation, dossier, upload, sha256]))
    .digest();
}
