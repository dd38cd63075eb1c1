/** Attacks on what is inside a signature: the CMS of the newest one is made anew, or changed where nothing signs it. */
import { element, objectIdentifier, octetString, sequence, set } from '../../../src/copies/der/write.ts';
import { signatureFields } from '../../../src/copies/validation/fields.ts';
import { type CmsChange, signedData, timeStampToken } from './cms.ts';
import type { Family, Variant } from './families.ts';
import { latest } from './pdf.ts';
import { type Holder, integer, type Pki } from './pki.ts';

interface Place {
  /** Of the first digit of `/Contents`. */
  readonly at: number;
  readonly digits: number;
  readonly covered: Buffer;
  readonly cms: Buffer;
  readonly timestamp: boolean;
}

/** The signatures of a file in the order of their places. */
export function places(pdf: Uint8Array): Place[] {
  const view = latest(pdf);
  const file = Buffer.from(pdf);
  return signatureFields(view)
    .flatMap(({ number }) => {
      const found = number === null ? undefined : view.find(number);
      const offset = found?.offset ?? 0;
      const at = file.indexOf('/Contents <', offset) + 11;
      const end = file.indexOf('>', at);
      const text = file.toString('latin1', offset, found?.end ?? offset);
      const [, , , c = 0, d = 0] = (/\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/.exec(text) ?? []).map(Number);
      if (c === 0) return [];
      const covered = Buffer.concat([file.subarray(0, at - 1), file.subarray(c, c + d)]);
      const cms = Buffer.from(file.toString('latin1', at, end), 'hex');
      return [{ at, digits: end - at, covered, cms, timestamp: text.includes('DocTimeStamp') }];
    })
    .sort((one, two) => one.at - two.at);
}

/** The file with another value in a signature's place. */
export function withContents(pdf: Uint8Array, { at, digits }: Place, cms: Uint8Array): Buffer {
  const file = Buffer.from(pdf);
  file.write(Buffer.from(cms).toString('hex').padEnd(digits, '0').slice(0, digits), at, 'latin1');
  return file;
}

const strayBehindSigner = (cms: Uint8Array, more: Uint8Array): Buffer => grow(Buffer.from(cms), more);

/** Puts an element at the end of the certificates of a SignedData that `signedData` made, lengths mended. */
function grow(cms: Buffer, more: Uint8Array): Buffer {
  const rebuild = (bytes: Buffer, path: readonly number[]): Buffer => {
    const { tag, start, end } = header(bytes, 0);
    const children = split(bytes.subarray(start, end));
    const [step, ...rest] = path;
    if (step === undefined) return element(tag, bytes.subarray(start, end), more);
    return element(tag, ...children.map((child, index) => (index === step ? rebuild(child, rest) : child)));
  };
  const total = header(cms, 0).end;
  return rebuild(cms.subarray(0, total), [1, 0, 3]);
}

function header(bytes: Buffer, at: number): { tag: number; start: number; end: number } {
  const first = bytes[at + 1] ?? 0;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const length = octets === 0 ? first : bytes.readUIntBE(at + 2, octets);
  return { tag: bytes[at] ?? 0, start: at + 2 + octets, end: at + 2 + octets + length };
}

function split(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; at = header(bytes, at).end) found.push(bytes.subarray(at, header(bytes, at).end));
  return found;
}

