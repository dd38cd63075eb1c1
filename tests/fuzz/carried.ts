/** Files that are brought in: by a form of a screen, with a request filed online, on a stick. */
import { randomBytes } from 'node:crypto';
import { ok } from '../../src/common/result.ts';
import { readBundle } from '../../src/portal/bundles/bundle-reader.ts';
import { encodeFrame, FrameReader } from '../../src/portal/bundles/stick-frames.ts';
import { fileField } from '../../src/web/http/multipart.ts';
import { fileLimits, judgeFile } from '../../src/workflow/inbound/attached-file.ts';
import { stationCalled } from '../unit/portal/bundles/stations.ts';
import { type Fuzzed, ofBytes, ofStreams } from './fuzzed.ts';

const mark = '----tram';
const form = Buffer.from(
  `--${mark}\r\nContent-Disposition: form-data; name="note"\r\n\r\nx\r\n--${mark}\r\n` +
    `Content-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--${mark}--\r\n`,
);

/** Beginnings of a PNG and of a JPEG that say their size, and of a PDF. */
const attached = [
  Buffer.from('89504e470d0a1a0a0000000d4948445200000a000000070008020000000000000000', 'hex'),
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011080400040003011100', 'hex'),
  Buffer.from('%PDF-1.7\n'),
];

const frames = Buffer.concat([
  encodeFrame({ call: 'open', folder: '/media/stick' }),
  encodeFrame({ answer: { ok: true } }, Buffer.from('bytes of a bundle')),
]);

/** What the reader of a pipe makes of the pieces: the frames, or that it gave up. */
function framesOf(pieces: readonly Uint8Array[]): string {
  const reader = new FrameReader();
  const found: unknown[] = [];
  try {
    for (const piece of pieces)
      for (const { said, bytes } of reader.push(piece)) found.push([said, bytes.toString('hex')]);
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
    found.push('given up');
  }
  return JSON.stringify(found);
}

export async function carriedParsers(): Promise<Fuzzed[]> {
  const [origin, sender] = [await stationCalled('H99.15'), await stationCalled('H99.14')];
  const parts = [
    { kind: 'dossier', bytes: Buffer.from('{"a":1}') },
    { kind: 'copy', bytes: randomBytes(2000) },
  ] as const;
  const bundle = await origin.bundleFor(sender, parts).file();
  const read = (file: Uint8Array) =>
    readBundle(inPieces(file), {
      identity: sender.identity,
      begin: (opened) => ok(opened),
      take: async (_begun, _part, data) => {
        for await (const piece of data) if (piece.length > bundle.length) throw new Error('a piece of nowhere');
        return ok();
      },
    });
  if (!(await read(bundle)).ok) throw new Error('a genuine bundle is refused');
  return [
    ofBytes('file of a form', [form], (input) => {
      const found = fileField(`multipart/form-data; boundary=${mark}`, Buffer.from(input), 'file');
      return found === null || Buffer.from(input).includes(found);
    }),
    ofBytes('header of a form', [Buffer.from(`multipart/form-data; boundary="${mark}"`)], (input) => {
      const found = fileField(Buffer.from(input).toString('latin1'), form, 'file');
      return found === null || found.toString() === '%PDF-1.7';
    }),
    ofBytes('file with a request', attached, (input) => {
      const kept = judgeFile({ name: Buffer.from(input).toString('utf8'), bytes: Buffer.from(input) }, 0);
      const named = kept.name.length > 0 && kept.name.length <= 200 && !/\p{Cc}/u.test(kept.name);
      return named && (kept.kind !== null || kept.fault !== null) && kept.bytes <= fileLimits.bytes;
    }),
    ofBytes('frames of a stick', [frames], (input) => {
      const middle = input.length >> 1;
      return framesOf([input]) === framesOf([input.subarray(0, middle), input.subarray(middle)]);
    }),
    ofStreams('bundle', [bundle], async (input) => Buffer.compare(input, bundle) === 0 || !(await read(input)).ok),
  ];
}

/** As a stick gives it. */
async function* inPieces(file: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += 700) yield await Promise.resolve(file.subarray(at, at + 700));
}
