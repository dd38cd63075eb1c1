/** What the office hands over on paper: the slips of a dossier or an original, the list of its fees, the public rates. */
export const SLIP_KINDS = ['reception', 'supplement', 'refusal', 'fees', 'rates'] as const;

export type SlipKind = (typeof SLIP_KINDS)[number];

/** All that is printed: the slips, and a month of the register. */
export const PRINT_KINDS = [...SLIP_KINDS, 'register'] as const;

/** The papers it is printed on. */
export const PAPERS = ['a5', 'a4'] as const;

export type Paper = (typeof PAPERS)[number];

export interface SlipColumn {
  readonly title: string;
  readonly align: 'left' | 'centre' | 'right';
  /** Its part of the width, beside the weights of the others. */
  readonly weight: number;
}

export interface SlipTable {
  readonly columns: readonly SlipColumn[];
  readonly rows: readonly (readonly string[])[];
  /** A last row over all columns but the last. */
  readonly total: { readonly label: string; readonly value: string } | null;
}

/** A part of a slip, from top to bottom. `\n` in a text begins a new line. */
export type SlipBlock =
  | {
      readonly kind: 'field';
      readonly number: number | null;
      readonly label: string;
      readonly value: string;
      readonly strong: boolean;
    }
  | { readonly kind: 'paragraph'; readonly text: string; readonly small: boolean }
  | ({ readonly kind: 'table' } & SlipTable)
  | {
      readonly kind: 'tracking';
      readonly label: string;
      /** In two halves: `ABCDE 12345`. */
      readonly code: string;
      readonly note: string;
      /** Where the code is asked with, when the office has published an address; the renderers draw it as a QR code. */
      readonly address: string | null;
    };

/** A place for a signature; `name` stands under it. */
export interface SlipSignature {
  readonly title: string;
  readonly note: string;
  readonly name: string;
}

/**
 * A slip as both renderers draw it. Always Vietnamese, all of it NFC, nothing empty; the only times in it are those of
 * the acts it tells of, so that a second print says the same.
 */
export interface SlipModel {
  readonly kind: (typeof PRINT_KINDS)[number];
  /** The heading at the left: the office, on one line or two, and the unit that receives. */
  readonly office: string | null;
  readonly unit: string;
  readonly nation: string;
  readonly motto: string;
  /** `Mã hồ sơ: …` under the heading at the left, and on each of several pages. */
  readonly reference: string | null;
  /** `Nậm Phai, ngày 05 tháng 02 năm 2026` */
  readonly placeAndDate: string | null;
  readonly title: string;
  readonly subtitle: string | null;
  readonly blocks: readonly SlipBlock[];
  readonly signatures: readonly SlipSignature[];
}
