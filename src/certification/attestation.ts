import { ok, type Result } from '../common/result.ts';
import { civilTime, iso8601 } from '../common/vietnam-time.ts';
import { formatNumber, formatRegisterNumber, formatVolume } from './register-number.ts';
import type { RegisterNumber } from './register-types.ts';
import {
  checkSignatureBlock,
  type SignatureBlock,
  type SignatureBlockLines,
  signatureBlockLines,
} from './signature-block.ts';
import { checkTemplate, fillTemplate } from './template-check.ts';
import type {
  AttestationLineRole,
  AttestationProfile,
  AttestationTemplate,
  LineStyle,
  Placeholder,
} from './template-types.ts';

/** What the attestation page (*lời chứng*) of one copy says. */
export interface AttestationRequest {
  readonly template: AttestationTemplate;
  /** Null where the office numbers at sealing: the line is left free for revision 2. */
  readonly registerNumber: RegisterNumber | null;
  /** The moment of signing, epoch ms: its day in Vietnam is the date of the attestation. */
  readonly signedAt: number;
  /** The certifying office, `Ủy ban nhân dân xã …`. */
  readonly office: string;
  /** Where it was certified (NĐ 23/2015 Điều 10.2), when the office prints it. */
  readonly place?: string;
  readonly signer: { readonly fullName: string; readonly signatureBlock: SignatureBlock | null };
  /** The lines over the signature, where the office has its own. */
  readonly blockLines?: SignatureBlockLines;
  /** Who converted the paper and when (NĐ 137/2024 Điều 4); null where the office prints no mark. */
  readonly conversion: { readonly fullName: string; readonly at: number } | null;
  /** Where a copy can be asked for, and under which code, when the office prints it; `{code}` in the address is the code. */
  readonly lookup?: { readonly address: string; readonly code: string };
}

export interface AttestationLine {
  readonly role: AttestationLineRole;
  /** Empty for the number when it is written at sealing: the renderer keeps the line free. */
  readonly text: string;
  readonly style: LineStyle;
}

/** A text that stands apart from the attestation and must not cover content. */
export interface AttestationMark {
  readonly text: string;
  readonly style: LineStyle;
}

/**
 * The attestation page as the renderer draws it, top to bottom: lines, signature block lines, room for the
 * signature's appearance, full name; the mark apart. All text is NFC.
 */
export interface AttestationModel {
  readonly profile: AttestationProfile;
  readonly lines: readonly AttestationLine[];
  readonly signature: {
    readonly align: 'left' | 'centre' | 'right';
    readonly blockLines: readonly string[];
    readonly blockStyle: LineStyle;
    readonly fullName: string;
    readonly nameStyle: LineStyle;
  };
  readonly conversionMark: AttestationMark | null;
  /** A QR code of the address, and beside it what it says, at the foot of the page; absent where the office prints none. */
  readonly lookup?: { readonly address: string; readonly lines: readonly string[]; readonly style: LineStyle };
  /** The number on the page; null where it comes at sealing. */
  readonly registerNumber: RegisterNumber | null;
  /** ISO 8601 with +07:00. */
  readonly signedAt: string;
}

/**
 * Composes the attestation (NĐ 23/2015 Điều 12.1, 20.3) and the conversion mark (NĐ 137/2024 Điều 4.1.a: in words, with
 * the time and the full name of who converted).
 * Errors: those of `checkTemplate`, and LAW-SIGNATURE-BLOCK.
 */
export function composeAttestation(request: AttestationRequest): Result<AttestationModel> {
  const { registerNumber, signedAt, signer, conversion } = request;
  const template = checkTemplate(request.template);
  if (!template.ok) return template;
  const block = checkSignatureBlock(signer.signatureBlock);
  if (!block.ok) return block;

  const values = valuesOf(request);
  const { profile, lines, signature, conversionMark } = template.value;
  const printed = lines.filter(({ role }) => role !== 'place' || values.place !== '');
  return ok({
    profile,
    lines: printed.map(({ role, text, style }) => {
      const free = role === 'number' && registerNumber === null;
      return { role, text: free ? '' : fillTemplate(text, values), style };
    }),
    signature: {
      align: signature.align,
      blockLines: signatureBlockLines(block.value, request.blockLines),
      blockStyle: signature.block,
      fullName: signer.fullName.normalize('NFC'),
      nameStyle: signature.name,
    },
    conversionMark:
      conversion === null ? null : { text: fillTemplate(conversionMark.text, values), style: conversionMark.style },
    ...lookupOf(request, conversionMark.style),
    registerNumber,
    signedAt: iso8601(signedAt),
  });
}

function lookupOf({ lookup }: AttestationRequest, style: LineStyle): Pick<AttestationModel, 'lookup'> {
  if (lookup === undefined) return {};
  const address = lookup.address.replaceAll('{code}', encodeURIComponent(lookup.code));
  const lines = [`Tra cứu bản sao: ${address}`, `Mã hồ sơ: ${lookup.code}`];
  return { lookup: { address, lines: lines.map((line) => line.normalize('NFC')), style: { ...style, align: 'left' } } };
}

function valuesOf(request: AttestationRequest): Readonly<Record<Placeholder, string>> {
  const { registerNumber, signedAt, office, place, conversion } = request;
  const { year, month, day } = civilTime(signedAt);
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    registerNumber: registerNumber === null ? '' : formatRegisterNumber(registerNumber),
    number: registerNumber === null ? '' : formatNumber(registerNumber),
    volume: registerNumber === null ? '' : formatVolume(registerNumber),
    day: two(day),
    month: month < 3 ? two(month) : String(month),
    month2: two(month),
    year: String(year),
    place: place?.trim() ?? '',
    office,
    converter: conversion?.fullName ?? '',
    conversionTime: conversion === null ? '' : iso8601(conversion.at),
  };
}
