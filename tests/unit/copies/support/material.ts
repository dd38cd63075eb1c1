import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { AttestationModel } from '../../../../src/certification/attestation.ts';
import { composeAttestation } from '../../../../src/certification/attestation.ts';
import type { AttestationProfile } from '../../../../src/certification/template-types.ts';
import { ATTESTATION_TEMPLATES } from '../../../../src/certification/templates/index.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import type { BaseInput, PageImage } from '../../../../src/copies/compose/base.ts';
import { composeBase } from '../../../../src/copies/compose/base.ts';
import { loadFonts } from '../../../../src/copies/compose/fonts.ts';

/** 09:05:07 on 21 November 2026 in Vietnam. */
export const at = instantOf('2026-11-21', 9, 5, 7);

/** A page of noise, coded as the station codes its scans. */
export async function noisePage(widthPx: number, heightPx: number, dpi: number, quality = 80): Promise<PageImage> {
  const noise = { type: 'gaussian', mean: 200, sigma: 30 } as const;
  const jpeg = await sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: 'white', noise } })
    .jpeg({ quality })
    .toBuffer();
  return { picture: { form: 'jpeg', jpeg }, widthPx, heightPx, dpi, turn: 0 };
}

/** The JPEG of a page that has it at hand. */
export function jpegOf({ picture }: PageImage): Uint8Array {
  if (typeof picture === 'function' || picture.form !== 'jpeg') throw new TypeError('no JPEG at hand');
  return picture.jpeg;
}

/** The attestation of copy 123 by a deputy chairman, from the station's own template. */
export function attestation(
  profile: AttestationProfile = 'nd30',
  fullName = 'Hoàng Thị Mỷ Ngọc',
  office = 'Ủy ban nhân dân xã Bản Liền',
): AttestationModel {
  return unwrap(
    composeAttestation({
      template: ATTESTATION_TEMPLATES[profile],
      registerNumber: { registerType: 'SCT/BS', year: 2026, volume: 1, number: 123 },
      signedAt: at,
      office,
      place: 'trụ sở Ủy ban nhân dân xã Bản Liền, tỉnh Lào Cai',
      signer: { fullName, signatureBlock: { kind: 'deputy' } },
      conversion: { fullName: 'Giàng A Pháo', at },
    }),
  );
}

/** What `composeBase` needs, with two small pages unless others are given. */
export async function baseInput(change: Partial<BaseInput> = {}): Promise<BaseInput> {
  return {
    pages: [await noisePage(248, 351, 300), await noisePage(351, 248, 300)],
    attestation: attestation(),
    fonts: unwrap(await loadFonts()),
    title: 'Bản sao điện tử có chứng thực',
    subject: 'Chứng thực bản sao điện tử từ bản chính',
    language: 'vi',
    at,
    fileId: randomBytes(16),
    ...change,
  };
}

export async function base(change: Partial<BaseInput> = {}): Promise<Uint8Array> {
  return unwrap(await composeBase(await baseInput(change)));
}
