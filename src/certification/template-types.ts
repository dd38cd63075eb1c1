/** How an attestation page is laid out: the appearance an office chooses. */
export const ATTESTATION_PROFILES = ['nd30', 'one-stop'] as const;

export type AttestationProfile = (typeof ATTESTATION_PROFILES)[number];

/** What a line of the attestation is. `place` is printed only when there is a place. */
export const ATTESTATION_LINE_ROLES = ['heading', 'number', 'date', 'place'] as const;

export type AttestationLineRole = (typeof ATTESTATION_LINE_ROLES)[number];

/** How a line looks; the renderer owns the font, which is upright with serifs. */
export interface LineStyle {
  readonly align: 'left' | 'centre' | 'right';
  readonly bold: boolean;
  readonly sizePt: number;
  readonly colour: 'black' | 'blue';
}

export interface TemplateLine {
  readonly role: AttestationLineRole;
  /** Text with the placeholders of `PLACEHOLDERS`. */
  readonly text: string;
  readonly style: LineStyle;
}

/** An attestation as data: the office may edit the words without a new version of the program. */
export interface AttestationTemplate {
  readonly profile: AttestationProfile;
  readonly lines: readonly TemplateLine[];
  readonly signature: {
    readonly align: 'left' | 'centre' | 'right';
    readonly block: LineStyle;
    readonly name: LineStyle;
  };
  readonly conversionMark: { readonly text: string; readonly style: LineStyle };
  /** Where the words come from and how sure that is. */
  readonly source: string;
}

/** What stands in braces in a template. */
export const PLACEHOLDERS = [
  /** `Số chứng thực: 123, quyển số: 01/2026-SCT/BS` */
  'registerNumber',
  /** `123` */
  'number',
  /** `01/2026-SCT/BS` */
  'volume',
  /** Day of the month, two digits. */
  'day',
  /** Month with a zero before 1 and 2 only (NĐ 30/2020 Phụ lục I). */
  'month',
  /** Month, two digits. */
  'month2',
  'year',
  'place',
  'office',
  /** Full name of who converted the paper. */
  'converter',
  /** Time of conversion, ISO 8601 with +07:00. */
  'conversionTime',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];
