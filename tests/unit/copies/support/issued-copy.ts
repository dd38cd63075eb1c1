import { type Authority, makeAuthority } from './keys.ts';
import { base } from './material.ts';
import { sealBy, signBy } from './signing.ts';

/** A copy at each stage of its making: `sealed` begins with `signed`, which begins with `unsigned`. */
export interface IssuedCopy {
  readonly authority: Authority;
  readonly unsigned: Uint8Array;
  readonly signed: Uint8Array;
  readonly sealed: Uint8Array;
}

/** A copy signed and sealed under an authority of its own. */
export async function issueCopy(): Promise<IssuedCopy> {
  const authority = makeAuthority();
  const unsigned = await base();
  const signed = await signBy(authority, unsigned);
  return { authority, unsigned, signed, sealed: await sealBy(authority, signed) };
}
