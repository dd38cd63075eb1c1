import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '../../common/result.ts';
import { appendSection } from '../cos/append-section.ts';
import { readSignedCopy } from '../foreign/sections.ts';
import { completeContents, type PreparedRevision, placeContents } from '../sign/revision.ts';
import {
  storeObjects,
  timestampFields,
  timestampObjects,
  timestampValue,
  tokenBytes,
  type ValidationMaterial,
} from './increment-objects.ts';

/** Revisions before an extension: the base and two signatures. */
const sealedSections = 3;

/**
 * Appends a document time-stamp that waits for its token: the first to a sealed copy, the second to one with its store.
 * Errors: COPY-REVISION-NOT-ALLOWED when it is not its turn; those of reading.
 */
export function prepareTimestamp(pdf: Uint8Array): Result<PreparedRevision> {
  const document = readSignedCopy(pdf);
  if (!document.ok) return document;
  const later = document.value.sections.length - sealedSections;
  const fieldName = later === 0 ? timestampFields[0] : later === 2 ? timestampFields[1] : undefined;
  const made = fieldName === undefined ? undefined : timestampObjects(document.value, fieldName);
  if (made === undefined) return fail('COPY-REVISION-NOT-ALLOWED', { revision: later });
  const placed = placeContents(document.value, pdf.length, made.objects, made.value, timestampValue, tokenBytes);
  const bytes = Buffer.concat([pdf, placed.bytes]);
  const [, before, after] = placed.byteRange;
  const digest = createHash('sha256').update(bytes.subarray(0, before)).update(bytes.subarray(after)).digest();
  return ok({ bytes, byteRange: placed.byteRange, contentsOffset: before + 1, digest });
}

/** Writes the token into the place kept for it. Error: COPY-CONTENTS-TOO-SMALL. */
export function completeTimestamp(prepared: PreparedRevision, token: Uint8Array): Result<Uint8Array> {
  return completeContents(prepared, token, tokenBytes);
}

/**
 * Appends the document security store to a copy with its first time-stamp.
 * Errors: COPY-REVISION-NOT-ALLOWED when it is not its turn; those of reading.
 */
export function appendStore(pdf: Uint8Array, material: ValidationMaterial): Result<Uint8Array> {
  const document = readSignedCopy(pdf);
  if (!document.ok) return document;
  const { sections } = document.value;
  if (sections.length !== sealedSections + 1) return fail('COPY-REVISION-NOT-ALLOWED', { revision: sections.length });
  const { bytes } = appendSection(document.value, pdf.length, storeObjects(document.value, material));
  return ok(Buffer.concat([pdf, bytes]));
}
