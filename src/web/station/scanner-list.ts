import { fail, ok, type Result } from '../../common/result.ts';
import type { ScannerDevice } from '../../devices/scanner/index.ts';
import type { Office } from '../../workflow/office.ts';
import { Sampler } from './sampler.ts';

const freshMs = 5_000;

/** The scanners there are. Listing them takes a driver seconds, so a list serves for a while. */
export class ScannerList extends Sampler<readonly ScannerDevice[]> {
  constructor(office: Office) {
    super(() => office.scanner.list(), office.clock, freshMs);
  }

  /**
   * The scanner that was asked for, or the first. A name that no list has is never handed to a driver: some would open
   * a connection to wherever it points. SCAN-NOT-FOUND.
   */
  async choose(wanted: string | undefined): Promise<Result<string>> {
    const pick = (devices: readonly ScannerDevice[]) =>
      wanted === undefined ? devices[0] : devices.find((device) => device.id === wanted);
    let { result } = await this.fresh();
    if (!result.ok || !pick(result.value)) ({ result } = await this.renew());
    if (!result.ok) return result;
    const device = pick(result.value);
    return device ? ok(device.id) : fail('SCAN-NOT-FOUND', { page: 0, pagesKept: 0 });
  }
}
