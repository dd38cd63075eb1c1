/** How long a certificate lasts, in the order of worsening; `unread` is one that no token has shown yet. */
export const certificateLevels = ['good', 'soon', 'urgent', 'expired', 'unread'] as const;
export type CertificateLevel = (typeof certificateLevels)[number];

const dayMs = 86_400_000;

/** Days left below which a certificate is to be renewed, and is urgent: a renewal by the issuing centre takes weeks. */
const soonDays = 30;
const urgentDays = 7;

/** Whole days left of a certificate, negative when it has ended; and what that means. Instants in epoch milliseconds. */
export function lastsFor(
  notAfter: number | null,
  now: number,
): { readonly daysLeft: number | null; readonly level: CertificateLevel } {
  if (notAfter === null) return { daysLeft: null, level: 'unread' };
  const daysLeft = Math.floor((notAfter - now) / dayMs);
  if (now > notAfter) return { daysLeft, level: 'expired' };
  if (daysLeft < urgentDays) return { daysLeft, level: 'urgent' };
  return { daysLeft, level: daysLeft < soonDays ? 'soon' : 'good' };
}
