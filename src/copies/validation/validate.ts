import { type Changes, changesOf } from './changes.ts';
import { readCertificate, readCertificates } from './evidence/certificate.ts';
import { DerSyntaxError } from './evidence/der.ts';
import {
  forbidsFurther,
  readSignature,
  type SignatureField,
  type SignatureValue,
  signatureFields,
  storedEvidence,
} from './fields.ts';
import { Unreadable } from './limits.ts';
import { isUnsealedCopy } from './own-copy.ts';
import type { Evidence } from './path.ts';
import { PdfFile } from './pdf/document.ts';
import { type Reason, reasons } from './reasons.ts';
import type {
  Conclusion,
  Examined,
  Level,
  MissingStatus,
  RevisionReport,
  ValidatedSignature,
  Validation,
} from './report.ts';
import { judgeSignature, type SignatureOutcome } from './signature.ts';
import { judgeTimeStamp, type TimeStampOutcome } from './timestamps.ts';
import type { TrustList } from './trust.ts';

export interface ValidateOptions {
  readonly trust: TrustList;
  /** The time for which to check, epoch milliseconds. */
  readonly at: number;
}

/**
 * Validates every signature of any PDF in the terms of ETSI EN 319 102-1, by what the file and the trust list hold: the
 * network is never asked. It rejects by default; what it does not understand is not valid. Never throws for what a file
 * can contain.
 */
export function validatePdf(pdf: Uint8Array, options: ValidateOptions): Validation {
  return examinePdf(pdf, options).validation;
}

/** `validatePdf`, with the certificates whose status is neither in the file nor in the trust list. */
export function examinePdf(pdf: Uint8Array, options: ValidateOptions): Examined {
  const nothing = (reason: Reason): Examined => ({
    validation: notConcluded(reason, options.at, pdf.length),
    missing: [],
    ends: [],
  });
  try {
    return new Validator(pdf, options).run();
  } catch (error) {
    if (error instanceof Unreadable) return nothing(error.reason);
    if (error instanceof DerSyntaxError) return nothing('malformed');
    throw error;
  }
}

/** The validation of a file of which nothing is known but why. */
export function notConcluded(reason: Reason, at: number, length: number): Validation {
  return { at, length, revisions: null, signatures: [], changes: [], ...conclusion(reason) };
}

/** The conclusion that a reason stands for. */
export function conclusion(reason: Reason): Conclusion {
  const { indication, sub, vi, en } = reasons[reason];
  return { indication, subIndication: sub, reason, sentence: { vi, en } };
}

type Read = SignatureField & { readonly value: SignatureValue | 'format' | 'coverage' };
type Outcome = SignatureOutcome | TimeStampOutcome;

class Validator {
  readonly #file: PdfFile;
  readonly #evidence: Evidence;
  readonly #read: readonly Read[];
  readonly #changes = new Map<number, Changes>();

