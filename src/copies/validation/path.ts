import { type Certificate, issuedBy } from './evidence/certificate.ts';
import { askAnswer, askList, type RevocationWord } from './evidence/revocation.ts';
import { limits } from './limits.ts';
import type { Reason } from './reasons.ts';
import type { TrustKind } from './trust.ts';

/** What is at hand to judge certificates with. */
export interface Evidence {
  readonly certificates: readonly Certificate[];
  readonly anchors: readonly {
    readonly certificate: Certificate;
    readonly kind: TrustKind;
    readonly only?: 'timestamp' | undefined;
  }[];
  readonly lists: readonly Uint8Array[];
  readonly responses: readonly Uint8Array[];
  /** Epoch milliseconds: nothing said later than this is believed. */
  readonly now: number;
}

/** When a certificate must hold. */
export interface Moment {
  /** The certificates must be in their term then. */
  readonly control: number;
  /** Revocation data must reach to then. */
  readonly covered: number;
  /** Whether a timestamp proves that the signature was there at `control`. */
  readonly proven: boolean;
}

/** A certificate whose status nothing at hand tells, and the one that issued it. */
export type UnknownStatus = readonly [subject: Certificate, issuer: Certificate];

export type PathOutcome =
  | {
      readonly ok: true;
      readonly kind: TrustKind;
      readonly words: readonly RevocationWord[];
      /** From the signer to the anchor. */
      readonly path: readonly Certificate[];
    }
  | {
      readonly ok: false;
      readonly reason: Reason;
      readonly kind: TrustKind | null;
      /** Empty where no anchor was reached. */
      readonly path: readonly Certificate[];
      readonly unknown: readonly UnknownStatus[];
    };

/** Clocks of authorities may be this much ahead, in milliseconds. */
const ahead = 5 * 60_000;
const documentPurposes = new Set([
  '2.5.29.37.0',
  '1.3.6.1.5.5.7.3.4',
  '1.3.6.1.5.5.7.3.36',
  '1.2.840.113583.1.1.5',
  '1.3.6.1.4.1.311.10.3.12',
]);
const timeStamping = '1.3.6.1.5.5.7.3.8';

/** Looks for a path from `leaf` to an anchor that holds at the moment (RFC 5280 §6); the first fault where none does. */
export function judgePath(
  leaf: Certificate,
  purpose: 'document' | 'timestamp',
  moment: Moment,
  evidence: Evidence,
): PathOutcome {
  if (!leaf.understood || leaf.authority || !mayBeUsed(leaf, purpose)) return nowhere('usage');
  const anchors = evidence.anchors.filter(({ only }) => only === undefined || only === purpose);
  const trust = new Map(anchors.map((each) => [each.certificate.sha256, each]));
  let tried = 0;
  let weak = false;
  let first: PathOutcome | undefined;
  const climb = (path: readonly Certificate[]): PathOutcome | undefined => {
    const top = path.at(-1) ?? leaf;
    if (path.length > limits.authorities || tried > limits.pathsTried) return undefined;
    for (const anchor of [...anchors.map((each) => each.certificate), ...evidence.certificates]) {
      if (path.some((each) => each.sha256 === anchor.sha256) || tried > limits.pathsTried) continue;
      const link = issuedBy(top, anchor);
      if (link === 'weak') weak = true;
      if (link !== 'yes') continue;
      tried++;
      const whole = [...path, anchor];
      const known = trust.get(anchor.sha256);
      const found = known === undefined ? climb(whole) : judge(whole, known.kind, moment, evidence);
      if (found?.ok === true) return found;
      first ??= found;
    }
    return undefined;
  };
  const found = climb([leaf]) ?? first;
  return found ?? nowhere(weak ? 'weak' : 'untrusted');
}

const nowhere = (reason: Reason): PathOutcome => ({ ok: false, reason, kind: null, path: [], unknown: [] });

function mayBeUsed({ usage, purposes }: Certificate, purpose: 'document' | 'timestamp'): boolean {
  if (usage !== undefined && !usage.has(0) && !usage.has(1)) return false;
  if (purpose === 'timestamp') return purposes?.critical === true && purposes.ids.join() === timeStamping;
  return usage !== undefined && (purposes === undefined || purposes.ids.some((id) => documentPurposes.has(id)));
}

/** @param path  from the signer to the anchor */
function judge(path: readonly Certificate[], kind: TrustKind, moment: Moment, evidence: Evidence): PathOutcome {
  const no = (reason: Reason, unknown: readonly UnknownStatus[] = []): PathOutcome => ({
    ok: false,
    reason,
    kind,
    path,
    unknown,
  });
  for (const [index, each] of path.entries()) {
    if (index > 0) {
      const tooDeep = each.pathLength !== undefined && each.pathLength < index - 1;
      if (!each.authority || !each.understood || each.usage?.has(5) !== true || tooDeep) return no('usage');
    }
    if (moment.control < each.notBefore) return no('not-yet-valid');
    if (moment.control > each.notAfter) return no(moment.proven ? 'expired' : 'expired-unproven');
  }
  const words: RevocationWord[] = [];
  const unknown: UnknownStatus[] = [];
  for (const [index, each] of path.entries()) {
    const issuer = path[index + 1];
    if (issuer === undefined) break;
    const said = wordsOn(each, issuer, evidence).filter((word) => word.thisUpdate <= evidence.now + ahead);
    if (said.some((word) => word.revokedAt !== null && word.revokedAt <= moment.control)) {
      if (index > 0) return no('authority-revoked');
      return no(moment.proven ? 'revoked' : 'revoked-unproven');
    }
    const good = said.find((word) => word.nextUpdate >= moment.covered && word.thisUpdate <= each.notAfter);
    if (good === undefined) unknown.push([each, issuer]);
    else words.push(good);
  }
  return unknown.length > 0 ? no('revocation-unknown', unknown) : { ok: true, kind, words, path };
}

function wordsOn(subject: Certificate, issuer: Certificate, { lists, responses }: Evidence): RevocationWord[] {
  const answers = responses.map((each) => askAnswer(each, subject, issuer));
  const listed = lists.map((each) => askList(each, subject, issuer));
  return [...answers, ...listed].filter((each) => each !== undefined);
}
