import { ok, type Result } from '../../common/result.ts';
import { extendCopy } from '../../copies/index.ts';
import { openWay } from '../../portal/line/way.ts';
import { createTrustServices } from '../../portal/trust-services/index.ts';
import { readExactly, write } from '../task-documents.ts';
import type { Written } from '../tasks.ts';
import type { ExtendTask } from './thread.ts';

/** What came of a copy, and the bytes that its questions carried by each line. */
export interface Ended {
  readonly written: Result<Written>;
  readonly carried: Readonly<Record<string, number>>;
}

/** Runs in the thread of `extensionThread`: the document is read and written sealed, right here. */
export const tasks = {
  extend: async (task: ExtendTask): Promise<Result<Ended>> => {
    const sealed = await readExactly(task.sealed, task.sealedSha256);
    if (!sealed.ok) return sealed;
    const { expected, trustAnchors, intermediates, timestampAnchors, answerMs: timeoutMs } = task;
    const begun = performance.now();
    const now = (): number => Math.round(task.now + performance.now() - begun);
    const line = openWay(task.line);
    const services = createTrustServices(
      { tsaUrl: task.authorityUrl, timestampAnchors, privateHosts: task.hosts, timeoutMs, line },
      { now, monotonic: () => performance.now() },
      // Whoever stops the thread stops its questions.
      new AbortController().signal,
    );
    const extended = await extendCopy(
      sealed.value,
      { expected, trustAnchors, intermediates, timestampAnchors },
      services,
      now,
    );
    const written = extended.ok ? await write(task.into, extended.value.pdf) : extended;
    const carried = line.carried();
    line.close();
    return ok({ written, carried });
  },
};
