import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  HandoverDetail,
  MessageList,
  OriginalDetail,
  ScanAnswer,
  VerificationAnswer,
} from '../../../src/web/contract/index.ts';
import { Refused, Screen } from './client.ts';
import { confirmClock } from './desk.ts';
import type { SimulatedOffice } from './office.ts';
import { people } from './people.ts';

/** What the people need of an office: where its station is, what they know, and where the paper goes. */
export type PlayedOffice = Pick<SimulatedOffice, 'address' | 'authorityPem' | 'pins' | 'loadPaper'>;

/** What three people do with one paper original, from the desk to the portal's receipt. */
export interface Plan {
  readonly requester: { readonly name: string; readonly identityNumber?: string };
  readonly title: string;
  /** The paper: an original of `tests/peers/originals`. */
  readonly paper: string;
  readonly chargeablePages: number;
  /** Told when a step begins; tests pull the plug here. */
  readonly onMoment?: (moment: Moment) => void;
  /** Told before the first request of an act, again each time that it is done anew; of the delivery at each look. */
  readonly onAct?: (act: Act) => void;
  /** The last page is turned and put first before the comparison. */
  readonly arrange?: boolean;
  /** Ends when the copy is issued, without waiting for the portal. */
  readonly untilIssued?: boolean;
  /** Whose screens; signed in for this play by default. */
  readonly screens?: Screens;
  /** Until when the dossier must have come to its end, asked again and again (monotonic); five minutes by default. */
  readonly deadline?: () => number;
  /** An officer puts the copy on the portal: takes the file, enters the proof. */
  readonly byHand?: boolean;
  /** Gives the scanner to one play at a time. */
  readonly atScanner?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What the people do, as `onAct` names it. */
export type Act =
  | 'reception'
  | 'scan'
  | 'arrangement'
  | 'comparison'
  | 'submission'
  | 'signature'
  | 'seal'
  | 'delivery'
  | 'taking'
  | 'proof';

export interface Screens {
  readonly creator: Screen;
  readonly signer: Screen;
  readonly seal: Screen;
}

/** The moments of a play that a test can hook into. */
export type Moment =
  | 'dossier-opened'
  | 'scan-begun'
  | 'page-arrived'
  | 'submitted'
  | 'sign-pin'
  | 'seal-pin'
  | 'issued';

export interface Played {
  readonly dossierId: string;
  readonly originalId: string;
  readonly dossierCode: string;
  readonly registerNumber: string;
  readonly feeVnd: number;
  readonly dueAt: number;
  readonly signers: VerificationAnswer['signatures'];
  /** Null for a play that ended before. */
  readonly receipt: Receipt | null;
  /** How long the copy can be proven, and its time-stamps. */
  readonly verification: VerificationAnswer;
  readonly timeStamps: OriginalDetail['timeStamps'];
  readonly messages: readonly { readonly kind: string; readonly state: string }[];
  readonly copy: Buffer;
  /** The scanned pages as the station keeps them. */
  readonly pages: readonly Buffer[];
  /** Wall-clock seconds by step, in order. */
  readonly secondsPerStep: Readonly<Record<string, number>>;
}

export interface Receipt {
  readonly service: string;
  readonly message: string;
  readonly at: number;
  readonly requestSha256: string;
}

interface Messages {
  readonly messages: readonly { readonly kind: string; readonly state: string; readonly receipt: Receipt | null }[];
}

/** The three screens, signed in. */
export async function signInAll(
  office: Pick<SimulatedOffice, 'address' | 'authorityPem'>,
  make: () => Screen = () => new Screen(office.address, office.authorityPem),
): Promise<Screens> {
  const open = async ({ username, password }: { username: string; password: string }): Promise<Screen> => {
    const screen = make();
    await screen.signIn(username, password);
    return screen;
  };
  const [creator, signer, seal] = await Promise.all([
    open(people.creator),
    open(people.signer),
    open(people.sealKeeper),
  ]);
  await confirmClock(creator);
  return { creator, signer, seal };
}

/**
 * Plays one dossier to its end. As at a real screen, each next step follows from what the station shows now, so the play
 * goes on by itself after the station was cut off and started again.
 */
export async function play(office: PlayedOffice, plan: Plan): Promise<Played> {
  const screens = plan.screens ?? (await signInAll(office));
  const { creator } = screens;
  const seconds: Record<string, number> = {};
  let mark = performance.now();
  const step = (name: string): void => {
    const now = performance.now();
    seconds[name] = Math.round((seconds[name] ?? 0) * 1000 + (now - mark)) / 1000;
    mark = now;
  };

  const dossierId = randomUUID();
  const originalId = randomUUID();
  plan.onAct?.('reception');
  await creator.json('PUT', `/api/dossiers/${dossierId}`, { requester: plan.requester });
  await creator.json('PUT', `/api/dossiers/${dossierId}/originals/${originalId}`, {
    title: plan.title,
    paperCopies: 0,
  });
  plan.onMoment?.('dossier-opened');
  step('reception');

  let issued = false;
  const proofId = randomUUID();
  const until = performance.now() + 300_000;
  for (;;) {
    const original = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
    if (performance.now() > (plan.deadline?.() ?? until)) throw new Error(`the dossier stays ${original.state}`);
    if (original.state === 'delivered' || (issued && plan.untilIssued)) break;
    try {
      switch (original.state) {
        case 'draft':
          await (plan.atScanner ?? alone)(() => scan(office, creator, original, plan));
          step('scan');
          break;
        case 'scanned':
          if (plan.arrange && original.pages[0]?.scanned === 1) {
            await arrange(creator, original, plan);
            break;
          }
          await compare(creator, original, plan);
          step('comparison');
          break;
        case 'compared':
          plan.onAct?.('submission');
          await creator.json('POST', `/api/originals/${originalId}/submission`, { version: original.version });
          plan.onMoment?.('submitted');
          step('submission');
          break;
        case 'awaiting-signature':
          plan.onAct?.('signature');
          await attempt(screens.signer, 'signing', originalId, office.pins.signer, () => plan.onMoment?.('sign-pin'));
          step('signature');
          break;
        case 'signed':
          plan.onAct?.('seal');
          await attempt(screens.seal, 'sealing', originalId, office.pins.seal, () => plan.onMoment?.('seal-pin'));
          step('seal');
          break;
        case 'issued':
          if (plan.byHand) {
            await handOver(creator, original, proofId, plan);
            step('delivery');
            break;
          }
          plan.onAct?.('delivery');
          if (!issued) plan.onMoment?.('issued');
          issued = true;
          if (plan.untilIssued) break;
          await refuseRejected(creator, dossierId);
          await sleep(50);
          step('delivery');
          break;
        default:
          throw new Error(`the play does not know what to do in state ${original.state}`);
      }
    } catch (error) {
      // Refused because the station went on meanwhile: look again, as a person would.
      if (!(error instanceof Refused) || error.status !== 409) throw error;
      await sleep(50);
    }
  }
  step('delivery');

  const original = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
  const verification = await creator.json<VerificationAnswer>('GET', `/api/originals/${originalId}/copy/verification`);
  const { messages } = await creator.json<Messages>('GET', `/api/dossiers/${dossierId}/messages`);
  const receipt = messages.findLast((message) => message.kind === 'sync-dossier' && message.receipt)?.receipt;
  const told = receipt || plan.untilIssued;
  if (!verification.complete || !told || !original.registerNumber || !original.fee?.confirmed) {
    throw new Error(`the dossier ended incomplete: ${verification.code ?? ''}`);
  }
  const copy = (await creator.call({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` })).body;
  const pages = await Promise.all(
    original.pages.map(
      async ({ ordinal }) =>
        (await creator.call({ method: 'GET', path: `/api/originals/${originalId}/pages/${ordinal}` })).body,
    ),
  );
  step('copy');
  return {
    dossierId,
    originalId,
    dossierCode: original.dossierCode,
    registerNumber: original.registerNumber,
    feeVnd: original.fee.total,
    dueAt: original.dueAt,
    signers: verification.signatures,
    receipt: receipt ?? null,
    verification,
    timeStamps: original.timeStamps,
    messages: messages.map(({ kind, state }) => ({ kind, state })),
    copy,
    pages,
    secondsPerStep: seconds,
  };
}

/** Takes the file and enters what the portal answered; both are sent again should their answer have been lost. */
async function handOver(creator: Screen, original: OriginalDetail, proofId: string, plan: Plan): Promise<void> {
  const path = `/api/handovers/${original.id}`;
  plan.onAct?.('taking');
  const { taken } = await creator.json<HandoverDetail>('POST', `${path}/taking`);
  await creator.call({ method: 'GET', path: `${path}/file.pdf` });
  plan.onAct?.('proof');
  const portalCode = `CQG-${original.dossierCode}`;
  await creator.json('POST', `${path}/proof`, { proofId, portalCode, receivedAt: taken?.at ?? 0 });
}

async function alone<T>(work: () => Promise<T>): Promise<T> {
  return await work();
}

/** Turns the last page and puts it first. */
async function arrange(creator: Screen, { id, version, pages }: OriginalDetail, plan: Plan): Promise<void> {
  plan.onAct?.('arrangement');
  const order = [...pages.slice(-1), ...pages.slice(0, -1)];
  const placed = order.map((page, index) => ({ id: page.id, turn: index === 0 ? 180 : 0 }));
  await creator.json('PUT', `/api/originals/${id}/pages`, { pages: placed, version });
}

/** Confirms that nothing secret is on the paper, puts it into the feeder and scans; a scan that was cut is done anew. */
async function scan(office: PlayedOffice, creator: Screen, original: OriginalDetail, plan: Plan): Promise<void> {
  plan.onAct?.('scan');
  const path = `/api/originals/${original.id}`;
  if (!original.secrecyConfirmed) {
    await creator.json('POST', `${path}/secrecy-confirmation`, { noSecrecyStamp: true, noCopyBan: true });
  }
  const last = original.scans.at(-1);
  let scanId = last?.id ?? '';
  if (last?.state !== 'scanning') {
    await office.loadPaper(plan.paper);
    const begun = await creator.json<{ scanId: string }>('POST', `${path}/scans`, { source: 'feeder', replace: true });
    scanId = begun.scanId;
    plan.onMoment?.('scan-begun');
  }
  for (let pages = 0; ; ) {
    const now = await creator.json<ScanAnswer>('GET', `/api/scans/${scanId}`);
    if (now.pages > pages) plan.onMoment?.('page-arrived');
    pages = now.pages;
    if (now.state === 'done' || now.state === 'interrupted') return;
    // The scanner may still hold the job that a kill cut off: the officer tries again.
    if (now.failureCode === 'SCAN-BUSY') return await sleep(500);
    if (now.state !== 'scanning') throw new Error(`scan ended: ${now.state} ${now.failureCode ?? ''}`);
    await sleep(30);
  }
}

/** A message that the portal refuses waits for a person: the play has none and ends. */
async function refuseRejected(creator: Screen, dossierId: string): Promise<void> {
  const { messages } = await creator.json<MessageList>('GET', `/api/dossiers/${dossierId}/messages`);
  const rejected = messages.find((message) => message.state === 'rejected');
  if (rejected) throw new Error(`${rejected.kind} was rejected: ${rejected.failureCode ?? ''}`);
}

async function compare(creator: Screen, original: OriginalDetail, plan: Plan): Promise<void> {
  plan.onAct?.('comparison');
  for (const { ordinal } of original.pages) {
    await creator.call({ method: 'GET', path: `/api/originals/${original.id}/pages/${ordinal}?width=900` });
  }
  await creator.json('POST', `/api/originals/${original.id}/comparison`, {
    ticked: original.checklist.map((item) => item.id),
    chargeablePages: plan.chargeablePages,
    version: original.version,
  });
}

/** One *Ký n bản sao* for one original. The PIN is sent once; whatever becomes of it is seen in the original's state. */
async function attempt(
  screen: Screen,
  kind: 'signing' | 'sealing',
  originalId: string,
  pin: string,
  onPin: () => void,
): Promise<void> {
  const prepared = await screen.json<{ attemptId: string }>('POST', `/api/${kind}/attempts`, {
    originals: [originalId],
  });
  const raw = Buffer.from(pin);
  onPin();
  const answer = await screen
    .once({ method: 'POST', path: `/api/${kind}/attempts/${prepared.attemptId}/pin`, raw })
    .catch(() => null);
  if (answer && answer.status >= 400 && answer.status !== 409) {
    throw new Error(`the PIN was refused: ${answer.body.toString('utf8')}`);
  }
  if (answer?.status === 409) {
    const { code } = JSON.parse(answer.body.toString('utf8')) as { code: string };
    // Another pile is being signed with it at this moment: look again, as the signer would.
    if (code === 'TOKEN-BUSY') return;
    if (code.startsWith('TOKEN-')) throw new Error(`the token refused: ${code}`);
  }
}
