import { unwrap } from '../../../../src/common/result.ts';
import { loadProfiles, ScanimageDriver } from '../../../../src/devices/scanner/index.ts';

/** A process of its own that scans: `node scan-forever.fixture.ts SANE_CONFIG_DIR PROFILES FOLDER DEVICE`. */
const [, , configDir = '', profilesFolder = '', folder = '', device = ''] = process.argv;
const driver = new ScanimageDriver({ profiles: unwrap(await loadProfiles(profilesFolder)), configDir });
const paper = { widthMm: 210, heightMm: 297 };
const result = await driver.scan(
  { device, source: 'feeder', resolutionDpi: 75, mode: 'color', paper, folder },
  { onPage: async () => undefined },
);
console.log(JSON.stringify(result));
