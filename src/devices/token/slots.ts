import type { Handle, PKCS11, TokenInfo } from 'pkcs11js';
import { ckrOf } from './ckr-failures.ts';
import { ck } from './constants.ts';
import type { PinState } from './port.ts';

/** An initialised token in its slot, and what it says of itself. */
export interface Slot {
  readonly handle: Handle;
  readonly label: string;
  readonly serial: string;
  readonly model: string;
  readonly pinState: PinState;
}

/** The slots that hold an initialised token now. The lists of a module are read fresh after each C_Initialize. */
export function tokenSlots(module: PKCS11): Slot[] {
  return module.C_GetSlotList(true).flatMap((handle) => {
    const info = tokenInfo(module, handle);
    if (info === undefined || (info.flags & ck.CKF_TOKEN_INITIALIZED) === 0) return [];
    return [
      {
        handle,
        label: info.label.trimEnd(),
        serial: info.serialNumber.trimEnd(),
        model: info.model.trimEnd(),
        pinState: pinStateOf(info.flags),
      },
    ];
  });
}

/** What a token says of itself, or undefined when it was just pulled or is none that the module knows. */
function tokenInfo(module: PKCS11, handle: Handle): TokenInfo | undefined {
  try {
    return module.C_GetTokenInfo(handle);
  } catch (error) {
    if (ckrOf(error) === undefined) throw error;
    return undefined;
  }
}

/** The PIN's state by a token's flags: the gravest wins. */
export function pinStateOf(flags: number): PinState {
  if ((flags & ck.CKF_USER_PIN_LOCKED) !== 0) return 'locked';
  if ((flags & ck.CKF_USER_PIN_FINAL_TRY) !== 0) return 'final-try';
  if ((flags & ck.CKF_USER_PIN_COUNT_LOW) !== 0) return 'low';
  return 'ok';
}
