/** Requests filed online: what the screens ask the station about them. */
import type {
  RequestAcceptance,
  RequestAccepted,
  RequestAnswerBody,
  RequestDetail,
  RequestList,
} from '../../../src/web/contract/index.ts';
import { type CallOptions, call } from './call.ts';
import type { Reply } from './reply.ts';

const root = '/api/online-requests';
type Answer<T> = Promise<Reply<T>>;

export const listRequests = (read: CallOptions): Answer<RequestList> => call({ method: 'GET', path: root, ...read });
export const pullRequests = (): Answer<null> => call({ method: 'POST', path: `${root}/pull` });
export const getRequest = (id: string, read: CallOptions): Answer<RequestDetail> =>
  call({ method: 'GET', path: `${root}/${id}`, ...read });
export const fileUrl = (id: string, ordinal: number): string => `${root}/${id}/files/${ordinal}`;
export const acceptRequest = (id: string, body: RequestAcceptance): Answer<RequestAccepted> =>
  call({ method: 'POST', path: `${root}/${id}/acceptance`, body });
export const answerRequest = (id: string, body: RequestAnswerBody): Answer<RequestDetail> =>
  call({ method: 'POST', path: `${root}/${id}/answer`, body });
export const answeredByHand = (id: string): Answer<null> =>
  call({ method: 'POST', path: `${root}/${id}/answer/by-hand` });
export const resendAnswer = (id: string): Answer<null> => call({ method: 'POST', path: `${root}/${id}/answer/retry` });
