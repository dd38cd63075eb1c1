/**
 * Every request to the station, by what it asks for. Types come from the contract; each answers a `Reply`. The last
 * argument of a read says whether the screen asks by itself (`background`), and how to give it up (`signal`).
 */
import type {
  ActAnswer,
  ArrangementBody,
  BackupStarted,
  BackupsAnswer,
  CancellationBody,
  CarriedOut,
  ClientJobs,
  ComparisonBody,
  ConfirmationAnswer,
  ConfirmationBody,
  DossierBody,
  DossierDetail,
  DossierList,
  DossierQuery,
  EnrolmentAnswer,
  EnrolmentBody,
  ExtensionBody,
  FirstPasswordAnswer,
  HandoverDetail,
  HandoverList,
  HoldAnswer,
  HolidayChange,
  HolidayEffect,
  Holidays,
  ImageList,
  ImageQuery,
  JournalAnswer,
  JournalCheck,
  JournalQuery,
  LedgerAnswer,
  LinePauseBody,
  MachineAnswer,
  MessageList,
  NewOfficerBody,
  OfficerAnswer,
  OfficerBody,
  OfficerList,
  OriginalBody,
  OriginalDetail,
  PasswordBody,
  PermissionBody,
  Pile,
  PluggedTokens,
  PreparedAttempt,
  ProofBody,
  ProofCorrectionBody,
  ReasonBody,
  ReconciliationAnswer,
  RecoveryCodes,
  RefusalBody,
  RegisterAnswer,
  RegisterQuery,
  ReopenedAttempt,
  ScanBegun,
  ScanBody,
  SecrecyBody,
  SelfTestAnswer,
  SelfTestBody,
  SessionAnswer,
  SettingAnswer,
  SettingBody,
  SettingList,
  SignInAnswer,
  SignInBody,
  StationAnswer,
  SubmissionBody,
  UpdateBody,
  VerificationAnswer,
  VolumeAnswer,
  VolumeBody,
  VolumeList,
} from '../../../src/web/contract/index.ts';
import { type CallOptions, call } from './call.ts';
import type { Reply } from './reply.ts';

type Query = Readonly<Record<string, string | number | undefined>>;
type Answer<T> = Promise<Reply<T>>;
type Read = Pick<CallOptions, 'background' | 'signal'>;

function get<T>(path: string, options: Read = {}, query: Query = {}): Answer<T> {
  const pairs = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  const search = new URLSearchParams(pairs).toString();
  return call<T>({ method: 'GET', path: search === '' ? path : `${path}?${search}`, ...options });
}

const post = <T>(path: string, body?: unknown): Answer<T> => call<T>({ method: 'POST', path, body });
const put = <T>(path: string, body: unknown): Answer<T> => call<T>({ method: 'PUT', path, body });

// Who is signed in.
export const getSession = (read?: Read): Answer<SessionAnswer> => get('/api/session', read);
export const changePassword = (body: PasswordBody): Answer<SessionAnswer> => put('/api/session/password', body);
export const signIn = (body: SignInBody): Answer<SignInAnswer> => post('/api/session', body);
export const enrol = (body: EnrolmentBody): Answer<EnrolmentAnswer> => post('/api/session/enrolment', body);
export const renewRecoveryCodes = (code: string): Answer<RecoveryCodes> =>
  post('/api/session/recovery-codes', { code });
export const signOut = (): Answer<object> => call({ method: 'DELETE', path: '/api/session' });

// Dossiers. The screen makes the ids (`newId`), so that sending again makes nothing twice.
export const newId = (): string => crypto.randomUUID();
export const listDossiers = (query: DossierQuery = {}, read?: Read): Answer<DossierList> =>
  get('/api/dossiers', read, query);
export const getDossier = (id: string, read?: Read): Answer<DossierDetail> => get(`/api/dossiers/${id}`, read);
export const putDossier = (id: string, body: DossierBody): Answer<DossierDetail> => put(`/api/dossiers/${id}`, body);
export const lookUpAccount = (id: string): Answer<DossierDetail> => post(`/api/dossiers/${id}/account-look-up`);
export const putRequester = (id: string, body: DossierBody): Answer<DossierDetail> =>
  put(`/api/dossiers/${id}/requester`, body);
export const putOriginal = (dossierId: string, id: string, body: OriginalBody): Answer<OriginalDetail> =>
  put(`/api/dossiers/${dossierId}/originals/${id}`, body);
export const extendDossier = (id: string, body: ExtensionBody): Answer<DossierDetail> =>
  post(`/api/dossiers/${id}/extension`, body);
export const listMessages = (dossierId: string, read?: Read): Answer<MessageList> =>
  get(`/api/dossiers/${dossierId}/messages`, read);
export const getLedger = (dossierId: string, read?: Read): Answer<LedgerAnswer> =>
  get(`/api/dossiers/${dossierId}/ledger`, read);
