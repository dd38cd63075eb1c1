import { fail, ok, type Result } from '../../common/result.ts';
import type { RequestAnswer } from '../../portal/index.ts';
import type { Store } from '../../store/index.ts';
import { findAnswer, findRequest } from '../../store/repositories/online-requests.ts';
import { contentOf } from './content.ts';

/** What the portal is told of a decision on a request. Error: STORE-NOT-FOUND, once its words are forgotten. */
export function answerContent(store: Store, answerId: string): Result<RequestAnswer> {
  const answer = findAnswer(store.db, answerId);
  const request = answer && findRequest(store.db, answer.requestId);
  if (!answer || !request || answer.words === '') return fail('STORE-NOT-FOUND', { answer: answerId });
  const { decision, words, decidedAt: at } = answer;
  const accountId = contentOf(store, request)?.request.requester.accountId ?? '';
  return ok({ code: request.code, accountId, decision, words, at });
}
