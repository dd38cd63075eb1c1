import { existsSync } from 'node:fs';
import { ok, type Result } from '../../common/result.ts';
import { kindOfRoot } from '../../copies/validation/known-authorities.ts';
import type { TrustKind } from '../../copies/validation/trust.ts';
import type { Settings } from '../../settings/index.ts';
import { pemToDer } from '../extending/policy.ts';
import { type Office, settingsOf } from '../office.ts';
import { type InstalledTrust, readTrustFolder } from './trust-folder.ts';

/**
 * Whom the office trusts: the roots of its settings, and what lies in its trust folder. The folder is read anew each
 * time, so that a technician's change counts at once. Error: VERIFY-TRUST-UNREADABLE.
 */
export async function officeTrust(
  office: Pick<Office, 'store' | 'trustAnchors' | 'trustFolder'>,
): Promise<Result<InstalledTrust>> {
  const settings = settingsOf(office);
  const { trustFolder } = office;
  const folder = existsSync(trustFolder)
    ? await readTrustFolder(trustFolder, settings['trust.official'])
    : ok(nothingInstalled);
  if (!folder.ok) return folder;
  const { anchors, privateHosts, ...rest } = folder.value;
  const listed = new Set(anchors.map(({ der }) => Buffer.from(der).toString('base64')));
  const own = office.trustAnchors.filter((der) => !listed.has(Buffer.from(der).toString('base64')));
  const stampers = settings['timestamp.anchors'].map(pemToDer);
  return ok({
    ...rest,
    anchors: [
      ...anchors,
      ...own.map((der) => ({ der, kind: rootKind(der, settings) })),
      ...stampers.map((der) => ({ der, kind: rootKind(der, settings), only: 'timestamp' as const })),
    ],
    privateHosts: [...settings['timestamp.hosts'], ...privateHosts],
  });
}

/** What a root of the settings stands for. */
export const rootKind = (der: Uint8Array, settings: Pick<Settings, 'trust.official'>): TrustKind =>
  kindOfRoot(der, settings['trust.official']);

const nothingInstalled: InstalledTrust = { anchors: [], intermediates: [], lists: [], privateHosts: [] };
