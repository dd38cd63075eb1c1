import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { fail, ok, type Result } from '../common/result.ts';
import {
  attestationText,
  attributesDigest,
  type ByteRange,
  buildCms,
  completeRevision,
  composeInto,
  type FontFiles,
  fieldNames,
  leadsTo,
  leavesTextClear,
  loadFonts,
  loadSlipFonts,
  type PagePicture,
  prepareRevision,
  renderSlip,
  type SlipFonts,
  sealBox,
  signatureBox,
  signedAttributes,
  type VerificationReport,
  validatePdf,
  verifyCopy,
} from '../copies/index.ts';
import { readMixedPage } from '../pages/coding/mixed-page.ts';
import { codePage, encodePage, pageImage, readOfficeImage } from '../pages/index.ts';
import type { DocumentHandle } from '../store/documents/documents.ts';
import { release } from '../store/documents/release.ts';
import { writeSealedBy } from '../store/documents/sealed-file.ts';
import { keep, read, readExactly, sha256, unlessDiskFails, write } from './task-documents.ts';
import type {
  AcceptTask,
  BaseTask,
  CodedPage,
  CodePageTask,
  CompleteTask,
  EncodedInSmall,
  EncodePageTask,
  ExpectedSignature,
  PageImageTask,
  PathTask,
  PreparedTask,
  PrepareTask,
  ReadSignedTask,
  SignatureReport,
  SignedCopyRead,
  SlipTask,
  Verified,
  VerifyTask,
  Written,
} from './tasks.ts';

// The number of workers decides how many cores are used; libvips must not multiply it, nor keep pages in memory.
sharp.concurrency(1);
sharp.cache(false);

let fonts: Promise<Result<FontFiles>> | null = null;
let slipFonts: Promise<Result<SlipFonts>> | null = null;

