import { fail, ok, type Result } from '../../common/result.ts';
// Not by the room's index: the service starts without what the rest of the room needs.
import { limits } from '../../copies/validation/limits.ts';
import { readGuestPart } from '../../store/guests/guest-files.ts';
import type { Store } from '../../store/index.ts';
import type { QueuedMessage } from '../../store/repositories/guests.ts';

/**
 * Judges a copy of another office before it is sent: every byte accounted for, and exactly valid signatures.
 * BUNDLE-COPY-INVALID, BUNDLE-COPY-UNTRUSTED; BUNDLE-COPY-UNCHECKED when the verifier could not conclude;
 * any other failure is this station's own, and passes.
 *
 * @param madeAt  when its office handed it over, as that office says; epoch milliseconds
 */
export type JudgeGuestCopy = (pdf: Uint8Array, madeAt: number) => Promise<Result<void>>;

/** How often the verifier may break on a copy before the copy is set aside. */
const mostTries = 3;

/** Failures that a copy is not set aside for: this station's own, which pass. */
export const passing: readonly string[] = ['VERIFY-TRUST-UNREADABLE', 'BUNDLE-COPY-WAITS'];

/** Looks at each copy before it is sent. What was found good is found again until the station stops. */
export class CopyChecks {
  readonly #store: Store;
  readonly #judge: JudgeGuestCopy;
  readonly #good = new Set<string>();
  readonly #tries = new Map<string, number>();

  constructor(store: Store, judge: JudgeGuestCopy) {
    this.#store = store;
    this.#judge = judge;
  }

  /**
   * Reads the copy of a message to its end and judges it. BUNDLE-CONTENT-GONE, STORE-DOCUMENT-DAMAGED, and what the judge
   * answers; BUNDLE-COPY-WAITS while a verifier that broke is tried again.
   */
  async check({ bundleId, documentId, bytes: length, seq }: QueuedMessage): Promise<Result<void>> {
    if (documentId === null) return ok();
    const key = `${bundleId} ${documentId}`;
    if (length > limits.fileBytes) return fail('BUNDLE-COPY-UNCHECKED', { reason: 'too-large' });
    // Every byte of it, each time: a disk may go bad after the first look.
    const read = await readGuestPart(this.#store, bundleId, documentId);
    if (!read.ok) return read;
    if (read.value.length !== length) return fail('STORE-DOCUMENT-DAMAGED', { document: documentId, reason: 'length' });
    if (this.#good.has(key)) return ok();
    // The number of a bundle is the second in which it was made.
    const judged = await this.#judge(read.value, seq * 1000);
    if (judged.ok) this.#good.add(key);
    if (judged.ok || judged.error.code !== 'BUNDLE-COPY-UNCHECKED') {
      this.#tries.delete(key);
      return judged;
    }
    const tries = (this.#tries.get(key) ?? 0) + 1;
    this.#tries.set(key, tries);
    return tries < mostTries ? fail('BUNDLE-COPY-WAITS') : judged;
  }
}
