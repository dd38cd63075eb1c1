import {
  ATTESTATION_TEMPLATES,
  type AttestationModel,
  composeAttestation,
  type RegisterNumber,
} from '../../certification/index.ts';
import { ok, type Result } from '../../common/result.ts';
import type { Settings } from '../../settings/index.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import type { CopyCoding } from '../coding/copy-coding.ts';
import { toOfficer } from '../people.ts';

/** The attestation page as composed for one original: kept with the attempt, so that a restart draws nothing anew. */
export interface ComposedPage {
  readonly attestation: AttestationModel;
  /** How the pages before it are coded; copies of earlier versions do not say. */
  readonly coding?: CopyCoding & { readonly bytes: number };
}

/**
 * Composes the attestation with this number, this signer and this moment (design: at the moment of signing). The
 * converter is the officer who turned the paper into the pages and confirmed that they agree (NĐ 137/2024 Điều 4).
 */
export function composePage(
  settings: Settings,
  signer: OfficerRow,
  registerNumber: RegisterNumber,
  converter: { readonly fullName: string; readonly at: number },
  at: number,
  dossierCode: string,
): Result<ComposedPage> {
  const { fullName, signatureBlock } = toOfficer(signer);
  const attestation = composeAttestation({
    template: ATTESTATION_TEMPLATES[settings['attestation.profile']],
    registerNumber,
    signedAt: at,
    office: settings['office.name'],
    ...(settings['attestation.place'] ? { place: settings['office.place'] } : {}),
    signer: { fullName, signatureBlock },
    conversion: settings['attestation.conversion-mark'] ? converter : null,
    ...(settings['attestation.lookup-url']
      ? { lookup: { address: settings['attestation.lookup-url'], code: dossierCode } }
      : {}),
  });
  if (!attestation.ok) return attestation;
  return ok({ attestation: attestation.value });
}
