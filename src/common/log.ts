import { fstatSync } from 'node:fs';
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { type LogLine, RecentLines } from './recent-lines.ts';

export type { Logger } from 'pino';

/** Fields that may hold a secret or personal data, by their name in lower case without `-` and `_`. */
const secret =
  /^(pin|puk|body|headers)$|(?:old|new|user)pin$|name$|password|secret|cookie|authorization|requester|identity|phone|email|address$|birth/;
const maxDepth = 8;
const recent = Symbol('recent lines');

/**
 * The program's log: JSON lines for journald. It carries ids, codes, counts and durations, never personal data:
 * the fields that could hold some are removed here, at any depth, as a second line of defence. Lines that go to journald
 * begin with their severity (sd-daemon(3)), so that `journalctl -p warning` finds them.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const lines = new RecentLines();
  const graded = destination === undefined && writesToJournal(process.env['JOURNAL_STREAM']);
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { log: (fields) => scrubFields(fields) },
    hooks: {
      logMethod(args, method, lineLevel) {
        lines.note(lineLevel, args[0], Date.now());
        method.apply(this, args);
      },
      ...(graded ? { streamWrite: withSeverity } : {}),
    },
    serializers: { err: (error: unknown) => describeError(error) },
    // What a serializer of fastify or a class instance brings in is no plain object and passes by the scrubbing.
    redact: { paths: ['req.headers', 'req.body', 'res.headers', '*.pin', '*.password', '*.cookie'], remove: true },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  // The bindings of a child do not pass through the formatter.
  const { child } = logger;
  Object.assign(logger, {
    [recent]: lines,
    child(this: Logger, bindings: Record<string, unknown>, ...more: unknown[]): unknown {
      const made: unknown = Reflect.apply(child, this, [scrubFields(bindings), ...more]);
      return made;
    },
  });
  return logger;
}

/** Whether standard output is systemd's journal: the variable names its device and inode. */
function writesToJournal(stream: string | undefined): boolean {
  if (!stream) return false;
  const { dev, ino } = fstatSync(1);
  return stream === `${dev}:${ino}`;
}

/** A line of pino's with the severity of syslog(3) before it: 2 critical, 3 error, 4 warning, 6 information, 7 debug. */
export function withSeverity(line: string): string {
  const level = Number(/^\{"level":(\d+)/.exec(line)?.[1] ?? 30);
  const severity = level >= 60 ? 2 : level >= 50 ? 3 : level >= 40 ? 4 : level >= 30 ? 6 : 7;
  return `<${severity}>${line}`;
}

/** What this logger and its children last said, the newest first: in words for the technician's view. */
export function recentLines(log: Logger): readonly LogLine[] {
  const lines: unknown = Reflect.get(log, recent);
  return lines instanceof RecentLines ? lines.lines : [];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function scrubFields(fields: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const kept = Object.entries(fields).filter(([key]) => !secret.test(key.toLowerCase().replaceAll(/[-_]/g, '')));
  return Object.fromEntries(kept.map(([key, value]) => [key, scrub(value, depth + 1)]));
}

function scrub(value: unknown, depth: number): unknown {
  if (depth > maxDepth) return '…';
  if (Array.isArray(value)) return value.map((item) => scrub(item, depth + 1));
  if (value instanceof Error) return describeError(value);
  // Bytes may be a PIN.
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  return isPlain(value) ? scrubFields(value, depth) : value;
}

/** An exception without the fields that others hang on it: what it was, where, and why. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined || depth > 3 ? {} : { cause: describeError(error.cause, depth + 1) };
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause };
}