  constructor(pdf: Uint8Array, { trust, at }: ValidateOptions) {
    this.#file = new PdfFile(pdf);
    const view = this.#file.view(this.#file.revisions.length - 1);
    const stored = storedEvidence(view);
    const anchors = trust.anchors.flatMap(({ der, kind, only }) => {
      const certificate = readCertificate(der);
      return certificate === undefined ? [] : [{ certificate, kind, only }];
    });
    this.#evidence = {
      certificates: readCertificates([...stored.certificates, ...trust.intermediates]),
      anchors,
      lists: [...stored.lists, ...trust.lists],
      responses: [...stored.responses, ...(trust.responses ?? [])],
      now: at,
    };
    this.#read = signatureFields(view).map((field) => ({ ...field, value: readSignature(this.#file, field) }));
  }

  run(): Examined {
    const { length } = this.#file.bytes;
    const found = { at: this.#evidence.now, length, revisions: this.#file.revisions.length };
    const numbers = this.#read.map(({ number }) => number);
    const shared = new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index));
    const outcomes = this.#outcomes();
    const judged = this.#read.map((each) => {
      const outcome = outcomes.get(each);
      const own = outcome?.reason ?? (each.value === 'coverage' ? 'coverage' : 'format');
      return { each, outcome, own: shared.has(each.number) ? ('format' as const) : own };
    });
    const intact = new Map<number | null, Reason>(judged.map(({ each, own }) => [each.number, own]));
    const signatures = judged.map(({ each, outcome, own }) => {
      const later = typeof each.value === 'string' ? null : this.#later(each.value, intact);
      const reason = isFailed(own) || later === null ? own : isFailed(later) || own === 'passed' ? later : own;
      return this.#report(each, outcome, reason);
    });
    const all = worst(signatures);
    const unsealed =
      !isFailed(all) &&
      isUnsealedCopy(
        this.#file,
        this.#read.map(({ value }) => value),
      );
    const changes = this.#changesSince();
    const validation = { ...found, ...conclusion(unsealed ? 'no-seal' : all), signatures, changes };
    const ends = this.#file.revisions.map(({ end }) => end);
    return { validation, missing: missingStatus([...outcomes.values()]), ends };
  }

  /** What each revision did after the first that is signed. */
  #changesSince(): RevisionReport[] {
    const covered = this.#read.flatMap(({ value }) => (typeof value === 'string' ? [] : [value.revision]));
    const first = Math.min(...covered, this.#file.revisions.length);
    return this.#file.revisions.slice(first + 1).map((_, index) => {
      const revision = first + 1 + index;
      const { signatures, addsEvidence, fault } = this.#changesOf(revision);
      const adds = signatures.map((number) => {
        const value = this.#read.find((each) => each.number === number)?.value;
        return typeof value === 'object' && value.timestamp ? ('timestamp' as const) : ('signature' as const);
      });
      return { revision: revision + 1, adds: [...adds, ...(addsEvidence ? (['evidence'] as const) : [])], fault };
    });
  }

  /** From the newest revision back: what a timestamp proves helps to judge what stands before it. */
  #outcomes(): Map<Read, Outcome> {
    const outcomes = new Map<Read, Outcome>();
    const readable = this.#read.flatMap((each) =>
      typeof each.value === 'string' ? [] : [{ each, value: each.value }],
    );
    readable.sort((a, b) => b.value.revision - a.value.revision);
    let proven: number | null = null;
    for (const { each, value } of readable) {
      if (!value.timestamp) {
        outcomes.set(each, judgeSignature(value, this.#evidence, proven));
        continue;
      }
      let stamp = judgeTimeStamp(value.contents, value.covered, this.#evidence, proven ?? this.#evidence.now);
      if (value.contents.subarray(stamp.length).some((octet) => octet !== 0)) stamp = { ...stamp, reason: 'format' };
      if (stamp.reason === 'passed' && proven !== null && (stamp.time ?? 0) > proven) {
        stamp = { ...stamp, reason: 'timestamp-order' };
      }
      outcomes.set(each, stamp);
      if (stamp.reason === 'passed') proven = stamp.time;
    }
    return outcomes;
  }

  /** What the revisions after a signature do to it. */
  #later(value: SignatureValue, own: ReadonlyMap<number | null, Reason>): Reason | null {
    const view = this.#file.view(value.revision);
    const closed = !value.timestamp && forbidsFurther(view, value.dict);
    let reason: Reason | null = null;
    for (let revision = value.revision + 1; revision < this.#file.revisions.length; revision++) {
      const changes = this.#changesOf(revision);
      if (!changes.allowed) return 'changed-after';
      for (const number of changes.signatures) {
        const added = this.#read.find((each) => each.number === number);
        const its = own.get(number);
        if (added === undefined || its === undefined || isFailed(its)) return 'changed-after';
        if (typeof added.value === 'string' || added.value.revision !== revision) return 'changed-after';
        if (closed && !added.value.timestamp) return 'changed-after';
        if (its !== 'passed' && its !== 'revocation-unknown' && changes.visible.includes(number)) {
          reason = 'later-signature-unknown';
        }
      }
    }
    return reason;
  }

  #changesOf(revision: number): Changes {
    const known = this.#changes.get(revision) ?? changesOf(this.#file, revision);
    this.#changes.set(revision, known);
    return known;
  }

  #report({ name, value }: Read, outcome: Outcome | undefined, reason: Reason): ValidatedSignature {
    const read = typeof value === 'string' ? null : value;
    const signature = outcome !== undefined && 'intact' in outcome ? outcome : null;
    const stamp = outcome !== undefined && !('intact' in outcome) ? outcome : null;
    const signer = outcome?.signer ?? null;
    const path = outcome?.path ?? null;
    const revoked = reason === 'revoked' || reason === 'revoked-unproven' || reason === 'authority-revoked';
    return {
      kind: read?.timestamp === true ? 'timestamp' : 'signature',
      field: name,
      ...conclusion(reason),
      revision: read === null ? null : read.revision + 1,
      subFilter: read?.subFilter ?? null,
      level: signature?.pades === true && read !== null ? this.#level(signature, read) : null,
      signer: signer?.commonName ?? null,
      issuer: signer?.issuerCommonName ?? null,
      certificateSha256: signer?.sha256 ?? null,
      serialHex: signer?.serialHex ?? null,
      trust: path?.kind ?? null,
      claimedAt: signature?.claimedAt ?? stamp?.time ?? null,
      localTimeAsUtc: signature?.localTimeAsUtc ?? false,
      provenAt: signature?.provenAt ?? (stamp?.reason === 'passed' ? stamp.time : null),
      revocation: revoked ? 'revoked' : path?.ok === true ? 'good' : 'unknown',
      integrity: integrityOf(outcome?.reason ?? 'format'),
      chain: (path?.path ?? []).map(({ commonName, sha256, notBefore, notAfter }) => ({
        commonName,
        sha256,
        notBefore,
        notAfter,
      })),
      laterRevisions: read === null ? 0 : this.#file.revisions.length - 1 - read.revision,
    };
  }

  /** The level that the file's material gives a PAdES signature (EN 319 142-1 §6). */
  #level(outcome: SignatureOutcome, { revision }: SignatureValue): Level {
    if (outcome.provenAt === null) return 'B-B';
    const last = this.#file.revisions.length - 1;
    const stored = (upTo: number): boolean =>
      this.#file.view(upTo).catalog.entries.has('DSS') && outcome.path?.ok === true && upTo >= revision;
    if (!stored(last)) return 'B-T';
    const archived = this.#read.some(
      ({ value }) =>
        typeof value !== 'string' && value.timestamp && value.revision > revision && stored(value.revision),
    );
    return archived ? 'B-LTA' : 'B-LT';
  }
}

