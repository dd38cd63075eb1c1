import { encodeFrame, frameTypes, headerBytes } from './frames.ts';
import { limits } from './port.ts';

/** A signing job as it crosses to the host. Buffers of a decoded request are views of the frame's body. */
export interface SignRequest {
  /** SHA-256 of the certificate, 32 bytes. */
  readonly certificateSha256: Buffer;
  readonly allowFinalTry: boolean;
  readonly pin: Buffer;
  readonly digests: readonly Uint8Array[];
}

const digestBytes = 32;
/** Certificate hash, flags, PIN length; then the PIN, the count of digests and the digests. */
const fixedBytes = digestBytes + 2;
const finalTryFlag = 1;

/** The longest signing frame, header included: the host reads into one buffer of this size and zeroes it. */
export const maxRequestBytes = headerBytes + fixedBytes + limits.pinBytesMax + 2 + limits.digestsMax * digestBytes;

/** The request's frame. It holds the PIN: the caller zeroes it as soon as it is written. Wrong sizes are bugs and throw. */
export function encodeSignRequest(request: SignRequest): Buffer {
  const { certificateSha256, pin, digests } = request;
  if (certificateSha256.length !== digestBytes) throw new RangeError('a certificate hash has 32 bytes');
  if (pin.length < limits.pinBytesMin || pin.length > limits.pinBytesMax) throw new RangeError('PIN length');
  if (digests.length < 1 || digests.length > limits.digestsMax) throw new RangeError('number of digests');
  if (digests.some((digest) => digest.length !== digestBytes)) throw new RangeError('a SHA-256 digest has 32 bytes');
  const frame = encodeFrame(
    frameTypes.sign,
    new Uint8Array(fixedBytes + pin.length + 2 + digests.length * digestBytes),
  );
  const body = frame.subarray(headerBytes);
  body.set(certificateSha256, 0);
  body.writeUInt8(request.allowFinalTry ? finalTryFlag : 0, digestBytes);
  body.writeUInt8(pin.length, digestBytes + 1);
  body.set(pin, fixedBytes);
  let at = fixedBytes + pin.length;
  body.writeUInt16BE(digests.length, at);
  at += 2;
  for (const digest of digests) {
    body.set(digest, at);
    at += digestBytes;
  }
  return frame;
}

/** The request in a frame's body, or undefined when it is not one to the byte. */
export function decodeSignRequest(body: Buffer): SignRequest | undefined {
  if (body.length < fixedBytes) return undefined;
  const flags = body.readUInt8(digestBytes);
  const pinBytes = body.readUInt8(digestBytes + 1);
  const countAt = fixedBytes + pinBytes;
  if (flags > finalTryFlag || pinBytes < limits.pinBytesMin || pinBytes > limits.pinBytesMax) return undefined;
  if (body.length < countAt + 2) return undefined;
  const count = body.readUInt16BE(countAt);
  if (count < 1 || count > limits.digestsMax || body.length !== countAt + 2 + count * digestBytes) return undefined;
  const digestAt = (i: number): Buffer =>
    body.subarray(countAt + 2 + i * digestBytes, countAt + 2 + (i + 1) * digestBytes);
  return {
    certificateSha256: body.subarray(0, digestBytes),
    allowFinalTry: flags === finalTryFlag,
    pin: body.subarray(fixedBytes, countAt),
    digests: Array.from({ length: count }, (_, i) => digestAt(i)),
  };
}
