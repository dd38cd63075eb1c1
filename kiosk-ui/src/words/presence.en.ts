import type { presenceVi } from './presence.vi.ts';

export const presenceEn: Readonly<Record<keyof typeof presenceVi, string>> = {
  'presence.again': 'Not there, send again',
  'presence.again-one': 'Not there, send again: dossier {code}',
  'presence.there': 'It is there',
  'presence.there-one': 'It is there: dossier {code}',
  'presence.done': 'Noted. What changes in the dossier is sent as a change.',
};
