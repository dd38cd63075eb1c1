import { randomBytes } from 'node:crypto';
import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import {
  certificateId,
  clockSkewMs,
  nonceAgrees,
  readEvidence,
  type StatusEvidence,
  statusAddresses,
  statusRequest,
} from '../../copies/index.ts';
import { type Access, ask } from './ask.ts';

const maxResponseBytes = 64 * 1024;
const maxListBytes = 4 * 1024 * 1024;
/** An answer that names no end is the newest for this long. */
const freshMs = 10 * 60_000;

/**
 * Evidence of a certificate's status from the places that it names: its responders first, whose answers are small, then
 * its revocation lists. An answer counts when its authority signed it and it is the newest one now.
 *
 * Errors: TRUST-NO-ANSWER when a place could not be reached, else the last place's fault; TRUST-STATUS-UNKNOWN where the
 * certificate names no place.
 */
export async function status(subject: Uint8Array, issuer: Uint8Array, access: Access): Promise<Result<StatusEvidence>> {
  const { responders, lists } = statusAddresses(subject);
  const faults: Failure[] = [];
  for (const [kind, urls] of [
    ['response', responders],
    ['list', lists],
  ] as const) {
    for (const url of urls) {
      const found =
        kind === 'response' ? await fromResponder(url, subject, issuer, access) : await fromList(url, access);
      const evidence = found.ok ? current({ kind, bytes: found.value }, subject, issuer, access.now()) : found;
      if (evidence.ok) return evidence;
      faults.push(evidence.error);
    }
  }
  const fault = faults.find((each) => each.code === 'TRUST-NO-ANSWER') ?? faults.at(-1);
  return fault === undefined ? fail('TRUST-STATUS-UNKNOWN') : { ok: false, error: fault };
}

/** RFC 6960 appendix A: by POST, which every responder takes. */
async function fromResponder(
  url: string,
  subject: Uint8Array,
  issuer: Uint8Array,
  access: Access,
): Promise<Result<Uint8Array>> {
  const id = certificateId(subject, issuer);
  if (id === undefined) return fail('TRUST-STATUS-UNKNOWN');
  const nonce = randomBytes(32);
  const headers = { 'content-type': 'application/ocsp-request', accept: 'application/ocsp-response' };
  const body = statusRequest(id, nonce);
  const answer = await ask({ url, method: 'POST', headers, body, maxAnswerBytes: maxResponseBytes }, access);
  if (!answer.ok) return answer;
  return nonceAgrees(answer.value, subject, issuer, nonce) ? answer : fail('TRUST-ANSWER-INVALID', { why: 'nonce' });
}

function fromList(url: string, access: Access): Promise<Result<Uint8Array>> {
  const headers = { accept: 'application/pkix-crl' };
  // Some are as long as a copy.
  const load = { kind: 'document', urgent: false } as const;
  return ask({ url, method: 'GET', headers, maxAnswerBytes: maxListBytes, load }, access);
}

function current(
  evidence: StatusEvidence,
  subject: Uint8Array,
  issuer: Uint8Array,
  now: number,
): Result<StatusEvidence> {
  const read = readEvidence(evidence, subject, issuer);
  if (read === undefined) return fail('TRUST-ANSWER-INVALID', { why: evidence.kind });
  const until = read.nextUpdate ?? read.thisUpdate + freshMs;
  const newest = read.thisUpdate <= now + clockSkewMs && now <= until + clockSkewMs;
  return newest ? ok(evidence) : fail('TRUST-ANSWER-INVALID', { why: 'out of date' });
}
