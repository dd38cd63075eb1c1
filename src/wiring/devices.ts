import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { unwrap } from '../common/result.ts';
import { loadProfiles, ScanimageDriver, type Scanner, writeSaneConfig } from '../devices/scanner/index.ts';
import { JoinedPort, ModulePort, type TokenPort } from '../devices/token/index.ts';
import type { Settings } from '../settings/index.ts';

/** The drivers of the devices, as the settings name them. */
export async function startDevices(
  settings: Settings,
  state: string,
  clock: Clock,
  log: Logger,
): Promise<{ scanner: Scanner; token: TokenPort }> {
  const profiles = unwrap(await loadProfiles(fileURLToPath(new URL('../../hardware-profiles', import.meta.url))));
  const configDir = unwrap(
    await writeSaneConfig(join(state, 'sane'), {
      backends: settings['scanner.backends'],
      network: settings['scanner.network'],
    }),
  );
  const modules = settings['token.modules'].map(
    (module) => new ModulePort({ modulePath: module.path, env: module.environment, clock, log }),
  );
  return {
    scanner: new ScanimageDriver({ profiles, configDir, network: settings['scanner.network'] }),
    token: new JoinedPort(modules),
  };
}
