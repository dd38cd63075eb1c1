/**
 * The copy as a PDF: compose the base, append the two signatures, verify. Everything here works on bytes and can run in a
 * worker; keys stay behind the signing port.
 *
 * The order of one copy: `composeBase` → `signatureBox` → `prepareRevision` (signer) → `signedAttributes` →
 * `attributesDigest` → token → `buildCms` → `completeRevision` → `verifyCopy`; then again with `sealBox` for the seal.
 */
export { type AttestationText, attestationText } from './attestation-text.ts';
export {
  type BaseInput,
  composeBase,
  composeInto,
  dpiLimits,
  type PageImage,
  type PagePicture,
  type Sink,
} from './compose/base.ts';
export { type FontFiles, liberationFolder, loadFonts } from './compose/fonts.ts';
export { statusAddresses } from './extend/certificate-fields.ts';
export { clockSkewMs } from './extend/certificate-status.ts';
export { nonceAgrees, readEvidence, type StatusEvidence } from './extend/evidence.ts';
export { type ExtendedCopy, extendCopy, type TrustServices } from './extend/extend-copy.ts';
export { certificateId, statusRequest } from './extend/ocsp-request.ts';
export { timestampRequest } from './extend/timestamp-request.ts';
export { tokenOf } from './extend/timestamp-response.ts';
export { leavesTextClear } from './foreign/clear-of-text.ts';
export { attributesDigest, signedAttributes } from './sign/attributes.ts';
export { buildCms, type CmsInput, type SignatureAlgorithm } from './sign/cms.ts';
export { type ByteRange, contentsBytes, type FieldName, fieldNames } from './sign/field-objects.ts';
export { completeRevision, type PreparedRevision, prepareRevision, type RevisionInput } from './sign/revision.ts';
export { type SealSize, sealBox, signatureBox } from './signature-box.ts';
export { loadSlipFonts, type QrModules, renderSlip, type SlipFonts, type SlipInput } from './slips/index.ts';
export { points, type Rectangle } from './units.ts';
export { limits as validationLimits } from './validation/limits.ts';
export type { Indication, Reason } from './validation/reasons.ts';
export type { ValidatedSignature, Validation } from './validation/report.ts';
export { type TrustKind, type TrustList, trustKinds, trustNobody } from './validation/trust.ts';
export { conclusion as concludeValidation, validatePdf } from './validation/validate.ts';
export { leadsTo } from './verify/chain.ts';
export type {
  ExpectedSignature,
  Level,
  SignatureProvider,
  SignatureReport,
  SignatureRole,
  TimestampReport,
  VerificationPolicy,
  VerificationReport,
} from './verify/report.ts';
export { signatureProviders, signatureRoles } from './verify/report.ts';
export { verifyCopy } from './verify/verify-copy.ts';
