/**
 * Every failure a person can meet. One family to a file; each code has one sentence in Vietnamese and in English that
 * says what happened and what to do, and a page in `docs/errors/` of the same name (a test says so).
 */
import { backupCodes } from './backup.ts';
import { bundleCodes } from './bundle.ts';
import { categoryCodes } from './category.ts';
import { clockCodes } from './clock.ts';
import { copyCodes } from './copy.ts';
import { credentialCodes } from './credential.ts';
import { fetchCodes } from './fetch.ts';
import { handoverCodes } from './handover.ts';
import { inboundCodes } from './inbound.ts';
import { lawCodes } from './law.ts';
import { lineCodes } from './line.ts';
import { portalCodes } from './portal.ts';
import { scanCodes } from './scan.ts';
import { screenCodes } from './screen.ts';
import { signCodes } from './sign.ts';
import { slipCodes } from './slip.ts';
import { startCodes } from './start.ts';
import { stationCodes } from './station.ts';
import { storeCodes } from './store.ts';
import { tokenCodes } from './token.ts';
import { trustCodes } from './trust.ts';
import { verifyCodes } from './verify.ts';
import { webCodes } from './web.ts';

/** What a code says: the officer's sentence, its English, and the HTTP status of an answer that carries it. */
export interface CodeText {
  readonly vi: string;
  readonly en: string;
  readonly status: number;
}

export const codes = {
  ...lawCodes,
  ...scanCodes,
  ...tokenCodes,
  ...copyCodes,
  ...signCodes,
  ...portalCodes,
  ...lineCodes,
  ...slipCodes,
  ...handoverCodes,
  ...fetchCodes,
  ...inboundCodes,
  ...categoryCodes,
  ...bundleCodes,
  ...credentialCodes,
  ...startCodes,
  ...stationCodes,
  ...clockCodes,
  ...backupCodes,
  ...storeCodes,
  ...trustCodes,
  ...verifyCodes,
  ...webCodes,
  ...screenCodes,
} as const satisfies Record<string, CodeText>;

export type Code = keyof typeof codes;
