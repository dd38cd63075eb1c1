import { appointmentsEn } from '../../words/appointments.en.ts';
import { appointmentsVi } from '../../words/appointments.vi.ts';
import { wordsOf } from '../../words/index.ts';

/** The texts of this view. */
export const w = wordsOf(appointmentsVi, appointmentsEn);
