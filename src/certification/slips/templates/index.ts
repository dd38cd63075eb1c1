import type { SlipKind } from '../model.ts';
import type { SlipTemplate } from '../template-types.ts';
import { feesTemplate } from './fees.ts';
import { ratesTemplate } from './rates.ts';
import { receptionTemplate } from './reception.ts';
import { refusalTemplate } from './refusal.ts';
import { supplementTemplate } from './supplement.ts';

/** The forms that come with the station. */
export const SLIP_TEMPLATES: Readonly<Record<SlipKind, SlipTemplate>> = {
  reception: receptionTemplate,
  supplement: supplementTemplate,
  refusal: refusalTemplate,
  fees: feesTemplate,
  rates: ratesTemplate,
};