export const getReconciliation = (read?: Read): Answer<ReconciliationAnswer> => get('/api/reconciliation', read);
export const startReconciliation = (): Answer<object> => post('/api/reconciliation');
export const resendDossier = (differenceId: string): Answer<object> =>
  post(`/api/portal-differences/${differenceId}/resending`);
export const noteDifference = (differenceId: string): Answer<object> =>
  post(`/api/portal-differences/${differenceId}/note`);
export const setUrgency = (id: string, urgent: boolean): Answer<null> => put(`/api/dossiers/${id}/urgency`, { urgent });
export const retryMessage = (id: string): Answer<null> => post(`/api/messages/${id}/retry`);
export const retryOneStop = (dossierId: string): Answer<null> => post(`/api/messages/${dossierId}/one-stop-retry`);

/** What an officer who looked there says of a dossier that the far side has perhaps. */
export const confirmThere = (id: string): Answer<null> => post(`/api/messages/${id}/there`);
export const confirmOneStopThere = (dossierId: string): Answer<null> =>
  post(`/api/messages/${dossierId}/one-stop-there`);

// Originals.
export const getOriginal = (id: string, read?: Read): Answer<OriginalDetail> => get(`/api/originals/${id}`, read);
export const confirmSecrecy = (id: string, body: SecrecyBody): Answer<OriginalDetail> =>
  post(`/api/originals/${id}/secrecy-confirmation`, body);
export const compareOriginal = (id: string, body: ComparisonBody): Answer<ActAnswer> =>
  post(`/api/originals/${id}/comparison`, body);
export const submitOriginal = (id: string, body: SubmissionBody): Answer<ActAnswer> =>
  post(`/api/originals/${id}/submission`, body);

/** The acts that need a reason and no more. */
export type ReasonedAct = 'return-to-creator' | 'return-to-signer' | 'supplement-request' | 'withdrawal' | 'holding';
export const actWithReason = (id: string, act: ReasonedAct, body: ReasonBody): Answer<ActAnswer> =>
  post(`/api/originals/${id}/${act}`, body);
export const receiveSupplement = (id: string, body: SubmissionBody): Answer<ActAnswer> =>
  post(`/api/originals/${id}/supplement-receipt`, body);
export const refuseOriginal = (id: string, body: RefusalBody): Answer<ActAnswer> =>
  post(`/api/originals/${id}/refusal`, body);
export const cancelOriginal = (id: string, body: CancellationBody): Answer<ActAnswer> =>
  post(`/api/originals/${id}/cancellation`, body);

// Scans and pages.
export const beginScan = (originalId: string, body: ScanBody): Answer<ScanBegun> =>
  post(`/api/originals/${originalId}/scans`, body);
export const arrangePages = (originalId: string, body: ArrangementBody): Answer<ActAnswer> =>
  put(`/api/originals/${originalId}/pages`, body);
export const finishScan = (originalId: string, body: SubmissionBody): Answer<ActAnswer> =>
  post(`/api/originals/${originalId}/scan-completion`, body);
export const stopScan = (id: string): Answer<object> => post(`/api/scans/${id}/cancellation`);
/** Where a page's picture is; `width` in pixels makes it a thumbnail of that width. */
export const pageUrl = (originalId: string, ordinal: number, width?: number): string =>
  `/api/originals/${originalId}/pages/${ordinal}${width === undefined ? '' : `?width=${width}`}`;
/** Where a scanned page's picture is, by its id, turned clockwise; also of a page that was set aside. */
export const scannedPageUrl = (originalId: string, page: { id: string; turn?: number }, width: number): string =>
  `/api/originals/${originalId}/scanned-pages/${page.id}?width=${width}&turn=${page.turn ?? 0}`;

// Signing and sealing: the same steps under two addresses.
export type Step = 'signing' | 'sealing';
export const getPile = (step: Step, read?: Read): Answer<Pile> => get(`/api/${step}/pile`, read);
export const prepareAttempt = (step: Step, originals: string[], certificate?: string): Answer<PreparedAttempt> =>
  post(`/api/${step}/attempts`, certificate === undefined ? { originals } : { originals, certificate });
/** Hands the files to the signing client on this PC; again for those still awaited. */
export const handOut = (step: Step, id: string): Answer<ClientJobs> => post(`/api/${step}/attempts/${id}/hand-out`);
export const giveUpAttempt = (step: Step, id: string): Answer<ReopenedAttempt> =>
  post(`/api/${step}/attempts/${id}/giving-up`);
export const getAttempt = (step: Step, id: string, read?: Read): Answer<ReopenedAttempt> =>
  get(`/api/${step}/attempts/${id}`, read);
export const previewUrl = (step: Step, attemptId: string, originalId: string): string =>
  `/api/${step}/attempts/${attemptId}/originals/${originalId}/preview.pdf`;
/** Gives the PIN. `spendLastTry` is the officer's word that the last try may be used. */
export async function givePin(step: Step, attemptId: string, pin: string, spendLastTry = false): Answer<CarriedOut> {
  const raw = new TextEncoder().encode(pin);
  const headers = spendLastTry ? { 'x-spend-last-try': 'yes' } : {};
  const reply = await call<CarriedOut>({
    method: 'POST',
    path: `/api/${step}/attempts/${attemptId}/pin`,
    raw,
    headers,
  });
  raw.fill(0);
  return reply;
}

