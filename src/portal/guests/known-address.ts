import type { Reader } from '../../store/index.ts';
import { guestUploads, lastGuestUpload } from '../../store/repositories/guests.ts';
import { lastUpload } from '../../store/repositories/outbox.ts';

/** The servers to which this station gives copies: its document gateway, and the link service where there is one. */
export interface CopyServers {
  readonly endpoint: string;
  readonly linkEndpoint?: string;
}

/**
 * Whether an address that another office names for a copy of its own may be told to the portal in this station's name:
 * one that this station got for a copy of that dossier, which it has judged; or one at a server where this station's
 * copies lie too, to which only offices of the province give theirs. Any other could lead anywhere.
 */
export function isKnownAddress(
  db: Reader,
  { dossierCode, url }: { readonly dossierCode: string; readonly url: string },
  servers: CopyServers,
): boolean {
  if (guestUploads(db, dossierCode).some(({ result }) => result.url === url)) return true;
  const lie = [servers.endpoint, servers.linkEndpoint, lastGuestUpload(db)?.url, lastUpload(db)?.url];
  const host = hostOf(url);
  return host !== null && lie.some((one) => one !== undefined && hostOf(one) === host);
}

/** `host:port`; null for what is no address. */
function hostOf(url: string): string | null {
  return URL.parse(url)?.host || null;
}
