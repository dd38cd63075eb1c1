import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, FrameDecoder, frameTypes, maxFrameBytes } from '../../../../src/devices/token/frames.ts';
import { limits } from '../../../../src/devices/token/port.ts';
import { decodeSignRequest, encodeSignRequest, maxRequestBytes } from '../../../../src/devices/token/sign-request.ts';

const seed = 20_260_101;
const frame = fc.record({
  type: fc.constantFrom(...Object.values(frameTypes)),
  body: fc.uint8Array({ maxLength: 300 }),
});

test('frames come out of a stream as they went in, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 8 }), fc.array(fc.nat(400), { maxLength: 20 }), (frames, cuts) => {
      const stream = Buffer.concat(frames.map(({ type, body }) => encodeFrame(type, body)));
      const decoder = new FrameDecoder();
      const out = [];
      let at = 0;
      for (const cut of [...cuts, stream.length]) {
        out.push(...(decoder.push(stream.subarray(at, at + cut)) ?? []));
        at += cut;
      }
      expect(out.map(({ type, body }) => ({ type, body: new Uint8Array(body) }))).toEqual(frames);
    }),
    { seed },
  );
});

test.each([
  ['a length beyond the bound', Buffer.from([0x7f, 0xff, 0xff, 0xff, 1])],
  ['a length of nothing', Buffer.from([0, 0, 0, 0, 1])],
  ['an unknown type', Buffer.from([0, 0, 0, 1, 99])],
])('%s spoils the stream for good', (_, bytes) => {
  const decoder = new FrameDecoder();
  expect(decoder.push(bytes)).toBeUndefined();
  expect(decoder.push(encodeFrame(frameTypes.ready))).toBeUndefined();
});

test('a frame is never longer than the bound', () => {
  expect(() => encodeFrame(frameTypes.tokens, new Uint8Array(maxFrameBytes))).toThrow(RangeError);
});

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length }).map((a) => Buffer.from(a));
const request = fc.record({
  certificateSha256: bytes(32),
  allowFinalTry: fc.boolean(),
  pin: fc.uint8Array({ minLength: 1, maxLength: limits.pinBytesMax }).map((a) => Buffer.from(a)),
  digests: fc.array(bytes(32), { minLength: 1, maxLength: 20 }),
});

test('a signing request survives the way, and no other length of it does', () => {
  fc.assert(
    fc.property(request, fc.nat(), (wanted, cut) => {
      const [{ body } = { body: Buffer.alloc(0) }] = new FrameDecoder().push(encodeSignRequest(wanted)) ?? [];
      expect(decodeSignRequest(body)).toEqual(wanted);
      expect(decodeSignRequest(body.subarray(0, cut % body.length))).toBeUndefined();
      expect(decodeSignRequest(Buffer.concat([body, Buffer.from([0])]))).toBeUndefined();
    }),
    { seed },
  );
});

test('the longest request fits the host’s buffer exactly', () => {
  const longest = encodeSignRequest({
    certificateSha256: Buffer.alloc(32),
    allowFinalTry: true,
    pin: Buffer.alloc(limits.pinBytesMax, 1),
    digests: Array.from({ length: limits.digestsMax }, () => Buffer.alloc(32)),
  });
  expect(longest.length).toBe(maxRequestBytes);
});

test.each([
  ['a digest that is not SHA-256', { digests: [Buffer.alloc(20)] }],
  ['nothing to sign', { digests: [] }],
  ['more digests than one PIN may sign', { digests: Array.from({ length: 1_001 }, () => Buffer.alloc(32)) }],
  ['a certificate hash of another length', { certificateSha256: Buffer.alloc(20) }],
  ['a PIN beyond the bound', { pin: Buffer.alloc(65) }],
])('%s is a bug of the caller', (_, wrong) => {
  const good = {
    certificateSha256: Buffer.alloc(32),
    allowFinalTry: false,
    pin: Buffer.from('1'),
    digests: [Buffer.alloc(32)],
  };
  expect(() => encodeSignRequest({ ...good, ...wrong })).toThrow(RangeError);
});
