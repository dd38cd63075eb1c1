export {
  type ScanEvents,
  type ScanFailure,
  type ScanJob,
  type ScanMode,
  type ScannedPage,
  type Scanner,
  type ScannerDelays,
  type ScannerDevice,
  type ScannerState,
  type ScanSource,
  scanModes,
  scannerDelays,
  scannerStates,
  scanSources,
} from './port.ts';
export { type HardwareProfile, loadProfiles, parseProfile, profileFor } from './profile.ts';
export { type NetworkScanner, type SaneConfig, writeSaneConfig } from './scanimage/config.ts';
export { ScanimageDriver, type ScanimageOptions } from './scanimage/driver.ts';
export { ScannerStates, type ScannerStatus, stateAfterScan } from './states.ts';
