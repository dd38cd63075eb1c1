import type { SlipKind } from './model.ts';

/** What stands in braces in the template of a slip. */
export const SLIP_PLACEHOLDERS = [
  'office',
  'unit',
  /** The dossier's code. */
  'code',
  'requester',
  /** Telephone and e-mail, as far as he said. */
  'contact',
  /** What is asked for: copies on paper too, or electronic ones alone. */
  'request',
  /** How many originals the dossier has. */
  'count',
  'fee',
  'received',
  /** The time that the law gives, and why. */
  'rule',
  'due',
  'delivery',
  'trackingCode',
  /** The original that the slip is about. */
  'title',
  'ordinal',
  /** The officer's words, as entered. */
  'reason',
  'ground',
  'law',
  /** The officer's words where they say more than the ground. */
  'explanation',
  'totalInWords',
  /** The instrument that the fee follows. */
  'rateSource',
  'receipt',
  /** From which day the rate is in force. */
  'inForceFrom',
  /** The officer of the act. */
  'officer',
] as const;

export type SlipPlaceholder = (typeof SLIP_PLACEHOLDERS)[number];

/** The tables that the station can fill. */
export type SlipTableName = 'originals' | 'fees' | 'rates' | 'examples';

/** A part of a template. A part whose text has a placeholder without a value is left out. */
export type SlipTemplateBlock =
  | {
      readonly kind: 'field';
      readonly label: string;
      readonly text: string;
      readonly strong?: boolean;
      readonly plain?: boolean;
    }
  | { readonly kind: 'paragraph'; readonly text: string; readonly small?: boolean }
  | { readonly kind: 'table'; readonly table: SlipTableName }
  | { readonly kind: 'tracking'; readonly label: string; readonly text: string; readonly note: string };

/** A slip as data. */
export interface SlipTemplate {
  readonly kind: SlipKind;
  readonly title: string;
  readonly subtitle?: string;
  readonly reference?: string;
  /** Whether place and day stand over the title. */
  readonly dated: boolean;
  readonly blocks: readonly SlipTemplateBlock[];
  readonly signatures: readonly { readonly title: string; readonly note: string; readonly name: string }[];
  /** Where the form comes from and how sure that is. */
  readonly source: string;
}

/** The values of a slip; one that does not apply is left out. */
export type SlipValues = Readonly<Partial<Record<SlipPlaceholder, string>>>;