// The copy.
export const copyUrl = (originalId: string): string => `/api/originals/${originalId}/copy.pdf`;
export const verifyCopy = (originalId: string, read?: Read): Answer<VerificationAnswer> =>
  get(`/api/originals/${originalId}/copy/verification`, read);

// Copies that an officer puts on the portal by hand.
export const listHandovers = (read?: Read): Answer<HandoverList> => get('/api/handovers', read);
export const getHandover = (originalId: string, read?: Read): Answer<HandoverDetail> =>
  get(`/api/handovers/${originalId}`, read);
export const takeHandover = (originalId: string): Answer<HandoverDetail> => post(`/api/handovers/${originalId}/taking`);
export const handoverFileUrl = (originalId: string): string => `/api/handovers/${originalId}/file.pdf`;
export const enterProof = (originalId: string, body: ProofBody): Answer<HandoverDetail> =>
  post(`/api/handovers/${originalId}/proof`, body);
export const correctProof = (originalId: string, body: ProofCorrectionBody): Answer<HandoverDetail> =>
  post(`/api/handovers/${originalId}/proof-correction`, body);
export const reportUpdate = (dossierId: string, body: UpdateBody): Answer<object> =>
  post(`/api/handover-updates/${dossierId}`, body);

// The book and the journal.
export const getRegister = (query: RegisterQuery = {}, read?: Read): Answer<RegisterAnswer> =>
  get('/api/register', read, query);
export const listVolumes = (read?: Read): Answer<VolumeList> => get('/api/register/volumes', read);
export const getHold = (read?: Read): Answer<HoldAnswer> => get('/api/register/hold', read);
export const confirmNext = (body: ConfirmationBody): Answer<ConfirmationAnswer> =>
  post('/api/register/hold/confirmation', body);
export const openVolume = (body: VolumeBody): Answer<VolumeAnswer> => post('/api/register/volumes', body);
export const getJournal = (query: JournalQuery = {}, read?: Read): Answer<JournalAnswer> =>
  get('/api/journal', read, query);
export const checkJournal = (read?: Read): Answer<JournalCheck> => get('/api/journal/verification', read);

// The station and its administration.
export const getStation = (read?: Read): Answer<StationAnswer> => get('/api/station', read);
export const listOfficers = (read?: Read): Answer<OfficerList> => get('/api/officers', read);
export const addOfficer = (body: NewOfficerBody): Answer<FirstPasswordAnswer> => post('/api/officers', body);
export const setFirstPassword = (id: string): Answer<FirstPasswordAnswer> => post(`/api/officers/${id}/first-password`);
export const unlockOfficer = (id: string): Answer<OfficerAnswer> => post(`/api/officers/${id}/unlock`);
export const resetCodes = (id: string): Answer<OfficerAnswer> =>
  call({ method: 'DELETE', path: `/api/officers/${id}/second-factor` });
export const putPermission = (officerId: string, id: string, body: PermissionBody): Answer<object> =>
  put(`/api/officers/${officerId}/seal-permissions/${id}`, body);
export const listTokens = (read?: Read): Answer<PluggedTokens> => get('/api/tokens', read);
export const putOfficer = (id: string, body: OfficerBody): Answer<OfficerAnswer> => put(`/api/officers/${id}`, body);
export const listSettings = (read?: Read): Answer<SettingList> => get('/api/settings', read);
export const putSetting = (key: string, body: SettingBody): Answer<SettingAnswer> =>
  put(`/api/settings/${encodeURIComponent(key)}`, body);
export const getHolidays = (read?: Read): Answer<Holidays> => get('/api/holidays', read);
export const changeHolidays = (body: HolidayChange): Answer<Holidays> => post('/api/holidays', body);
export const holidayEffect = (body: HolidayChange): Answer<HolidayEffect> => post('/api/holidays/effect', body);
export const listImages = (read?: Read): Answer<ImageList> => get('/api/office-images', read);
export const putImage = (id: string, query: ImageQuery, png: Uint8Array<ArrayBuffer>): Answer<ImageList> => {
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const path = `/api/office-images/${id}?${new URLSearchParams(pairs).toString()}`;
  return call<ImageList>({ method: 'PUT', path, raw: png, headers: { 'content-type': 'image/png' } });
};

// The station for its technician.
export const getMachine = (read?: Read): Answer<MachineAnswer> => get('/api/station/machine', read);
export const postSelfTest = (body: SelfTestBody): Answer<SelfTestAnswer> => post('/api/station/self-test', body);
export const putLinePause = (body: LinePauseBody): Answer<null> => put('/api/station/lines/pause', body);
export const getBackups = (read?: Read): Answer<BackupsAnswer> => get('/api/backups', read);
export const startBackup = (): Answer<BackupStarted> => post('/api/backups');
export const prepareBackupPlace = (): Answer<null> => post('/api/backups/place');