/** The newest signature, or timestamp, made anew or changed in its unsigned part. */
export function rewrittenSignatures(pdf: Uint8Array, pki: Pki): Variant[] {
  const made: Variant[] = [];
  const place = places(pdf).at(-1);
  if (place === undefined) return made;
  const chain = [pki.issuing];
  const add = (family: Family, name: string, cms: Uint8Array): void => {
    made.push({
      family,
      name: `${name}${place.timestamp ? ' (time-stamp)' : ''}`,
      file: withContents(pdf, place, cms),
    });
  };
  const signed = (by: Holder, change: CmsChange): Buffer =>
    place.timestamp
      ? timeStampToken(by, place.covered, pki.now + 90_000, { chain, ...change })
      : signedData(by, place.covered, { chain, ...change });
  const holder = place.timestamp ? pki.stamper : pki.signer;
  add('two SignerInfos', 'two signers', signed(holder, { twoSigners: true }));
  add('two SignerInfos', 'two signers, one a stranger', signed(pki.stranger, { twoSigners: true, forger: holder }));
  if (!place.timestamp) {
    add('enveloping CMS', 'content inside', signed(holder, { enveloped: place.covered }));
    add('enveloping CMS', 'other content inside', signed(holder, { enveloped: Buffer.from('other') }));
    add('enveloping CMS', 'empty content inside', signed(holder, { enveloped: Buffer.alloc(0) }));
    add(
      'enveloping CMS',
      'enveloped data',
      sequence(objectIdentifier('1.2.840.113549.1.7.3'), element(0xa0, place.cms)),
    );
    add(
      'enveloping CMS',
      'bare data',
      sequence(objectIdentifier('1.2.840.113549.1.7.1'), element(0xa0, octetString(place.covered.subarray(0, 900)))),
    );
  }
  add('wrong digest', 'digest of nothing', signed(holder, { messageDigest: Buffer.alloc(32) }));
  add('wrong digest', 'digest cut short', signed(holder, { messageDigest: Buffer.alloc(16) }));
  add('wrong digest', 'SHA-1', signed(holder, { digest: 'sha1' }));
  add('wrong digest', 'another digest than signed with', signed(holder, { digest: 'sha384' }));
  add('wrong digest', 'another key', signed(holder, { forger: pki.stranger }));
  add('wrong digest', 'another certificate named', signed(holder, { namesCertificate: 'wrong' }));
  add('wrong digest', 'no certificate named', signed(holder, { namesCertificate: 'none' }));
  add('wrong digest', 'a certificate of a server', signed(pki.server, {}));
  add('wrong digest', 'a certificate that ended', signed(pki.expired, {}));
  add('wrong digest', 'a stranger of the same name', signed(pki.stranger, {}));
  const stranger = pki.stranger.certificate;
  const damaged = Buffer.from(pki.issuing.certificate);
  damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 1;
  add('unsigned data carried along', 'a certificate of nobody', strayBehindSigner(place.cms, stranger));
  add('unsigned data carried along', 'a damaged certificate', strayBehindSigner(place.cms, damaged));
  add(
    'unsigned data carried along',
    'rubbish for a certificate',
    strayBehindSigner(place.cms, sequence(integer(Buffer.from([1])))),
  );
  const plain = signed(holder, {});
  const lists = element(0xa1, sequence(sequence(integer(Buffer.from([1])))));
  add('unsigned data carried along', 'a list that is none', withField(plain, 4, lists));
  add('unsigned data carried along', 'an unknown field', withField(plain, 3, element(0xa4, stranger)));
  add('unsigned data carried along', 'an unknown attribute', withUnsigned(plain));
  add('padding', 'bytes behind the CMS', Buffer.concat([place.cms.subarray(0, header(place.cms, 0).end), stranger]));
  return made;
}

/** A SignedData with one more field before the one with number `index`. */
function withField(cms: Buffer, index: number, field: Uint8Array): Buffer {
  return edited(cms, (fields) => fields.toSpliced(index, 0, Buffer.from(field)));
}

/** A SignedData whose signer has an unsigned attribute that nobody knows. */
function withUnsigned(cms: Buffer): Buffer {
  return edited(cms, (fields) => {
    const signers = fields.at(-1) ?? Buffer.alloc(0);
    const [signer = Buffer.alloc(0)] = split(signers.subarray(header(signers, 0).start));
    const parts = split(signer.subarray(header(signer, 0).start));
    const strange = element(0xa1, sequence(objectIdentifier('1.2.3.4'), set(octetString(Buffer.from('x')))));
    return [...fields.slice(0, -1), set(sequence(...parts, strange))];
  });
}

function edited(cms: Buffer, change: (fields: Buffer[]) => Buffer[]): Buffer {
  const outer = header(cms, 0);
  const [type = cms, wrapped = cms] = split(cms.subarray(outer.start, outer.end));
  const [body = cms] = split(wrapped.subarray(header(wrapped, 0).start));
  const fields = split(body.subarray(header(body, 0).start));
  return sequence(type, element(0xa0, sequence(...change(fields))));
}