/** Whether a signature's own bytes hold, by what was found wrong with it first. */
function integrityOf(reason: Reason): ValidatedSignature['integrity'] {
  if (['format', 'coverage', 'hash', 'crypto'].includes(reason)) return 'broken';
  return ['no-certificate', 'weak', 'certificate-not-named'].includes(reason) ? 'unknown' : 'intact';
}

const mostMissing = 16;

/** The statuses to be asked for, each once. They are of certificates under an anchor: no file chooses who is asked. */
function missingStatus(outcomes: readonly Outcome[]): MissingStatus[] {
  const stamps = outcomes.flatMap((each) => ('stamp' in each && each.stamp !== null ? [each.stamp] : []));
  const found = new Map<string, MissingStatus>();
  for (const { path } of [...outcomes, ...stamps]) {
    for (const [subject, issuer] of path?.ok === false ? path.unknown : []) {
      found.set(`${subject.sha256}${issuer.sha256}`, {
        name: subject.commonName,
        subject: subject.der,
        issuer: issuer.der,
      });
    }
  }
  return [...found.values()].slice(0, mostMissing);
}

const isFailed = (reason: Reason): boolean => reasons[reason].indication === 'TOTAL-FAILED';

/**
 * The least of the signatures; a file without one has nothing to conclude from. A document timestamp that does not hold
 * keeps the file from passing too; only its revocation may stay unknown.
 */
function worst(all: readonly ValidatedSignature[]): Reason {
  const failed = all.find(({ indication }) => indication === 'TOTAL-FAILED');
  const signatures = all.filter(({ kind }) => kind === 'signature');
  const open = signatures.find(({ reason }) => reason !== 'passed');
  const doubtful = all.find(({ reason }) => reason !== 'passed' && reason !== 'revocation-unknown');
  if (signatures.length === 0) return failed?.reason ?? 'no-signature';
  return failed?.reason ?? open?.reason ?? doubtful?.reason ?? 'passed';
}