/** The tasks of `OfficeTasks`, as they run in a worker: documents are read and written sealed, right here. */
export const tasks = {
  encodePage: async ({
    path,
    dpi,
    kept: quality,
    smallWidths,
    into,
  }: EncodePageTask): Promise<Result<EncodedInSmall>> => {
    const page = await encodePage(path, dpi, { kept: quality, smallWidths });
    if (!page.ok) return page;
    const { jpeg, widthPx, heightPx, small } = page.value;
    const kept = await keep(into, jpeg);
    const written = { length: jpeg.length, sha256: page.value.sha256 };
    release(jpeg);
    return kept.ok ? ok({ widthPx, heightPx, dpi, ...written, small }) : kept;
  },

  codePage: async ({ page, into, ...how }: CodePageTask): Promise<Result<CodedPage>> => {
    const jpeg = await read(page);
    if (!jpeg.ok) return jpeg;
    const { bytes, ...coded } = await codePage(jpeg.value, how);
    release(jpeg.value);
    if (coded.form === 'kept') return ok({ ...coded, written: null });
    const written = await write(into, bytes);
    return written.ok ? ok({ ...coded, written: written.value }) : written;
  },

  pageImage: async ({ document, widthPx, turn }: PageImageTask): Promise<Result<Uint8Array>> => {
    const jpeg = await read(document);
    return jpeg.ok ? await pageImage(jpeg.value, { widthPx, turn }) : jpeg;
  },

  officeImage: async (task: {
    bytes: Uint8Array;
    widthMm: number;
    heightMm: number;
  }): Promise<Result<{ png: Uint8Array }>> => {
    const image = await readOfficeImage(task);
    return image.ok ? ok({ png: Uint8Array.from(image.value.png) }) : image;
  },

  composeBase: async (task: BaseTask): Promise<Result<Written>> => {
    const face = await loadedFonts();
    if (!face.ok) return face;
    const hash = createHash('sha256');
    let length = 0;
    let before: Buffer | null = null;
    const pages = task.pages.map(({ document, form, ...page }) => ({
      ...page,
      picture: async (): Promise<Result<PagePicture>> => {
        if (before) release(before);
        const bytes = await read(document);
        if (!bytes.ok) return bytes;
        before = bytes.value;
        return pictureOf(document, form, bytes.value);
      },
    }));
    const { attestation, title, keywords, at, into } = task;
    const input = { pages, attestation, fonts: face.value, title, keywords, at, fileId: randomBytes(16) };
    const facts = { subject: 'Chứng thực bản sao điện tử từ bản chính', language: 'vi' } as const;
    return await unlessDiskFails(async () =>
      writeSealedBy(into.path, into.key, into.id, async (put) => {
        const composed = await composeInto({ ...input, ...facts }, async (piece) => {
          hash.update(piece);
          length += piece.length;
          await put(piece);
        });
        return composed.ok ? ok({ length, sha256: hash.digest('hex') }) : composed;
      }),
    );
  },

  prepare: async (task: PrepareTask): Promise<Result<PreparedTask>> => {
    const face = await loadedFonts();
    if (!face.ok) return face;
    const prefix = await readExactly(task.prefix, task.prefixSha256);
    if (!prefix.ok) return prefix;
    if (task.expected.length > 0) {
      const before = verified(prefix.value, task.expected, task);
      if (!before.ok) return before;
    }
    const image = await read(task.image.document);
    if (!image.ok) return image;
    const box =
      task.role === 'signer' ? await signatureBox(task.attestation, face.value) : sealBox(prefix.value, task.image);
    if (!box.ok) return box;
    const prepared = await prepareRevision(prefix.value, {
      fieldName: fieldNames[task.role],
      box: box.value,
      image: image.value,
      signerName: task.signerName,
      at: task.at,
    });
    if (!prepared.ok) return prepared;
    const attributes = signedAttributes(prepared.value.digest, task.certificateDer);
    const increment = Uint8Array.from(prepared.value.bytes.subarray(prefix.value.length));
    release(prepared.value.bytes);
    release(prefix.value);
    return ok({
      increment,
      byteRange: prepared.value.byteRange,
      contentsOffset: prepared.value.contentsOffset,
      attributes,
      digest: attributesDigest(attributes),
    });
  },

  complete: async (task: CompleteTask): Promise<Result<Written & { signatures: readonly SignatureReport[] }>> => {
    const prefix = await readExactly(task.prefix, task.prefixSha256);
    if (!prefix.ok) return prefix;
    const { prepared, signature, algorithm, certificateDer, chainDer } = task;
    const cms = buildCms({ attributes: prepared.attributes, signature, algorithm, certificateDer, chainDer });
    // The signature's place lies in what is appended: completed there, the pages before it are joined to it once.
    const appended = completeRevision(
      {
        bytes: prepared.increment,
        byteRange: prepared.byteRange as ByteRange,
        contentsOffset: prepared.contentsOffset - prefix.value.length,
        digest: prepared.digest,
      },
      cms,
    );
    if (!appended.ok) return appended;
    const completed = Buffer.concat([prefix.value, appended.value]);
    release(prefix.value);
    const checked = verified(completed, task.expected, task);
    if (!checked.ok) return checked;
    const written = await write(task.into, completed);
    return written.ok ? ok({ ...written.value, signatures: checked.value }) : written;
  },

  verify: async (task: VerifyTask): Promise<Result<Verified>> => {
    const pdf = await read(task.document);
    if (!pdf.ok) return pdf;
    if (task.prefix && sha256(pdf.value.subarray(0, task.prefix.length)) !== task.prefix.sha256) {
      return fail('COPY-BYTES-UNACCOUNTED');
    }
    const { expected, trustAnchors, intermediates, timestampAnchors = trustAnchors, at } = task;
    const report = verifyCopy(pdf.value, { expected, trustAnchors, intermediates, timestampAnchors, at });
    if (!report.complete || report.level === null) return fail(report.code ?? 'COPY-SIGNATURE-INVALID');
    const known = { length: pdf.value.length, sha256: sha256(pdf.value) };
    release(pdf.value);
    const timestamps = report.timestamps.map((each) => ({ at: each.at, authority: each.authorityCommonName ?? '' }));
    return ok({ ...known, signatures: linesOf(report), level: report.level, timestamps });
  },

  readSigned: async ({
    document,
    trustAnchors,
    intermediates,
    at,
  }: ReadSignedTask): Promise<Result<SignedCopyRead>> => {
    const pdf = await read(document);
    if (!pdf.ok) return pdf;
    const page = attestationText(pdf.value);
    if (!page.ok) return page;
    const anchors = trustAnchors.map((der) => ({ der, kind: 'other' as const }));
    const { signatures } = validatePdf(pdf.value, { trust: { anchors, intermediates, lists: [] }, at });
    release(pdf.value);
    const valid = signatures.filter(
      ({ kind, integrity, indication, chain }) =>
        kind === 'signature' && integrity === 'intact' && indication !== 'TOTAL-FAILED' && chain.length > 0,
    );
    return ok({ ...page.value, signatures: valid.length, signedAt: valid[0]?.claimedAt ?? null });
  },

  accept: async (task: AcceptTask): Promise<Result<Written & { signatures: readonly SignatureReport[] }>> => {
    const prefix = await readExactly(task.prefix, task.prefixSha256);
    if (!prefix.ok) return prefix;
    const { length } = prefix.value;
    const returned = Buffer.from(task.returned.buffer, task.returned.byteOffset, task.returned.length);
    if (!returned.subarray(0, length).equals(prefix.value)) return fail('SIGN-RETURN-NOT-APPENDED');
    if (returned.length === length) return fail('SIGN-RETURN-UNSIGNED');
    const { officialAnchors, expected } = task;
    const checked = verified(returned, expected, { ...task, trustAnchors: officialAnchors ?? task.trustAnchors });
    if (!checked.ok) {
      const otherwise = checked.error.code === 'COPY-CHAIN-UNTRUSTED' && verified(returned, expected, task).ok;
      return otherwise ? fail('TOKEN-NOT-OFFICIAL') : checked;
    }
    const face = await loadedFonts();
    if (!face.ok) return face;
    const clear = await leavesTextClear(returned, task.attestation, face.value);
    if (!clear.ok) return clear;
    const written = await write(task.into, Buffer.from(returned));
    return written.ok ? ok({ ...written.value, signatures: checked.value }) : written;
  },

  checkPath: (task: PathTask): Promise<Result<void>> => {
    return Promise.resolve(leadsTo(task.certificateDer, task.spare, task.anchors, task.at));
  },

  renderSlip: async ({ model, qr, paper }: SlipTask): Promise<Result<Uint8Array>> => {
    slipFonts ??= loadSlipFonts();
    const face = await slipFonts;
    if (!face.ok) {
      slipFonts = null;
      return face;
    }
    const modules = qr?.map((row) => [...row].map((module) => module === '1')) ?? null;
    return ok(await renderSlip({ model, qr: modules, paper, fonts: face.value }));
  },
};

