import { ok, type Result } from '../../common/result.ts';
import type { BundleFile, StickContent } from '../../portal/bundles/stick.ts';
import type { FileForStick, StickPort } from '../../portal/bundles/stick-port.ts';

/** A stick of ours that is plugged in, by the port that touches it. Errors: as `StickPort`. */
export interface PluggedStick {
  list(): Promise<Result<StickContent>>;
  copy(name: string, from: FileForStick): Promise<Result<void>>;
  put(name: string, text: string): Promise<Result<void>>;
  readCard(name: string): Promise<Result<Buffer>>;
  openBundle(name: string): Promise<Result<BundleFile>>;
  wipe(name: string): Promise<'wiped' | 'absent' | 'left'>;
}

/** The stick in the folder of the settings. STICK-UNSET, STICK-MISSING, STICK-HANGING. */
export async function pluggedStick(port: StickPort, folder: string): Promise<Result<PluggedStick>> {
  const opened = await port.open(folder);
  if (!opened.ok) return opened;
  const stick = opened.value;
  return ok({
    list: () => port.list(stick),
    copy: (name, from) => port.copy(stick, name, from),
    put: (name, text) => port.put(stick, name, text),
    readCard: (name) => port.readCard(stick, name),
    openBundle: (name) => port.openBundle(stick, name),
    wipe: (name) => port.wipe(stick, name),
  });
}
