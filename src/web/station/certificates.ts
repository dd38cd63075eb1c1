import { isInOffice } from '../../certification/index.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import { listOfficers, type OfficerRow } from '../../store/repositories/officers.ts';
import { listCertificatesSeen, writeCertificateSeen } from '../../store/repositories/station.ts';
import { lastsFor } from '../../upkeep/station/certificates.ts';
import type { Office } from '../../workflow/office.ts';
import type { CertificateTerm } from '../contract/index.ts';

/** How old the note of a certificate may get before it is written again (milliseconds). */
const noteMs = 86_400_000;

/** The officers in office who are entrusted with a certificate. */
function holders({ store, clock }: Pick<Office, 'store' | 'clock'>): (OfficerRow & { certificateSha256: string })[] {
  const today = civilDate(clock.now());
  return listOfficers(store.db).flatMap((row) =>
    row.certificateSha256 !== null && isInOffice(row, today)
      ? [{ ...row, certificateSha256: row.certificateSha256 }]
      : [],
  );
}

/** Notes how long the officers' certificates last that are on the tokens seen last. Others' are not kept. */
export function rememberCertificates(office: Office): void {
  const { at, tokens } = office.tokensSeen();
  const plugged = tokens.flatMap(({ certificates }) => certificates);
  if (at === null || plugged.length === 0) return;
  const entrusted = new Set(holders(office).map(({ certificateSha256 }) => certificateSha256));
  const own = plugged.filter(({ sha256 }) => entrusted.has(sha256));
  const known = listCertificatesSeen(
    office.store.db,
    own.map(({ sha256 }) => sha256),
  );
  const news = own.filter(({ sha256 }) => {
    const before = known.find((row) => row.sha256 === sha256);
    return before === undefined || Math.abs(at - before.seenAt) > noteMs;
  });
  if (news.length === 0) return;
  office.store.write((tx) => {
    for (const { sha256, notAfter } of news) writeCertificateSeen(tx, { sha256, notAfter, seenAt: at });
  });
}

/** The station's certificate, the signers' and the agency's, as far as the station knows them. */
export function certificateTerms(office: Office, stationNotAfter: number, officerId: string): CertificateTerm[] {
  const now = office.clock.now();
  const entrusted = holders(office);
  const { at, tokens } = office.tokensSeen();
  const noted = listCertificatesSeen(
    office.store.db,
    entrusted.map(({ certificateSha256 }) => certificateSha256),
  );
  const station = { kind: 'station', position: null, yours: false, notAfter: stationNotAfter, seenAt: now } as const;
  const ofOfficers = entrusted.map(({ certificateSha256: sha256, positionTitle, roles, id }) => {
    const plugged = tokens.flatMap(({ certificates }) => certificates).find((one) => one.sha256 === sha256);
    const note = noted.find((row) => row.sha256 === sha256);
    const notAfter = plugged?.notAfter ?? note?.notAfter ?? null;
    const seenAt = plugged ? at : (note?.seenAt ?? null);
    const kind = roles.includes('seal-keeper') ? 'agency' : 'signer';
    return { kind, position: positionTitle, yours: id === officerId, notAfter, seenAt } as const;
  });
  return [station, ...ofOfficers].map((one) => ({ ...one, ...lastsFor(one.notAfter, now) }));
}
