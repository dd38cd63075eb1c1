import type { Settings } from '../../settings/index.ts';

/** Where a screen may connect beside the station: the signing client of its own PC, only while a role uses it. */
export function connectSources(settings: Settings): string[] {
  const used = [settings['token.signer-provider'], settings['token.seal-provider']].includes('vgca');
  return used ? [settings['token.client-address']] : [];
}
