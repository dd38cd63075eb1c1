import { type CodeText, codes } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Settings } from '../../settings/index.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import type { Store } from '../../store/index.ts';
import {
  type AnswerOnItsWay,
  answersOf,
  findPull,
  findRequest,
  listRequests,
  type OnlineRequestRow,
} from '../../store/repositories/online-requests.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { isAnswerByHand } from '../inbound/answer-request.ts';
import { contentOf, type KeptFile, type RequestContent } from '../inbound/content.ts';
import { feeOf } from './online-fee.ts';

type Words = { readonly vi: string; readonly en: string };

/** For so long a request that is dealt with stays on the list (milliseconds). */
const keptOnListMs = 7 * 86_400_000;

/** What a code says, for a row that carries one. */
export function wordsOf(code: string | null): Words | null {
  if (code === null || !Object.hasOwn(codes, code)) return null;
  const { vi, en } = (codes as Readonly<Record<string, CodeText>>)[code] ?? { vi: '', en: '' };
  return { vi, en };
}

/** The ways to the portal that can bring what citizens file there. */
const bringing: readonly Settings['portal.connector'][] = ['lgsp', 'mapi'];

/** Whether this office takes from the portal what citizens file there. */
export function takesRequests(settings: Settings): boolean {
  return settings['inbound.requests'] && bringing.includes(settings['portal.connector']);
}

/** The list of the desk: what waits for an officer first, then what changed in the last week. */
export function requestList(store: Store, now: number) {
  const pull = findPull(store.db, 'requests');
  const failureCode = pull?.failureCode ?? null;
  const settings = readSettings(store.db);
  return {
    taken: takesRequests(settings),
    offered: bringing.includes(settings['portal.connector']),
    broughtAt: pull?.broughtAt ?? null,
    failureCode,
    message: wordsOf(failureCode),
    requests: listRequests(store.db, now - keptOnListMs).map((row) =>
      lineOf(store, settings, row, contentOf(store, row)),
    ),
  };
}

/** A request with all that its citizen filed. Error: STORE-NOT-FOUND. */
export function requestDetail(store: Store, id: string) {
  const row = findRequest(store.db, id);
  if (!row || row.purgedAt !== null) return fail('STORE-NOT-FOUND');
  const content = contentOf(store, row);
  const requester = content?.request.requester;
  const settings = readSettings(store.db);
  return ok({
    ...lineOf(store, settings, row, content),
    requesterIdentity: requester?.identityNumber ?? null,
    requesterPhone: requester?.phone ?? null,
    requesterEmail: requester?.email ?? null,
    subject: content?.request.subject ?? '',
    listed: content?.request.papers ?? [],
    attached: (content?.files ?? []).map(({ documentId: _, ...file }, index) => ({ ordinal: index + 1, ...file })),
    answers: answersOf(store.db, id).map((answer) => answerOf(answer, settings)),
  });
}

/** A file that came with a request. Errors: STORE-NOT-FOUND, INBOUND-FILE-NOT-KEPT. */
export function requestFile(
  store: Store,
  id: string,
  ordinal: number,
): Result<{ readonly file: KeptFile; readonly document: DocumentRow }> {
  const row = findRequest(store.db, id);
  if (!row) return fail('STORE-NOT-FOUND');
  const file = contentOf(store, row)?.files[ordinal - 1];
  const document = file?.documentId ? store.documents.find(store.db, file.documentId) : undefined;
  if (!file || !document || document.removedAt !== null) return fail('INBOUND-FILE-NOT-KEPT');
  return ok({ file, document });
}

function lineOf(store: Store, settings: Settings, row: OnlineRequestRow, content: RequestContent | null) {
  const last = answersOf(store.db, row.id).at(-1);
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    version: row.version,
    filedAt: row.filedAt,
    arrivedAt: row.arrivedAt,
    changedAt: row.changedAt,
    changedSince: row.changedSince,
    withdrawnAt: row.withdrawnAt,
    requesterName: content?.request.requester.name ?? null,
    papers: content?.request.papers.length ?? 0,
    files: content?.files.length ?? 0,
    failureCode: row.failureCode,
    fee: feeOf(row),
    answer: last ? answerOf(last, settings) : null,
  };
}

function answerOf(row: AnswerOnItsWay, settings: Settings) {
  const { decision, decidedAt, state, confirmedAt, failureCode: code, failureMessage: portalWords } = row;
  const byHand = isAnswerByHand(row, settings);
  return { decision, decidedAt, state, confirmedAt, code, message: wordsOf(code), portalWords, byHand };
}
