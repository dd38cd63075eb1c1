/** What the forms of the stand-in have in common: a request as it came, and what it is answered. */
import type { IncomingHttpHeaders } from 'node:http';

export interface Incoming {
  readonly method: string;
  readonly service: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

export interface FormAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Words alone, without JSON around them. */
  readonly plain?: boolean;
}

/** One way to speak to the portal. */
export interface PortalForm {
  readonly name: 'lgsp' | 'mapi' | 'dvcsync' | 'one-stop';
  /** Where the station sends to. */
  readonly path: string;
  /** The service that a request is for, or null when this form has none of that name. */
  serviceOf(path: string, body: unknown): string | null;
  answer(request: Incoming): FormAnswer;
  /** Sessions and tokens given until now end. */
  expire(): void;
}

/** A session or token that nobody guesses. */
export class Passes {
  readonly #given = new Set<string>();

  give(pass: string): string {
    this.#given.add(pass);
    return pass;
  }

  has(pass: string): boolean {
    return this.#given.has(pass);
  }

  clear(): void {
    this.#given.clear();
  }
}

/** Whether an object has exactly these keys. */
export function hasExactly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).sort().join() === [...keys].sort().join();
}

/** Every dossier code that a body names, however deep. */
export function codesIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(codesIn);
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'string' ? (key.toLowerCase() === 'mahoso' ? [value] : []) : codesIn(value),
  );
}
