/** Files that the government signing client gives back: written by another program, on a PC of the office. */
import { X509Certificate } from 'node:crypto';
import { readCopy } from '../../src/copies/cos/document.ts';
import { readMixedSections, readSignedCopy } from '../../src/copies/foreign/sections.ts';
import { verifyCopy } from '../../src/copies/verify/verify-copy.ts';
import { signPdf } from '../peers/vgca/pdf-signer.ts';
import { makeAuthority, softToken } from '../unit/copies/support/keys.ts';
import { base, noisePage } from '../unit/copies/support/material.ts';
import { policyOf, signBy } from '../unit/copies/support/signing.ts';
import { type Fuzzed, ofBytes } from './fuzzed.ts';

/** Nothing passes but what was given back, however it is spelled outside what the signature covers. */
export async function returnedParsers(): Promise<Fuzzed[]> {
  const authority = makeAuthority();
  const unsigned = Buffer.from(await base({ pages: [await noisePage(60, 80, 300, 50)] }));
  const place = { rectangle: [300, 300, 440, 370], ink: [0, 0, 0.7] } as const;
  const [signed, sealed] = [
    await signPdf(unsigned, softToken(authority.signer), { ...place, fieldName: 'Signature1' }),
    await signPdf(Buffer.from(await signBy(authority, unsigned)), softToken(authority.seal), {
      ...place,
      fieldName: 'Signature2',
    }),
  ];
  const certificateSha256 = new X509Certificate(authority.signer.certificate).fingerprint256
    .replaceAll(':', '')
    .toLowerCase();
  const bySigner = { role: 'signer', certificateSha256 } as const;
  const policies = [
    policyOf(authority, { expected: [{ ...bySigner, provider: 'vgca' }], intermediates: [authority.issuing] }),
    policyOf(authority, {
      expected: [
        { ...bySigner, provider: 'pkcs11' },
        { role: 'seal', provider: 'vgca' },
      ],
      intermediates: [authority.issuing],
    }),
  ];
  const genuine = [signed, sealed];
  for (const [index, policy] of policies.entries()) {
    if (!verifyCopy(genuine[index] ?? unsigned, policy).complete) throw new Error('a genuine file is refused');
  }
  const same = (input: Uint8Array): boolean => genuine.some((each) => Buffer.compare(each, input) === 0);
  return [
    ofBytes('copy from the client', genuine, (input) => {
      readCopy(input);
      readMixedSections(input);
      readSignedCopy(input);
      return same(input) || policies.every((policy) => !verifyCopy(input, policy).complete);
    }),
  ];
}
