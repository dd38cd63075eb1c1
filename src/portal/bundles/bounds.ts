/** Bounds of a bundle: what is beyond them is refused before it is read. Bytes where nothing else is said. */
export const bounds = {
  manifest: 4 * 1024 * 1024,
  /** A dossier's messages, or all receipts. */
  list: 16 * 1024 * 1024,
  copy: 512 * 1024 * 1024,
  /** All of it. FAT32 takes no longer file. */
  bundle: 4_000_000_000,
  parts: 20_000,
  /** Of which receipts can tell. */
  messages: 20_000,
} as const;

/** The longest card there is, bytes. */
export const mostCardBytes = 4096;
