import type { StationAnswer } from '../../../src/web/contract/index.ts';
import { age } from '../design/age.ts';
import { dayAndTime, size, time } from '../design/format.ts';
import { either } from '../words/index.ts';
import { lampWords } from '../words/lamps.ts';
import { type Lamp, type Look, looks } from './looks.ts';
import { backupLamp, certificatesLamp, clockLamp, diskLamp, lanLamp, registerLamp } from './own-lamps.ts';

export type { Lamp } from './looks.ts';

const { ready, working, waits, calls, danger, off } = looks;

type Scanner = StationAnswer['scanners']['devices'][number]['state'] | 'none' | 'unread';
const scannerLooks: Readonly<Record<Scanner, Look>> = {
  connecting: working,
  ready,
  scanning: working,
  'no-paper': waits,
  jammed: calls,
  'cover-open': calls,
  busy: waits,
  disconnected: calls,
  unrecoverable: danger,
  none: off,
  unread: off,
};

type Token = StationAnswer['tokens']['tokens'][number]['state'] | 'unread' | 'resting';
const tokenLooks: Readonly<Record<Token, Look>> = {
  absent: off,
  present: ready,
  working,
  'tries-low': calls,
  'final-try': calls,
  locked: danger,
  unreadable: calls,
  resting: waits,
  unread: off,
};

/** Of several devices the lamp shows the one that most needs somebody. */
const urgency: readonly Look[] = [danger, calls, waits, working, ready, off];

function worst<S extends string>(states: readonly S[], by: Readonly<Record<S, Look>>): S | undefined {
  return states.toSorted((a, b) => urgency.indexOf(by[a]) - urgency.indexOf(by[b]))[0];
}

function measured(at: number | null): string[] {
  return at === null ? [] : [lampWords('lamp.measured', { time: time(at) })];
}

function scannerLamp({ scanners }: StationAnswer): Lamp {
  const { devices, measuredAt, failureCode } = scanners;
  // One that was taken away is no fault while another stands in its place.
  const here = devices.filter((device) => device.state !== 'disconnected');
  const states = (here.length > 0 ? here : devices).map((device) => device.state);
  const state = worst<Scanner>(states, scannerLooks) ?? (measuredAt === null ? 'unread' : 'none');
  return {
    id: 'scanner',
    ...scannerLooks[state],
    name: lampWords('lamp.scanner'),
    word: lampWords(`lamp.scanner.${state}`),
    why: lampWords(`lamp.scanner.why.${state}`),
    more: [
      ...devices.map((device) => `${device.vendor} ${device.model}: ${lampWords(`lamp.scanner.${device.state}`)}`),
      ...measured(measuredAt),
    ],
    code: failureCode,
  };
}

function tokenLamp({ tokens }: StationAnswer): Lamp {
  const { measuredAt, failureCode } = tokens;
  // An officer's own token is the one that matters to them.
  const own = tokens.tokens.filter((token) => token.yours);
  const states = (own.length > 0 ? own : tokens.tokens).map((token) => token.state);
  const resting = failureCode === 'TOKEN-HOST-RESTING';
  const failed: Token = failureCode === null ? 'absent' : resting ? 'resting' : 'unreadable';
  const state = worst<Token>(states, tokenLooks) ?? (measuredAt === null ? 'unread' : failed);
  const whose =
    tokens.tokens.length === 0 ? [] : [lampWords(own.length > 0 ? 'lamp.token.yours' : 'lamp.token.not-yours')];
  return {
    id: 'token',
    ...tokenLooks[state],
    name: lampWords('lamp.token'),
    word: lampWords(`lamp.token.${state}`),
    why: lampWords(`lamp.token.why.${state}`),
    more: [...whose, ...measured(measuredAt)],
    code: failureCode,
  };
}

type Line = StationAnswer['portal']['portal'];
const lineLooks: Readonly<Record<Line['state'], Look>> = {
  up: ready,
  weak: working,
  paused: waits,
  probing: off,
  down: waits,
  unknown: off,
};

type OneLine = StationAnswer['portal']['lines'][number];

