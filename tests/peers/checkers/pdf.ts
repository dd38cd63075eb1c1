import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);

async function inFolder<T>(pdf: Buffer, work: (folder: string, path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-check-'));
  try {
    const path = join(folder, 'copy.pdf');
    await writeFile(path, pdf);
    return await work(folder, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What `pdfsig` says of each signature: its validation line and whether it covers the whole document. */
export async function pdfsig(pdf: Buffer): Promise<{ valid: boolean; total: boolean; field: string }[]> {
  return await inFolder(pdf, async (_folder, path) => {
    const { stdout } = await run('pdfsig', ['-nocert', path]);
    return stdout
      .split(/^Signature #\d+:$/m)
      .slice(1)
      .map((block) => ({
        valid: block.includes('- Signature Validation: Signature is Valid.'),
        total: block.includes('- Total document signed'),
        field: /Field Name: (.*)/.exec(block)?.[1]?.trim() ?? '',
      }));
  });
}

/** `qpdf --check`: its output; fails on any error or warning. */
export async function qpdfCheck(pdf: Buffer): Promise<string> {
  return await inFolder(pdf, async (_folder, path) => (await run('qpdf', ['--check', path])).stdout);
}

/**
 * Verifies every signature of a person or an agency with `openssl cms` over the bytes of its byte range, against a root
 * certificate. Answers how many verified; throws when one does not.
 */
export async function opensslCms(pdf: Buffer, rootPem: string): Promise<number> {
  return await inFolder(pdf, async (folder) => {
    await writeFile(join(folder, 'root.pem'), rootPem);
    const signatures = signaturesIn(pdf).filter(({ timestamp }) => !timestamp);
    for (const { content, der } of signatures) {
      await writeFile(join(folder, 'content'), content);
      await writeFile(join(folder, 'cms.der'), der);
      await run('openssl', [
        ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', join(folder, 'cms.der'), '-purpose', 'any'],
        ...['-content', join(folder, 'content'), '-CAfile', join(folder, 'root.pem'), '-out', join(folder, 'out')],
      ]);
    }
    return signatures.length;
  });
}

/** Verifies every document time-stamp with `openssl ts`. Answers how many verified; throws when one does not. */
export async function opensslTimestamps(pdf: Buffer, rootPem: string): Promise<number> {
  return await inFolder(pdf, async (folder) => {
    await writeFile(join(folder, 'root.pem'), rootPem);
    const timestamps = signaturesIn(pdf).filter(({ timestamp }) => timestamp);
    for (const { content, der } of timestamps) {
      await writeFile(join(folder, 'content'), content);
      await writeFile(join(folder, 'token.der'), der);
      const [data, token, roots] = [join(folder, 'content'), join(folder, 'token.der'), join(folder, 'root.pem')];
      await run('openssl', ['ts', '-verify', '-data', data, '-in', token, '-token_in', '-CAfile', roots]);
    }
    return timestamps.length;
  });
}

/** What each signature and document time-stamp covers, and its DER. */
function signaturesIn(pdf: Buffer): { content: Buffer; der: Buffer; timestamp: boolean }[] {
  const text = pdf.toString('latin1');
  return [...text.matchAll(/\/ByteRange \[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/g)].map(([, a, b, c, d]) => {
    const [start, first, second, rest] = [a, b, c, d].map(Number) as [number, number, number, number];
    const hex = pdf.subarray(start + first + 1, second - 1).toString('latin1');
    return {
      content: Buffer.concat([pdf.subarray(start, start + first), pdf.subarray(second, second + rest)]),
      der: derPart(Buffer.from(hex, 'hex')),
      timestamp: text.slice(start + first - 200, start + first).includes('ETSI.RFC3161'),
    };
  });
}

/** The DER element at the start of a padded buffer. */
function derPart(padded: Buffer): Buffer {
  const lengthBytes = (padded[1] ?? 0) & 0x7f;
  return padded.subarray(0, 2 + lengthBytes + padded.readUIntBE(2, lengthBytes));
}

/** The JPEGs inside the PDF, byte for byte, in page order. */
export async function imagesOf(pdf: Buffer): Promise<Buffer[]> {
  return await inFolder(pdf, async (folder, path) => {
    await run('pdfimages', ['-j', path, join(folder, 'page')]);
    const files = (await readdir(folder)).filter((file) => file.endsWith('.jpg')).sort();
    return await Promise.all(files.map((file) => readFile(join(folder, file))));
  });
}

/** The pages rendered at a low resolution, as greyscale pixels. */
export async function renderPages(
  pdf: Buffer,
  dpi: number,
): Promise<{ data: Buffer; width: number; height: number }[]> {
  return await inFolder(pdf, async (folder, path) => {
    await run('pdftoppm', ['-r', String(dpi), '-png', path, join(folder, 'page')]);
    const files = (await readdir(folder)).filter((file) => file.endsWith('.png')).sort();
    return await Promise.all(files.map((file) => grey(join(folder, file))));
  });
}

async function grey(input: string): Promise<{ data: Buffer; width: number; height: number }> {
  const { data, info } = await sharp(input).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Mean difference of two pictures in grey levels, the second one scaled to the first. */
export async function meanDifference(
  rendered: { data: Buffer; width: number; height: number },
  scanned: Buffer,
): Promise<number> {
  const { width, height } = rendered;
  const other = await sharp(scanned).resize(width, height, { fit: 'fill' }).greyscale().raw().toBuffer();
  let sum = 0;
  for (const [index, value] of rendered.data.entries()) sum += Math.abs(value - (other[index] ?? 0));
  return sum / rendered.data.length;
}

/** Every text that `pdftotext` finds on a page. */
export async function textOfPage(pdf: Buffer, page: number): Promise<string> {
  return await inFolder(
    pdf,
    async (_folder, path) => (await run('pdftotext', ['-f', String(page), '-l', String(page), path, '-'])).stdout,
  );
}
