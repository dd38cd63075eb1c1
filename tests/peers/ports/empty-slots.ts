import { fail, ok } from '../../../src/common/result.ts';
import type { TokenPort } from '../../../src/devices/token/index.ts';

/** A token port with no token plugged in, for tests of what does not sign. The real one has its own tests. */
export function emptySlots(): TokenPort {
  return {
    inspect: async () => ok([]),
    signDigests: async ({ pin }) => {
      pin.fill(0);
      return fail('TOKEN-ABSENT');
    },
    stop: async () => {},
  };
}