/** One of several lines: how it stands, and what that means. */
export function oneLineLook({ state, messagesHeld }: OneLine): Look {
  return messagesHeld === 'quota' ? calls : lineLooks[state];
}

export function oneLineWord({ state, messagesHeld, documentsHeld }: OneLine): string {
  if (messagesHeld !== null) return lampWords(messagesHeld === 'quota' ? 'lamp.one.quota' : 'lamp.one.paused');
  if ((state === 'up' || state === 'weak') && documentsHeld !== null) return lampWords('lamp.one.messages');
  return lampWords(`lamp.line.${state}`);
}

/** `Hôm nay đã dùng 12 MB trên 500 MB`. */
export function useWords({ usedBytes, quotaBytes, quotaPer }: OneLine): string {
  if (quotaBytes === 0) return lampWords('lamp.one.used', { used: size(usedBytes) });
  return lampWords(`lamp.one.used.${quotaPer}`, { used: size(usedBytes), quota: size(quotaBytes) });
}

type Held = NonNullable<StationAnswer['portal']['held']>;

/** Why copies wait, and until when. */
export function heldWords({ reason, until }: Held): string {
  return lampWords(until === null ? `lamp.held.${reason}` : `lamp.held.${reason}.until`, {
    time: until === null ? '' : dayAndTime(until),
  });
}

function lineLamp({ portal, now }: StationAnswer): Lamp {
  const lines = [portal.portal, portal.gateway];
  const state =
    worst(
      lines.map((line) => line.state),
      lineLooks,
    ) ?? 'unknown';
  const last = Math.max(...lines.map((line) => line.lastExchangeAt ?? 0));
  const when = (at: number): string =>
    at === 0
      ? lampWords('lamp.line.never')
      : lampWords('lamp.line.last', { time: now - at < 12 * 3_600_000 ? time(at) : dayAndTime(at) });
  const one = (name: string, line: Line): string =>
    `${name}: ${lampWords(`lamp.line.${line.state}`)} · ${when(line.lastExchangeAt ?? 0)}`;
  // A line that is down says nothing about whether the station would be let in.
  const refused = portal.refusal !== null && state !== 'down';
  const held = state === 'paused' ? portal.held : null;
  const word = held === null ? lampWords(`lamp.line.${state}`) : lampWords(`lamp.held.word.${held.reason}`);
  const used = portal.lines.filter(({ inUse }) => inUse).map(({ kind }) => lampWords(`lamp.one.kind.${kind}`));
  const by = portal.lines.length > 1 && used.length > 0 ? ` · ${[...new Set(used)].join(', ')}` : '';
  return {
    id: 'line',
    ...(refused ? calls : lineLooks[state]),
    name: lampWords('lamp.line'),
    word: `${refused ? lampWords('lamp.line.refused') : word}${by} · ${when(last)}`,
    why: refused
      ? lampWords('lamp.line.why.refused')
      : held === null
        ? lampWords(`lamp.line.why.${state}`)
        : heldWords(held),
    more: [
      one(lampWords('lamp.line.portal'), portal.portal),
      one(lampWords('lamp.line.gateway'), portal.gateway),
      ...portal.lines.map((line) => `${line.name}: ${oneLineWord(line)} · ${useWords(line)}`),
    ],
    code: refused ? portal.refusal : null,
  };
}

/** What waits for the portal and, where the office has one beside it, for the one-stop system. */
function open({ waiting, rejected, beside }: StationAnswer['portal']): { waiting: number; rejected: number } {
  return { waiting: waiting + (beside?.waiting ?? 0), rejected: rejected + (beside?.rejected ?? 0) };
}

function waitingLamp({ portal }: StationAnswer): Lamp {
  const { waiting, rejected } = open(portal);
  const { waitingBytes, secondsLeft, held } = portal;
  const words = [
    ...(rejected > 0 ? [lampWords('lamp.waiting.rejected', { count: rejected })] : []),
    ...(waiting > 0 ? [lampWords('lamp.waiting', { count: waiting })] : []),
  ];
  const why =
    rejected > 0 ? 'lamp.waiting.why.rejected' : waiting > 0 ? 'lamp.waiting.why.waiting' : 'lamp.waiting.why.none';
  return {
    id: 'waiting',
    ...(rejected > 0 ? calls : waiting > 0 ? waits : ready),
    name: '',
    word: words.length === 0 ? lampWords('lamp.waiting.none') : words.join(' · '),
    why: lampWords(why),
    more: waiting === 0 ? [] : backlogWords(waitingBytes, secondsLeft, waitingBytes > 0 ? held : null),
    code: null,
  };
}

