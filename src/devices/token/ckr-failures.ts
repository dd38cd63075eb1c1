import pkcs11 from 'pkcs11js';
import { type Failure, fail } from '../../common/result.ts';
import { ck, returnName } from './constants.ts';

/** A PKCS#11 return value that was not CKR_OK. */
export class CkrError extends Error {
  readonly rv: number;
  readonly step: string;

  constructor(rv: number, step: string) {
    super(`${returnName(rv)} in ${step}`);
    this.rv = rv;
    this.step = step;
  }
}

/** The return value in an exception of the binding or of ours; undefined means that the exception is a bug. */
export function ckrOf(error: unknown): { readonly rv: number; readonly step: string } | undefined {
  if (error instanceof CkrError) return error;
  if (error instanceof pkcs11.Pkcs11Error) return { rv: error.code, step: error.method };
  return undefined;
}

/** What a return value means to the person at the token; one that has no code of its own keeps its name as a fact. */
export function failureOf({ rv, step }: { readonly rv: number; readonly step: string }): Failure {
  switch (rv) {
    case ck.CKR_DEVICE_REMOVED:
    case ck.CKR_TOKEN_NOT_PRESENT:
    case ck.CKR_SESSION_HANDLE_INVALID:
    case ck.CKR_SESSION_CLOSED:
    case ck.CKR_SLOT_ID_INVALID:
      return fail('TOKEN-REMOVED').error;
    case ck.CKR_PIN_LOCKED:
      return fail('TOKEN-LOCKED').error;
    case ck.CKR_PIN_LEN_RANGE:
      return fail('TOKEN-PIN-LENGTH').error;
    case ck.CKR_USER_ALREADY_LOGGED_IN:
      return fail('TOKEN-ALREADY-LOGGED-IN').error;
    default:
      return fail('TOKEN-UNKNOWN', { ckr: returnName(rv), step }).error;
  }
}
