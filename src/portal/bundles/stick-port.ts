import type { Result } from '../../common/result.ts';
import {
  type BundleFile,
  copyToStick,
  listStick,
  openBundleFile,
  openStick,
  prepareStick,
  putOnStick,
  readCardFile,
  type Stick,
  type StickContent,
  wipeFromStick,
} from './stick.ts';

/** A file of the station that goes onto a stick. */
export interface FileForStick {
  readonly path: string;
  readonly length: number;
  readonly sha256: string;
}

/** All that is done with a stick. Errors: as the functions of the same names in `stick.ts`; STICK-HANGING. */
export interface StickPort {
  open(folder: string): Promise<Result<Stick>>;
  prepare(folder: string): Promise<Result<Stick>>;
  list(stick: Stick): Promise<Result<StickContent>>;
  copy(stick: Stick, name: string, from: FileForStick): Promise<Result<void>>;
  put(stick: Stick, name: string, text: string): Promise<Result<void>>;
  readCard(stick: Stick, name: string): Promise<Result<Buffer>>;
  openBundle(stick: Stick, name: string): Promise<Result<BundleFile>>;
  wipe(stick: Stick, name: string): Promise<'wiped' | 'absent' | 'left'>;
}

/** A stick in this very process: where one that hangs would take a thread with it. */
export const directSticks: StickPort = {
  open: openStick,
  prepare: prepareStick,
  list: listStick,
  copy: copyToStick,
  put: putOnStick,
  readCard: readCardFile,
  openBundle: openBundleFile,
  wipe: wipeFromStick,
};

/**
 * Reads a bundle on the stick by `use`, which is given its bytes. The failure of the stick comes before what `use` made
 * of it; what fails besides the stick (the station's own disk, say) is not said of the stick.
 */
export async function withBundleFile<T>(
  opened: Result<BundleFile>,
  use: (bytes: AsyncIterable<Uint8Array>) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!opened.ok) return opened;
  const file = opened.value;
  const failed: { by: Result<never> | null } = { by: null };
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = await file.next();
      if (!piece.ok) {
        failed.by = piece;
        throw Object.assign(new Error('the stick failed'), { code: piece.error.code });
      }
      if (piece.value === null) return;
      yield piece.value;
    }
  }
  try {
    const used = await use(pieces());
    return failed.by ?? used;
  } catch (error) {
    if (failed.by) return failed.by;
    throw error;
  } finally {
    await file.close();
  }
}
