/**
 * The token host: a child process for one PKCS#11 module, because modules crash, block and keep state for the whole
 * process. It is a plain loop without an event loop: read one request, do it, answer. Requests come on descriptor 0,
 * answers go out on descriptor 3, so that whatever a module prints cannot spoil them. It ends when the station closes
 * descriptor 0.
 *
 * Each job runs between C_Initialize and C_Finalize: no login outlives a job, and a token that came or went is seen.
 *
 * Usage: node host.ts MODULE.so
 */
import { readSync, writeSync } from 'node:fs';
import pkcs11, { type PKCS11 } from 'pkcs11js';
import { type Failure, fail } from '../../common/result.ts';
import { encodeAnswer } from './answers.ts';
import { ckrOf, failureOf } from './ckr-failures.ts';
import { ck, missingConstants } from './constants.ts';
import { encodeFrame, type FrameType, frameTypes, headerBytes, parseHeader } from './frames.ts';
import { inspectTokens, quietly } from './inspect-job.ts';
import { forbidDumps, type Login, loginOf } from './login.ts';
import { signDigests } from './sign-job.ts';
import { decodeSignRequest, maxRequestBytes } from './sign-request.ts';

const requestsFd = 0;
const answersFd = 3;
/** Exit codes: a module that cannot be loaded, a station that does not speak the protocol, a module that cannot be left. */
const exits = { unusable: 3, protocol: 4, stuck: 5 } as const;

const request = Buffer.alloc(maxRequestBytes);

function send(type: FrameType, body?: Uint8Array): void {
  const frame = encodeFrame(type, body);
  for (let sent = 0; sent < frame.length; ) sent += writeSync(answersFd, frame, sent);
}

/** Fills `into` from `from` to `to`; false at the end of the stream. */
function readFully(into: Buffer, from = 0, to = into.length): boolean {
  for (let at = from; at < to; ) {
    const read = readSync(requestsFd, into, at, to - at, null);
    if (read === 0) return false;
    at += read;
  }
  return true;
}

function start(): { module: PKCS11; login: Login } {
  forbidDumps();
  const missing = missingConstants();
  const path = process.argv[2];
  try {
    if (missing.length > 0 || path === undefined) throw new Error('unusable');
    const module = new pkcs11.PKCS11();
    module.load(path);
    return { module, login: loginOf(path) };
  } catch {
    const reason = missing.length > 0 ? `constants ${missing.join(' ')}`.slice(0, 200) : 'library';
    send(frameTypes.unusable, encodeAnswer(fail('TOKEN-MODULE-UNUSABLE', { reason }).error));
    process.exit(exits.unusable);
  }
}

interface Answer {
  readonly type: FrameType;
  readonly body: Buffer;
}

const failed = (failure: Failure): Answer => ({ type: frameTypes.failure, body: encodeAnswer(failure) });

/** Does `work`; a return value that is not CKR_OK becomes an answer, any other exception is a bug and ends the host. */
function guarded(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    const ckr = ckrOf(error);
    if (ckr === undefined) throw error;
    return failed(failureOf(ckr));
  }
}

/** Runs one job on a freshly initialised module; `left` says whether the module is finalised again. */
function run(module: PKCS11, job: () => Answer): { readonly answer: Answer; readonly left: boolean } {
  let left = true;
  const answer = guarded(() => {
    module.C_Initialize({ flags: ck.CKF_OS_LOCKING_OK });
    left = false;
    const done = guarded(job);
    quietly(() => {
      module.C_Finalize();
      left = true;
    });
    return done;
  });
  return { answer, left };
}

function sendProgress(done: number): void {
  const count = Buffer.alloc(2);
  count.writeUInt16BE(done);
  send(frameTypes.progress, count);
}

const word = Buffer.alloc(headerBytes);

/** Whether the station wants a further signature. It says so each time; one that is gone does not. */
function wantsMore(): boolean {
  if (!readFully(word)) return false;
  const header = parseHeader(word);
  if (header?.bodyBytes !== 0) process.exit(exits.protocol);
  if (header.type === frameTypes.enough) return false;
  return header.type === frameTypes.goOn || process.exit(exits.protocol);
}

function jobOf(module: PKCS11, login: Login, type: FrameType, body: Buffer): () => Answer {
  if (type === frameTypes.inspect) {
    return () => ({ type: frameTypes.tokens, body: encodeAnswer(inspectTokens(module)) });
  }
  const job = type === frameTypes.sign ? decodeSignRequest(body) : undefined;
  if (job === undefined) process.exit(exits.protocol);
  return () => {
    const result = signDigests(module, login, job, sendProgress, wantsMore);
    return result.ok ? { type: frameTypes.signed, body: encodeAnswer(result.value) } : failed(result.error);
  };
}

const { module, login } = start();
send(frameTypes.ready);
while (readFully(request, 0, headerBytes)) {
  const header = parseHeader(request);
  if (header === undefined || headerBytes + header.bodyBytes > request.length) process.exit(exits.protocol);
  if (!readFully(request, headerBytes, headerBytes + header.bodyBytes)) break;
  const body = request.subarray(headerBytes, headerBytes + header.bodyBytes);
  let done: ReturnType<typeof run>;
  try {
    done = run(module, jobOf(module, login, header.type, body));
  } finally {
    request.fill(0);
  }
  // The answer goes out when the login is over and the PIN is gone; a module that cannot be left ends with its process.
  if (!done.left) send(frameTypes.leaving);
  send(done.answer.type, done.answer.body);
  if (!done.left) process.exit(exits.stuck);
}
