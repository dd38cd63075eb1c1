import { fail, ok, type Result } from '../common/result.ts';

/** On whose authority an officer signs (NĐ 30/2020 Phụ lục I: KT. for a deputy, TUQ. for somebody delegated). */
export const SIGNATURE_BLOCK_KINDS = ['chairman', 'deputy', 'delegated'] as const;

export type SignatureBlockKind = (typeof SIGNATURE_BLOCK_KINDS)[number];

/**
 * An officer's signature block. A delegate signs under a written delegation (Luật 72/2025/QH15 Điều 14, NĐ 280/2025),
 * whose reference is kept with it, and under his own title.
 */
export type SignatureBlock =
  | { readonly kind: 'chairman' | 'deputy' }
  | { readonly kind: 'delegated'; readonly title: string; readonly delegationDocument: string };

/** The lines over the signature; `{title}` is the delegate's own. Job titles change with each reform: they are data. */
export type SignatureBlockLines = Readonly<Record<SignatureBlockKind, readonly string[]>>;

export const DEFAULT_SIGNATURE_BLOCK_LINES: SignatureBlockLines = {
  chairman: ['CHỦ TỊCH'],
  deputy: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
  delegated: ['TUQ. CHỦ TỊCH', '{title}'],
};

/** Whether a block can stand under an attestation. Error: LAW-SIGNATURE-BLOCK. */
export function checkSignatureBlock(block: SignatureBlock | null): Result<SignatureBlock> {
  if (block === null) return fail('LAW-SIGNATURE-BLOCK');
  const incomplete =
    block.kind === 'delegated' && (block.title.trim() === '' || block.delegationDocument.trim() === '');
  return incomplete ? fail('LAW-SIGNATURE-BLOCK') : ok(block);
}

/** The lines of a block, in capitals where the office's table has them so; the delegate's title in capitals. */
export function signatureBlockLines(
  block: SignatureBlock,
  lines: SignatureBlockLines = DEFAULT_SIGNATURE_BLOCK_LINES,
): readonly string[] {
  const title = block.kind === 'delegated' ? block.title.normalize('NFC').trim().toLocaleUpperCase('vi') : '';
  return lines[block.kind].map((line) => line.replaceAll('{title}', () => title));
}
