/** A copy that the government signing client signed is extended like one of the station's own. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { extendCopy } from '../../../../src/copies/extend/extend-copy.ts';
import { completeRevision } from '../../../../src/copies/sign/revision.ts';
import type { VerificationPolicy } from '../../../../src/copies/verify/report.ts';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { pdfsig, qpdfCheck } from '../../../peers/checkers/pdf.ts';
import { type SigningHabits, signPdf } from '../../../peers/vgca/pdf-signer.ts';
import { type ExtensionWorld, extensionWorld } from '../support/extending.ts';
import { type Signer, softToken } from '../support/keys.ts';
import { base } from '../support/material.ts';
import { cmsBy, prepareSeal } from '../support/signing.ts';

const signerHabits: SigningHabits = { rectangle: [300, 300, 440, 370], fieldName: 'Signature1', ink: [0, 0, 0.7] };
const sealHabits: SigningHabits = { rectangle: [250, 290, 350, 390], fieldName: 'Signature2', ink: [0.8, 0, 0] };

let world: ExtensionWorld;
let signed: Buffer;

const byClient = (pdf: Uint8Array, who: Signer, habits: SigningHabits): Promise<Buffer> =>
  signPdf(Buffer.from(pdf), softToken(who), habits);
const policy = (seal: 'vgca' | 'pkcs11'): Omit<VerificationPolicy, 'at'> => ({
  ...world.policy,
  intermediates: [world.authority.intermediateDer],
  expected: [
    { role: 'signer', provider: 'vgca' },
    { role: 'seal', provider: seal },
  ],
});

beforeAll(async () => {
  world = await extensionWorld();
  signed = await byClient(await base(), world.signer, signerHabits);
}, 60_000);
afterAll(() => world.stop());

async function bySeal(seal: 'vgca' | 'pkcs11'): Promise<Buffer> {
  if (seal === 'vgca') return await byClient(signed, world.seal, sealHabits);
  const prepared = await prepareSeal(signed);
  const cms = cmsBy(world.seal, prepared.digest, [world.authority.intermediateDer]);
  return Buffer.from(unwrap(completeRevision(prepared, cms)));
}

test.each(['vgca', 'pkcs11'] as const)(
  'signed by the client and sealed by %s: reaches B-LTA by appending',
  async (seal) => {
    const sealed = await bySeal(seal);
    const { pdf } = unwrap(await extendCopy(sealed, policy(seal), world.services, Date.now));
    expect(Buffer.compare(pdf.subarray(0, sealed.length), sealed)).toBe(0);
    const report = verifyCopy(pdf, { ...policy(seal), at: Date.now() });
    expect(report).toMatchObject({ complete: true, level: 'B-LTA' });
    expect(report.signatures.map(({ pades, revocation }) => [pades, revocation])).toEqual([
      [false, 'good'],
      [seal === 'pkcs11', 'good'],
    ]);
    expect(await qpdfCheck(Buffer.from(pdf))).toContain('No syntax or stream encoding errors found');
    const valid = (await pdfsig(Buffer.from(pdf))).map((each) => each.valid);
    expect(valid.slice(0, 2)).toEqual([true, true]);
    // Two years on the signers' certificates are over; the time-stamps still prove them.
    const later = { ...policy(seal), at: Date.now() + 2.5 * 365 * 86_400_000 };
    expect(verifyCopy(sealed, later).complete).toBe(false);
    expect(verifyCopy(pdf, later)).toMatchObject({ complete: true, level: 'B-LTA' });
  },
);
