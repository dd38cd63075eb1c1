import type { AttestationProfile, AttestationTemplate } from '../template-types.ts';
import { nd30Template } from './nd30.ts';
import { oneStopTemplate } from './one-stop.ts';

/** The templates that come with the station, by profile. */
export const ATTESTATION_TEMPLATES: Readonly<Record<AttestationProfile, AttestationTemplate>> = {
  nd30: nd30Template,
  'one-stop': oneStopTemplate,
};
