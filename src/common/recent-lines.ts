import { type Code, codes } from './codes/index.ts';

/** What a line of the program's log says to a person: a code, how grave, how often in a row, and when last. */
export interface LogLine {
  /** Epoch milliseconds of the first and of the last of them. */
  readonly since: number;
  readonly at: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly code: Code;
  readonly count: number;
}

/** As many are kept. */
export const linesKept = 200;

const warn = 40;
const error = 50;

/**
 * The last lines of the program's log that say something to a technician: those that carry a code of ours, and every
 * error, as the code of an unforeseen one. Nothing else of a line is kept, so nothing personal can be in here.
 */
export class RecentLines {
  readonly #lines: LogLine[] = [];

  /** Takes a line as pino is given it: its level by pino's numbers, and its fields. */
  note(level: number, fields: unknown, at: number): void {
    const code = codeIn(fields) ?? (level >= error ? 'WEB-INTERNAL' : undefined);
    if (code === undefined) return;
    const name = level >= error ? 'error' : level >= warn ? 'warn' : 'info';
    const last = this.#lines.at(-1);
    if (last?.code === code && last.level === name) {
      this.#lines[this.#lines.length - 1] = { ...last, at, count: last.count + 1 };
      return;
    }
    this.#lines.push({ since: at, at, level: name, code, count: 1 });
    if (this.#lines.length > linesKept) this.#lines.shift();
  }

  /** The newest first. */
  get lines(): readonly LogLine[] {
    return this.#lines.toReversed();
  }
}

function codeIn(fields: unknown): Code | undefined {
  if (typeof fields !== 'object' || fields === null || !('code' in fields)) return undefined;
  const { code } = fields;
  return typeof code === 'string' && Object.hasOwn(codes, code) ? (code as Code) : undefined;
}
