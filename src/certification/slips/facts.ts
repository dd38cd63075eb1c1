import type { Extension } from '../due-time.ts';
import type { FeeRate } from '../fee.ts';
import type { RefusalGround } from '../refusal.ts';

/** The office, as its papers name it. */
export interface SlipOffice {
  readonly name: string;
  /** Where it is: for an office that is no commune's. */
  readonly place: string;
  /** The unit that receives, *Trung tâm Phục vụ hành chính công*. */
  readonly unit: string;
  /** Where a visitor asks with the tracking code; empty when the office has published no address. */
  readonly visitorAddress: string;
}

/** An original as a slip lists it. Money in đồng. */
export interface SlipOriginal {
  readonly ordinal: number;
  readonly title: string;
  /** The pages to be charged, or as many as were scanned; null before that. */
  readonly pages: number | null;
  /** Beside the electronic copy. */
  readonly paperCopies: number;
  /** The fee that the comparing officer confirmed. */
  readonly fee: { readonly perCopy: number; readonly total: number; readonly capped: boolean } | null;
  /** Whether a copy is made of it, or still may be: only that is charged. */
  readonly charged: boolean;
}

export interface SlipDossier {
  readonly code: string;
  readonly trackingCode: string;
  readonly requester: string;
  readonly phone: string | null;
  readonly email: string | null;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly extension: Extension | null;
  /** *Số biên lai*, when it is entered. */
  readonly feeReceipt: string | null;
  readonly originals: readonly SlipOriginal[];
  /** The rate in force on the day of reception. */
  readonly rate: FeeRate;
}

/** Who did the act of which a slip tells, and when (epoch ms). */
export interface SlipAct {
  readonly at: number;
  readonly officer: string;
}

/** What a slip is made from. */
export type SlipRequest =
  | { readonly kind: 'reception'; readonly office: SlipOffice; readonly dossier: SlipDossier; readonly act: SlipAct }
  | { readonly kind: 'fees'; readonly office: SlipOffice; readonly dossier: SlipDossier; readonly act: SlipAct }
  | {
      readonly kind: 'supplement';
      readonly office: SlipOffice;
      readonly dossier: SlipDossier;
      readonly act: SlipAct;
      readonly original: SlipOriginal;
      readonly reason: string;
    }
  | {
      readonly kind: 'refusal';
      readonly office: SlipOffice;
      readonly dossier: SlipDossier;
      readonly act: SlipAct;
      readonly original: SlipOriginal;
      readonly reason: string;
      readonly ground: RefusalGround;
    }
  | {
      readonly kind: 'rates';
      readonly office: SlipOffice;
      readonly rate: FeeRate;
      readonly examples: readonly { readonly pages: number; readonly total: number }[];
    };
