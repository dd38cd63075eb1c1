import type {
  BundleImportBody,
  BundleImported,
  BundleOverview,
  ReceiptsBody,
  ReceiptsWritten,
  StationBody,
  WrittenAnswer,
} from '../../../src/web/contract/index.ts';
import { type CallOptions, call } from './call.ts';
import type { Reply } from './reply.ts';

/** What is asked of the station about bundles and the stick; apart, since few screens need it. */
type Answer<T> = Promise<Reply<T>>;

const post = <T>(path: string, body?: unknown): Answer<T> => call<T>({ method: 'POST', path, body });

export const getBundles = (read?: Pick<CallOptions, 'background' | 'signal'>): Answer<BundleOverview> =>
  call({ method: 'GET', path: '/api/bundles', ...read });
export const writeBundles = (): Answer<WrittenAnswer> => post('/api/bundles');
export const writeBundleAgain = (id: string): Answer<null> => post(`/api/bundles/${id}/writing`);
export const takeBundleBack = (id: string): Answer<null> => post(`/api/bundles/${id}/withdrawal`);
export const takeInBundle = (body: BundleImportBody): Answer<BundleImported> => post('/api/bundle-imports', body);
export const writeReceipts = (body: ReceiptsBody): Answer<ReceiptsWritten> => post('/api/bundle-receipts', body);
export const prepareStick = (): Answer<null> => post('/api/bundle-stick');
export const writeCard = (): Answer<null> => post('/api/bundle-card');
export const confirmStation = (body: StationBody): Answer<null> => post('/api/bundle-stations', body);
export const removeStation = (id: string): Answer<null> =>
  call({ method: 'DELETE', path: `/api/bundle-stations/${id}` });
