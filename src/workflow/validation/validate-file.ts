import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
// Not by the room's index: the service starts without what the rest of the room needs.
import { limits as validationLimits } from '../../copies/validation/limits.ts';
import type { Examined, Validation } from '../../copies/validation/report.ts';
import type { TrustAnchor, TrustList } from '../../copies/validation/trust.ts';
import { notConcluded } from '../../copies/validation/validate.ts';
import { spawnSupervised } from '../../devices/supervision/child.ts';

/** What the child is told besides the file; octets in Base64. */
export interface ChildRequest {
  readonly at: number;
  readonly anchors: readonly (Omit<TrustAnchor, 'der'> & { readonly der: string })[];
  readonly intermediates: readonly string[];
  readonly lists: readonly string[];
  readonly responses: readonly string[];
}

/** What the child answers; octets in Base64. */
export interface ChildAnswer {
  readonly validation: Validation;
  readonly ends: readonly number[];
  readonly missing: readonly { readonly name: string | null; readonly subject: string; readonly issuer: string }[];
}

export interface ValidateFileOptions {
  readonly trust: TrustList;
  /** The time for which to check, epoch milliseconds. */
  readonly at: number;
  /** Wall-clock time that the child gets, in milliseconds. */
  readonly limitMs?: number;
  /** Of private memory, in bytes. */
  readonly memoryBytes?: number;
  /** Ends the child when nobody waits any more. */
  readonly signal?: AbortSignal;
}

const program = fileURLToPath(new URL('./child.ts', import.meta.url));
/** All that the child may read: the sources, and what says of which kind they are. */
const source = dirname(dirname(dirname(program)));
const manifest = join(dirname(source), 'package.json');
const usualLimitMs = 30_000;
const answerBytes = 4 * 1024 * 1024;
/**
 * Of private memory, so that a file that inflates cannot take the station with it. The runtime itself reserves some
 * 600 MiB of it and touches a tenth of that.
 */
const usualMemoryBytes = 1024 * 1024 * 1024;
const heapMiB = 256;

/**
 * Validates a PDF from outside in a process of its own, which has limits on memory, processor time and wall-clock time,
 * opens no file and no connection, and is killed when it is over a limit. A file that breaks it is not concluded upon.
 */
export async function validateFile(pdf: Uint8Array, options: ValidateFileOptions): Promise<Validation> {
  return (await examineFile(pdf, options)).validation;
}

/** `validateFile`, with the certificates whose status is neither in the file nor in the trust list. */
export async function examineFile(pdf: Uint8Array, options: ValidateFileOptions): Promise<Examined> {
  const { trust, at, limitMs = usualLimitMs, memoryBytes = usualMemoryBytes, signal } = options;
  const nothing = (reason: 'too-large' | 'gave-up'): Examined => ({
    validation: notConcluded(reason, at, pdf.length),
    missing: [],
    ends: [],
  });
  if (pdf.length > validationLimits.fileBytes) return nothing('too-large');
  const seconds = Math.ceil(limitMs / 1000) + 1;
  const limits = [`--data=${memoryBytes}`, `--cpu=${seconds}`, '--core=0', '--fsize=0', '--nofile=64'];
  const own = ['--permission', `--allow-fs-read=${source}`, `--allow-fs-read=${manifest}`];
  const node = [...own, `--max-old-space-size=${heapMiB}`, '--no-warnings', program];
  const child = spawnSupervised('prlimit', [...limits, '--', process.execPath, ...node], {
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    stdio: ['pipe', 'pipe', 'ignore'],
    cwd: source,
  });
  const kill = (): void => void child.kill('SIGKILL');
  const timer = setTimeout(kill, limitMs);
  signal?.addEventListener('abort', kill);
  if (signal?.aborted === true) kill();
  try {
    const pieces: Buffer[] = [];
    let length = 0;
    child.stdout?.on('data', (piece: Buffer) => {
      length += piece.length;
      if (length > answerBytes) kill();
      else pieces.push(piece);
    });
    // A child that ends early closes the pipe; what it said, or did not say, is the answer.
    child.stdin?.on('error', () => undefined);
    child.on('error', () => undefined);
    child.stdin?.write(request(trust, at));
    child.stdin?.end(pdf);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0 || length > answerBytes) return nothing('gave-up');
    const { validation, missing, ends } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as ChildAnswer;
    const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
    return {
      validation,
      ends,
      missing: missing.map(({ name, subject, issuer }) => ({ name, subject: bytes(subject), issuer: bytes(issuer) })),
    };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}

function request({ anchors, intermediates, lists, responses = [] }: TrustList, at: number): Buffer {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const told: ChildRequest = {
    at,
    anchors: anchors.map(({ der, ...rest }) => ({ ...rest, der: text(der) })),
    intermediates: intermediates.map(text),
    lists: lists.map(text),
    responses: responses.map(text),
  };
  const json = Buffer.from(JSON.stringify(told));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([length, json]);
}
