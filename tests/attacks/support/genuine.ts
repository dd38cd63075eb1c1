/** Genuine signed files, by all of which attacks begin. */
import { unwrap } from '../../../src/common/result.ts';
import type { TrustList } from '../../../src/copies/index.ts';
import { completeRevision } from '../../../src/copies/sign/revision.ts';
import type { Signer } from '../../unit/copies/support/keys.ts';
import { base } from '../../unit/copies/support/material.ts';
import { runWith } from '../../unit/copies/support/programs.ts';
import { cmsBy, prepareSeal, prepareSigner } from '../../unit/copies/support/signing.ts';
import { signedData, timeStampToken } from './cms.ts';
import { addEvidence, plainPdf, signPdf } from './pdf.ts';
import { day, type Holder, ocspAnswer, type Pki, revocationList, signWith } from './pki.ts';

export interface Genuine {
  readonly name: string;
  readonly file: Uint8Array;
  /** The time for which it passes. */
  readonly at: number;
}

const asSigner = (holder: Holder): Signer => ({
  certificate: holder.certificate,
  key: holder.key,
  algorithm: 'ecdsa-sha256',
  commonName: '',
  sign: (bytes) => signWith(holder, bytes),
});

export function trustOf(pki: Pki): TrustList {
  const term = [pki.now - day, pki.now + 6 * day] as const;
  const lists = [revocationList(pki.root, ...term), revocationList(pki.issuing, ...term)];
  return { anchors: [{ der: pki.root.certificate, kind: 'official' }], intermediates: [], lists };
}

export async function genuineFiles(pki: Pki): Promise<Genuine[]> {
  const chain = [pki.issuing];
  const by = (holder: Holder) => (content: Buffer) => signedData(holder, content, { chain });
  const signer = await prepareSigner(await base());
  const issuing = [pki.issuing.certificate];
  const signed = unwrap(completeRevision(signer, cmsBy(asSigner(pki.signer), signer.digest, issuing)));
  const seal = await prepareSeal(signed);
  const sealed = unwrap(completeRevision(seal, cmsBy(asSigner(pki.seal), seal.digest, issuing)));
  const plain = plainPdf();
  const rewritten = async (...words: string[]): Promise<Buffer> => {
    const { files } = await runWith({ 'in.pdf': plain }, 'qpdf', '--deterministic-id', ...words, 'in.pdf', 'out.pdf');
    return files.get('out.pdf') ?? Buffer.alloc(0);
  };
  const stamp = (file: Uint8Array, at: number): Buffer =>
    signPdf(file, (content) => timeStampToken(pki.stamper, content, at, { chain }), { kind: 'timestamp' });
  const byStamped = (content: Buffer): Buffer =>
    signedData(pki.seal, content, { chain, stamp: (value) => timeStampToken(pki.stamper, value, pki.now, { chain }) });
  const answers = [pki.signer, pki.seal, pki.stamper].map((each) =>
    ocspAnswer(each, pki.issuing, pki.responder, pki.now, pki.now + day),
  );
  const crls = [revocationList(pki.root, pki.now - day, pki.now + 6 * day)];
  const evidence = { certs: issuing, ocsps: answers, crls };
  const archived = stamp(addEvidence(stamp(sealed, pki.now + 1000), evidence), pki.now + 60_000);
  return [
    { name: 'copy', file: sealed, at: pki.now },
    { name: 'copy at B-LTA', file: archived, at: pki.now + 300 * day },
    { name: 'plain', file: signPdf(plain, by(pki.rsa), { rect: [50, 50, 150, 90] }), at: pki.now },
    { name: 'own time-stamp', file: signPdf(plain, byStamped), at: pki.now + 1000 },
    { name: 'stream', file: signPdf(plainPdf('stream'), by(pki.pss), { form: 'stream' }), at: pki.now },
    { name: 'linearised', file: signPdf(await rewritten('--linearize'), by(pki.signer)), at: pki.now },
    {
      name: 'object streams',
      file: signPdf(await rewritten('--object-streams=generate'), by(pki.p384), { form: 'stream' }),
      at: pki.now,
    },
  ];
}
