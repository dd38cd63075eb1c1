import { type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { PileLine, VerificationAnswer } from '../../../../src/web/contract/index.ts';
import { verifyCopy } from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';

/** What is known of the signer's signature on a copy. Only `answered` with `complete` is good. */
export type Check =
  | { readonly status: 'asking' }
  | { readonly status: 'answered'; readonly answer: VerificationAnswer }
  | { readonly status: 'failed'; readonly failure: Failed };

export interface Checks {
  of(line: PileLine): Check;
  passed(line: PileLine): boolean;
  again(line: PileLine): void;
}

const asking: Check = { status: 'asking' };
const keyOf = ({ originalId, version }: PileLine): string => `${originalId}:${version}`;

/** Has the station verify the copies one after another, each once for as long as it stays as it is. */
export function useChecks(lines: readonly PileLine[]): Checks {
  const runner = useMemo(() => new Runner(), []);
  useEffect(() => runner.want(lines), [lines, runner]);
  useEffect(() => () => runner.stop(), [runner]);
  return runner;
}

class Runner implements Checks {
  readonly #known: Signal<ReadonlyMap<string, Check>> = signal(new Map());
  #queue: PileLine[] = [];
  #running: AbortController | null = null;

  of(line: PileLine): Check {
    return this.#known.value.get(keyOf(line)) ?? asking;
  }

  passed(line: PileLine): boolean {
    const check = this.of(line);
    return check.status === 'answered' && check.answer.complete;
  }

  again(line: PileLine): void {
    this.#keep(line, null);
    this.#queue.push(line);
    void this.#run();
  }

  want(lines: readonly PileLine[]): void {
    this.#queue = lines.filter((line) => this.#known.peek().get(keyOf(line))?.status !== 'answered');
    void this.#run();
  }

  stop(): void {
    this.#queue = [];
    this.#running?.abort();
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    const own = new AbortController();
    this.#running = own;
    for (let line = this.#queue.shift(); line; line = this.#queue.shift()) {
      const reply = await verifyCopy(line.originalId, { background: true, signal: own.signal });
      if (own.signal.aborted) break;
      this.#keep(
        line,
        reply.ok ? { status: 'answered', answer: reply.value } : { status: 'failed', failure: reply.failure },
      );
    }
    this.#running = null;
  }

  #keep(line: PileLine, check: Check | null): void {
    const known = new Map(this.#known.peek());
    if (check) known.set(keyOf(line), check);
    else known.delete(keyOf(line));
    this.#known.value = known;
  }
}
