import type { FailureAnswer } from '../../../src/web/contract/index.ts';
import { en } from '../words/en.ts';
import { vi } from '../words/vi.ts';
import type { Failed, Reply } from './reply.ts';

/** How a request is made beside its body. */
export interface CallOptions {
  /** The screen asks by itself, not the officer: the session is not kept alive by it. */
  readonly background?: boolean;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Call extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is, as `application/octet-stream` unless the headers say otherwise. */
  readonly raw?: Uint8Array<ArrayBuffer>;
}

const missingListeners = new Set<() => void>();
const unpairedListeners = new Set<() => void>();

/** Hears of each answer that says this screen is not paired. */
export function onUnpaired(listener: () => void): void {
  unpairedListeners.add(listener);
}

/** Hears of each answer that says the session is no more. */
export function onSessionMissing(listener: () => void): void {
  missingListeners.add(listener);
}

/** Asks the station. Never throws for a refusal or for a station that is away; an abort is a failure like that. */
export async function call<T>(request: Call): Promise<Reply<T>> {
  const { method, path, body, raw, background = false, signal, headers = {} } = request;
  const json = body === undefined ? undefined : JSON.stringify(body);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        ...(raw ? { 'content-type': 'application/octet-stream' } : {}),
        ...headers,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(background ? { 'x-background': '1' } : {}),
      },
      ...(raw ? { body: raw } : {}),
      ...(json === undefined ? {} : { body: json }),
      ...(signal ? { signal } : {}),
    });
    text = await response.text();
  } catch {
    return { ok: false, failure: stationAway() };
  }
  const answer = parse(text);
  if (response.ok && answer !== undefined) return { ok: true, value: answer as T };
  const failure = failureOf(response.status, answer);
  if (failure.code === 'SCREEN-UNPAIRED') for (const listener of unpairedListeners) listener();
  if (failure.code === 'WEB-SESSION-MISSING' || failure.code === 'SCREEN-UNPAIRED')
    for (const listener of missingListeners) listener();
  return { ok: false, failure };
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is said when the station did not answer. */
export function stationAway(): Failed {
  return { status: 0, code: 'STATION-AWAY', message: vi['station.away'], messageEn: en['station.away'], facts: {} };
}

function failureOf(status: number, answer: unknown): Failed {
  if (typeof answer === 'object' && answer !== null && 'code' in answer && 'messageEn' in answer) {
    return { status, ...(answer as FailureAnswer) };
  }
  return {
    status,
    code: 'STATION-UNREADABLE',
    message: vi['station.unreadable'],
    messageEn: en['station.unreadable'],
    facts: {},
  };
}