/** What goes by stick: it waits for somebody to carry it, which is nothing wrong. */
function stickLamp({ portal }: StationAnswer): Lamp {
  const { waiting, rejected } = open(portal);
  const words = [
    ...(rejected > 0 ? [lampWords('lamp.waiting.rejected', { count: rejected })] : []),
    ...(waiting > 0 ? [lampWords('lamp.stick', { count: waiting })] : []),
  ];
  const why = rejected > 0 ? 'lamp.waiting.why.rejected' : 'lamp.stick.why';
  return {
    id: 'waiting',
    ...(rejected > 0 ? calls : waiting > 0 ? working : ready),
    name: '',
    word: words.length === 0 ? lampWords('lamp.waiting.none') : words.join(' · '),
    why: lampWords(waiting + rejected > 0 ? why : 'lamp.waiting.why.none'),
    more: [],
    code: null,
    view: '/chuyen-bang-usb',
  };
}

/** How much is to be sent, and about how long that takes. */
function backlogWords(bytes: number, seconds: number | null, held: Held | null): string[] {
  return [
    ...(bytes < 1_000_000 ? [] : [lampWords('lamp.waiting.bytes', { size: size(bytes) })]),
    seconds === null
      ? held === null
        ? lampWords('lamp.waiting.left-unknown')
        : heldWords(held)
      : lampWords('lamp.waiting.left', { length: age(Math.max(60, seconds) * 1000) }),
  ];
}

/** What officers put on the portal: nothing is wrong with it until it has waited too long. */
function handLamp({ dossiers, oldestAt, late }: NonNullable<StationAnswer['portal']['byHand']>, now: number): Lamp {
  const look = dossiers === 0 ? ready : late ? calls : working;
  const oldest = oldestAt === null ? '' : lampWords('lamp.hand.oldest', { age: age(now - oldestAt) });
  return {
    id: 'hand',
    ...look,
    name: '',
    word: dossiers === 0 ? lampWords('lamp.hand.none') : `${lampWords('lamp.hand', { count: dossiers })} · ${oldest}`,
    why: lampWords(dossiers === 0 ? 'lamp.hand.why.none' : late ? 'lamp.hand.why.late' : 'lamp.hand.why'),
    more: [],
    code: null,
    view: '/dua-len-cong',
  };
}

/** The lamps of a station. What is not set up has none. */
export function lampsOf(answer: StationAnswer): readonly Lamp[] {
  const { connector, byHand, beside } = answer.portal;
  const { waiting, rejected } = open(answer.portal);
  const carried = connector === 'hand-over';
  const sends = connector !== 'manual' && !carried;
  // What a line that is no longer used left behind is done by hand, beside what the line carries.
  const line = sends ? [lineLamp(answer)] : [];
  const asks = byHand === null || waiting + rejected > 0;
  const queue = carried ? [stickLamp(answer)] : (sends || beside !== null) && asks ? [waitingLamp(answer)] : [];
  const hand = byHand === null ? [] : [handLamp(byHand, answer.now)];
  const disk = answer.disk === null ? [] : [diskLamp(answer.disk)];
  return [
    scannerLamp(answer),
    tokenLamp(answer),
    ...line,
    ...queue,
    ...hand,
    ...disk,
    ...certificatesLamp(answer.certificates),
    backupLamp(answer.backup, answer.now),
    ...clockLamp(answer.clock),
    ...registerLamp(answer.registerTrouble),
    ...lanLamp(answer.lanAbsent),
  ];
}

/** What a code says beside a lamp. */
export function codeWords(words: { readonly vi: string; readonly en: string }, code: string): string {
  return `${either(words)} (${lampWords('lamp.code', { code })})`;
}
