/**
 * The kinds of register, by the symbol that stands after the volume (NĐ 23/2015 Điều 13.4). A separate book for
 * electronic copies is the practice of one-stop systems; no legal text found names it, so the office chooses.
 */
export const REGISTER_TYPES = ['SCT/BS', 'SCTĐT/BS'] as const;

export type RegisterType = (typeof REGISTER_TYPES)[number];

export const REGISTER_TYPE_WORDS: Readonly<Record<RegisterType, { readonly vi: string; readonly en: string }>> = {
  'SCT/BS': { vi: 'Sổ chứng thực bản sao từ bản chính', en: 'Register of certified copies' },
  'SCTĐT/BS': { vi: 'Sổ chứng thực bản sao điện tử từ bản chính', en: 'Register of certified electronic copies' },
};

/** Where the numbers of a register come from. Whatever is not the station is checked here, and not allocated. */
export const NUMBER_SOURCES = ['station', 'paper-book', 'one-stop'] as const;

export type NumberSource = (typeof NUMBER_SOURCES)[number];

/** Why a number was given up. Holding a paper counts as a refusal. */
export const VOID_KINDS = ['return', 'refusal', 'withdrawal', 'year-end'] as const;

export type VoidKind = (typeof VOID_KINDS)[number];

/** How the book says it, before the officer's own words. */
export const VOID_KIND_WORDS: Readonly<Record<VoidKind, { readonly vi: string; readonly en: string }>> = {
  return: { vi: 'Trả lại', en: 'Returned' },
  refusal: { vi: 'Từ chối', en: 'Refused' },
  withdrawal: { vi: 'Rút hồ sơ', en: 'Withdrawn' },
  'year-end': { vi: 'Hết năm', en: 'Year end' },
};

export interface VoidReason {
  readonly kind: VoidKind;
  /** The officer's words, as they stand in the book. */
  readonly text: string;
}

/** A volume (*quyển số*) of one office's register. */
export interface Volume {
  readonly office: string;
  readonly registerType: RegisterType;
  readonly year: number;
  /** 1 is `01/YEAR`. */
  readonly ordinal: number;
  /** 1, or more in a volume that continues an earlier one or a paper book begun before the station came. */
  readonly firstNumber: number;
  readonly open: boolean;
}

/** The number of one original: its place in the book. */
export interface RegisterNumber {
  readonly registerType: RegisterType;
  readonly year: number;
  /** The ordinal of the volume. */
  readonly volume: number;
  readonly number: number;
}

/**
 * A row of the register as the rules see it. `reserved`: given, not yet under a signature. `signed`: under the signer's
 * signature. `entered`: sealed, the row is complete. `voided`: given up before the seal; the row stays with its reason.
 * `cancelled`: the sealed copy was cancelled by a decision; the row stays.
 */
export interface RegisterEntry extends RegisterNumber {
  readonly office: string;
  readonly state: 'reserved' | 'signed' | 'entered' | 'voided' | 'cancelled';
  readonly voidReason: VoidReason | null;
}
