import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { type Scanner, ScannerStates } from '../devices/scanner/index.ts';
import { type TokenPort, TokenStates } from '../devices/token/index.ts';
import { createPortal, followPolicies, type Portal, portalSettings } from '../portal/index.ts';
import type { Settings } from '../settings/index.ts';
import { readCredential } from '../store/documents/credentials.ts';
import type { Store } from '../store/index.ts';
import { readSettings } from '../store/repositories/settings.ts';
import { thisBoot } from '../upkeep/clock/boot.ts';
import { ClockWatch } from '../upkeep/clock/clock-watch.ts';
import { judgeGuestCopy } from '../workflow/bundles/judge-guest-copy.ts';
import { stationNews } from '../workflow/devices/station-news.ts';
import { OfficeEvents } from '../workflow/events.ts';
import { Extender } from '../workflow/extending/extender.ts';
import { pemToDer } from '../workflow/extending/policy.ts';
import { inboundCallbacks } from '../workflow/inbound/index.ts';
import type { Office } from '../workflow/office.ts';
import { onConfirmed } from '../workflow/portal/confirmed.ts';
import { portalContent } from '../workflow/portal/content.ts';
import { checkDeliverable } from '../workflow/portal/deliverable.ts';
import { holdOver } from '../workflow/portal/hold-over.ts';
import { onRejected } from '../workflow/portal/rejected.ts';

/** What the office is made of. */
export interface OfficeParts {
  readonly store: Store;
  readonly settings: Settings;
  readonly scanner: Scanner;
  readonly token: TokenPort;
  readonly tasks: Office['tasks'];
  readonly runtime: string;
  readonly state: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Aborted when the station is told to stop. */
  readonly stopping: AbortSignal;
}

/** Joins workflow and portal: the workflow writes to the outbox, the portal asks the workflow for content and reports back. */
export function buildOffice(parts: OfficeParts): { office: Office; portal: Portal; extender: Extender } {
  const { store, settings, clock, log, runtime, state, scanner: driver, token: tokenPort, ...rest } = parts;
  const events = new OfficeEvents();
  const tell = stationNews(events);
  const scanner = new ScannerStates(driver, tell);
  const token = new TokenStates(tokenPort, clock, tell);
  const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
  const portal: Portal = createPortal({
    store,
    settings: portalSettings(settings, (name) => readCredential(store.db, store.keys, name)),
    clock,
    log,
    callbacks: {
      ...portalContent(
        store,
        (db, dossierId) => portal.outbox.deliveredCopies(db, dossierId),
        (documentId) => checkDeliverable(office, documentId),
      ),
      onConfirmed: (tx, row, receipt) => {
        onConfirmed(office, tx, row, receipt, (db, dossierId) => portal.outbox.deliveredCopies(db, dossierId));
        tell();
      },
      inbound: inboundCallbacks(() => office),
      onRejected: (tx, row, code) => {
        onRejected(office, tx, row, code);
        tell();
      },
      onHoldOver: (tx, row) => {
        holdOver(office, tx, row);
        tell();
      },
      onLink: (_server, state) => {
        if (state === 'up') extender.lineIsBack();
        tell();
      },
      onConfirmedExchange: tell,
      onReconciled: tell,
      onGuest: tell,
      judgeGuestCopy: (pdf, madeAt) =>
        judgeGuestCopy(office, pdf, { madeAt, lineIsDown: !['up', 'weak'].includes(portal.status().portal.state) }),
      onLines: tell,
      onDate: (server, heard) => clockWatch.heard(server, heard),
    },
    lines: {
      policies: followPolicies(() => readSettings(store.db)),
      isClockTrusted: () => clockWatch.trusted().ok,
    },
    timings: { link: { intervalMs: settings['portal.probe-seconds'] * 1000 } },
  });
  const office: Office = {
    ...rest,
    scanner,
    scannerStates: () => scanner.statuses,
    token,
    tokensSeen: () => token.seen,
    store,
    clock,
    clockWatch,
    log,
    events,
    scanFolder: runtime,
    ...trustOf(settings),
    trustFolder: join(state, 'trust'),
    lines: {
      line: portal.lines,
      ways: () => portal.lines.ways(),
      carried: (bytes) => {
        for (const [name, carried] of Object.entries(bytes)) portal.lines.carried(name, carried);
      },
    },
    runningScans: new Map(),
    runningAttempts: new Set(),
    outbox: {
      enqueueUpload: (tx, dossierId, originalId, documentId, holdMs) => {
        portal.outbox.uploadCopy(tx, dossierId, { originalId, documentId }, holdMs);
        extender.wake();
      },
      enqueueSync: (tx, dossierId) => void portal.outbox.syncDossier(tx, dossierId),
      enqueueBeside: (tx, dossierId) => portal.beside?.note(tx, dossierId),
      endUpload: (tx, upload) => portal.outbox.endUpload(tx, upload),
      enqueueAnswer: (tx, requestId, answerId) => portal.outbox.answerRequest(tx, requestId, answerId),
      enqueueProgress: (tx, dossierId, entries) => void portal.outbox.progress(tx, dossierId, entries.map(String)),
      wake: () => {
        portal.wake();
        tell();
      },
    },
  };
  const extender = new Extender(office);
  return { office, portal, extender };
}

/** Whom the station trusts. */
function trustOf(settings: Settings): Pick<Office, 'trustAnchors' | 'intermediates'> {
  return {
    trustAnchors: settings['trust.anchors'].map(pemToDer),
    intermediates: settings['trust.intermediates'].map(pemToDer),
  };
}

/** Scans end with the station, before what they write with: their whole pages are kept. */
export async function stopScans(office: Office): Promise<void> {
  const running = [...office.runningScans.values()];
  for (const scan of running) scan.stop();
  await Promise.all(running.map((scan) => scan.ended));
}

/** How often running attempts are looked at, and what a host in the middle of a question may take, milliseconds. */
const attemptLookMs = 20;
const questionMs = 500;
/** What attempts need to write their end after their token is gone, milliseconds. */
const closingMs = 700;

/**
 * Attempts end after the signature that is being made, and what is signed is kept. What the token has not made when its
 * time is over is given up with its host, which may be hanging; the attempts then write their end.
 */
export async function stopTokens(office: Office, leftMs: number): Promise<void> {
  const begun = office.clock.monotonic();
  const left = (): number => leftMs - (office.clock.monotonic() - begun);
  const attemptsEnd = async (reserveMs: number): Promise<void> => {
    while (office.runningAttempts.size > 0 && left() > reserveMs) await sleep(attemptLookMs);
  };
  await attemptsEnd(closingMs + questionMs);
  await office.token.stop(Math.max(0, Math.min(questionMs, left() - closingMs)));
  await attemptsEnd(0);
}
