/** What an anchor stands for: the Government's own authority (công vụ), a licensed public one, or neither is said. */
export const trustKinds = ['official', 'public', 'other'] as const;
export type TrustKind = (typeof trustKinds)[number];

/** A certificate that is trusted; `only` for timestamps where it says so. */
export interface TrustAnchor {
  readonly der: Uint8Array;
  readonly kind: TrustKind;
  readonly only?: 'timestamp';
}

/** Whom to trust, as data. Anchors are trusted as they are: their own signature is not asked. */
export interface TrustList {
  readonly anchors: readonly TrustAnchor[];
  /** Authorities that signatures often leave out; they still have to lead to an anchor. */
  readonly intermediates: readonly Uint8Array[];
  /** Revocation lists at hand, DER. */
  readonly lists: readonly Uint8Array[];
  /** OCSP answers at hand, DER. */
  readonly responses?: readonly Uint8Array[];
}

export const trustNobody: TrustList = { anchors: [], intermediates: [], lists: [] };
