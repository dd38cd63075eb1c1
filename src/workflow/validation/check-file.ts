import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Result } from '../../common/result.ts';
import type { StatusEvidence } from '../../copies/extend/evidence.ts';
import type { MissingStatus, Validation } from '../../copies/validation/report.ts';
import { notConcluded } from '../../copies/validation/validate.ts';
import type { InstalledTrust } from './trust-folder.ts';
import { examineFile } from './validate-file.ts';

/** Asks the authority of a certificate for its status; both in DER. */
export type AskStatus = (subject: Uint8Array, issuer: Uint8Array) => Promise<Result<StatusEvidence>>;

/** Why nobody was asked for a status: switched off, the line is down, or another time than now is checked for. */
export type NotAsked = 'off' | 'line-down' | 'other-time';

/** One question for a certificate's status. */
export interface AskedStatus {
  /** Whose certificate; null where it has no name. */
  readonly name: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What came: an answer, a revocation list, or the code of what went wrong. */
  readonly answer: 'response' | 'list' | Code;
}

/** A file from outside, validated, and what was asked for it. */
export interface CheckedFile {
  readonly validation: Validation;
  readonly asked: readonly AskedStatus[];
  /** Null where it was asked, or nothing had to be. */
  readonly notAsked: NotAsked | null;
  /** Behind the last byte of each revision, oldest first. */
  readonly ends: readonly number[];
}

export interface CheckFileOptions {
  readonly trust: InstalledTrust;
  /** The time for which to check, epoch milliseconds. */
  readonly at: number;
  readonly clock: Clock;
  /** Who is asked for a status that neither the file nor the trust list tells. */
  readonly ask: AskStatus | NotAsked;
  readonly signal?: AbortSignal;
}

/** Proven times move what has to be asked at most once: by the first answers a timestamp is believed. */
const rounds = 2;

/**
 * Validates a PDF from outside in the limited child. What the child finds missing is asked for here, and the child
 * judges again with the answers at hand: it never has the network, and only authorities under an anchor are asked.
 */
export async function checkFile(pdf: Uint8Array, options: CheckFileOptions): Promise<CheckedFile> {
  const { trust, at, clock, ask, signal } = options;
  const limits = { at, ...(signal === undefined ? {} : { signal }) };
  if (!/^%PDF-[12]\.\d/.test(Buffer.from(pdf.subarray(0, 8)).toString('latin1'))) {
    return { validation: notConcluded('not-a-pdf', at, pdf.length), asked: [], notAsked: null, ends: [] };
  }
  let found = await examineFile(pdf, { ...limits, trust });
  if (typeof ask === 'string') {
    const notAsked = found.missing.length > 0 ? ask : null;
    return { validation: found.validation, asked: [], notAsked, ends: found.ends };
  }
  const asked: AskedStatus[] = [];
  const known = { lists: [...trust.lists], responses: [...(trust.responses ?? [])] };
  const done = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const open = found.missing.filter((each) => !done.has(keyOf(each)));
    if (open.length === 0) break;
    const answers = await Promise.all(open.map(({ subject, issuer }) => ask(subject, issuer)));
    let news = false;
    for (const [index, missing] of open.entries()) {
      const answer = answers[index];
      done.add(keyOf(missing));
      if (answer === undefined) continue;
      const said = answer.ok ? answer.value.kind : answer.error.code;
      asked.push({ name: missing.name, at: clock.now(), answer: said });
      if (!answer.ok) continue;
      known[answer.value.kind === 'list' ? 'lists' : 'responses'].push(answer.value.bytes);
      news = true;
    }
    if (!news) break;
    found = await examineFile(pdf, { ...limits, trust: { ...trust, ...known } });
  }
  return { validation: found.validation, asked, notAsked: null, ends: found.ends };
}

const keyOf = ({ subject, issuer }: MissingStatus): string =>
  [subject, issuer].map((each) => Buffer.from(each).toString('base64')).join('.');
