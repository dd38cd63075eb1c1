import { bounds } from '../../portal/bundles/bounds.ts';
import type { Receipts } from '../../portal/bundles/manifest.ts';

type BundleReceipts = Receipts['bundles'][number];

/** What a list may hold at most, as the office that reads it demands. Bytes: of the list as JSON. */
export const receiptLimits = { bundles: 2000, bytes: bounds.list } as const;

/** Of a receipt's words, where they have to be shortened. */
const receiptLetters = 60;

const wrapping = Buffer.byteLength(JSON.stringify({ bundles: [] } satisfies Receipts));

/**
 * The receipts of as many bundles as one list holds, in the order given: what is left over goes in a later one. Bundles
 * of which nothing is known yet are left out. One that fills a list by itself goes without most of the far side's own
 * words; where even that is too much, the others do not wait behind it.
 */
export function fitReceipts(
  bundles: Iterable<BundleReceipts>,
  limits: { readonly bundles: number; readonly bytes: number } = receiptLimits,
): Receipts {
  const taken: BundleReceipts[] = [];
  let left = limits.bytes - wrapping;
  for (const whole of bundles) {
    if (whole.messages.length === 0) continue;
    if (taken.length === limits.bundles) break;
    const bundle = taken.length === 0 && sizeOf(whole) > left ? withoutWords(whole) : whole;
    const size = sizeOf(bundle);
    if (size > left && taken.length === 0) continue;
    if (size > left) break;
    taken.push(bundle);
    left -= size;
  }
  return { bundles: taken };
}

/** With the comma behind it. */
function sizeOf(bundle: BundleReceipts): number {
  return Buffer.byteLength(JSON.stringify(bundle)) + 1;
}

function withoutWords({ id, messages }: BundleReceipts): BundleReceipts {
  return {
    id,
    messages: messages.map((one) => {
      if (one.outcome === 'unsent') return one;
      if (one.outcome === 'confirmed') {
        const message = one.receipt.message.slice(0, receiptLetters);
        return { ...one, receipt: { ...one.receipt, message } };
      }
      const { message: _, ...rest } = one;
      return rest;
    }),
  };
}
