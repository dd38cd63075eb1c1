import { createHash } from 'node:crypto';
import type { TrustKind } from './trust.ts';

/**
 * Root certificates that are known by the SHA-256 of their DER. No certificate comes with the program: a unit installs
 * them, and this says what an installed one is. G1 signs itself with SHA-1, so its hash is all that speaks for it.
 */
const known: Readonly<Record<string, TrustKind>> = {
  // Cơ quan chứng thực số chuyên dùng Chính phủ (RootCA), 2010–2030: G1.
  f7bc89054cec7f12730d7b8cd3eb7955b163835087e5eb873edfb584763b3f90: 'official',
  // RootCA chuyên dùng Chính phủ G2, 2018–2048.
  f04ba4b459a7c9a1b971ad9b1cb833e695a80c79aea63b174b66a70edfe2fdb8: 'official',
  // The national root of the licensed public authorities (vnrca256).
  bac8bf609ab420a8ee1780d74f4de5c7f7184959d2a7375b0a75e4c29f0908e7: 'public',
};

/**
 * What an installed root certificate stands for.
 *
 * @param official  SHA-256, hexadecimal, of further roots that the unit takes as official
 */
export function kindOfRoot(der: Uint8Array, official: readonly string[] = []): TrustKind {
  const sha256 = createHash('sha256').update(der).digest('hex');
  if (official.some((each) => each.toLowerCase() === sha256)) return 'official';
  return known[sha256] ?? 'other';
}