/** The picture of a page for the copy, as it was kept or coded. */
function pictureOf(document: DocumentHandle, form: 'jpeg' | 'mixed', bytes: Buffer): Result<PagePicture> {
  if (form === 'jpeg') return ok({ form, jpeg: bytes });
  const mixed = readMixedPage(bytes);
  return mixed ? ok({ form, mixed }) : fail('STORE-DOCUMENT-DAMAGED', { document: document.id, reason: 'form' });
}

async function loadedFonts(): Promise<Result<FontFiles>> {
  fonts ??= loadFonts();
  return await fonts;
}

/** The reports on exactly the expected signatures, or the code of what is wrong with the file. */
function verified(
  pdf: Uint8Array,
  expected: readonly ExpectedSignature[],
  { trustAnchors, intermediates, at }: Pick<VerifyTask, 'trustAnchors' | 'intermediates' | 'at'>,
): Result<readonly SignatureReport[]> {
  const report = verifyCopy(pdf, { expected, trustAnchors, intermediates, at });
  if (!report.complete) return fail(report.code ?? 'COPY-SIGNATURE-INVALID');
  return ok(linesOf(report));
}

function linesOf(report: VerificationReport): SignatureReport[] {
  return report.signatures.map(({ role, subjectCommonName, certificateSha256, serialHex, revocation, pades }) => ({
    role,
    subjectCommonName: subjectCommonName ?? '',
    certificateSha256: certificateSha256 ?? '',
    serialHex: serialHex ?? '',
    revocation,
    pades,
  }));
}
