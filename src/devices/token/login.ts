import koffi from 'koffi';

/**
 * C_Login with a PIN in a Buffer. The binding's own C_Login takes a JavaScript string, which can be neither zeroed nor
 * kept from being copied; here the module reads the very bytes that the caller zeroes afterwards.
 *
 * @returns the return value of C_Login (PKCS#11 v2.40 §5.6)
 */
export type Login = (session: Buffer, userType: number, pin: Buffer) => number;

/** C_Login is the nineteenth function of CK_FUNCTION_LIST, which begins with a padded CK_VERSION (PKCS#11 v2.40 §3.6). */
const loginIndex = 18;
const pointerBytes = 8;

/** Finds C_Login of a module that the binding has already loaded, through the one symbol every module must export. */
export function loginOf(modulePath: string): Login {
  const library = koffi.load(modulePath);
  const getFunctionList = library.func('C_GetFunctionList', 'ulong', [koffi.out(koffi.pointer('void *'))]);
  const list: unknown[] = [null];
  const rv: unknown = getFunctionList(list);
  if (rv !== 0) throw new Error('C_GetFunctionList failed');
  const entry: unknown = koffi.decode(list[0], pointerBytes * (1 + loginIndex), 'void *');
  const prototype = koffi.proto('ulong', ['ulong', 'ulong', 'const void *', 'ulong']);
  return (session, userType, pin) => {
    const result: unknown = koffi.call(entry, prototype, session.readBigUInt64LE(0), userType, pin, pin.length);
    if (typeof result !== 'number') throw new Error('C_Login returned no number');
    return result;
  };
}

const prSetDumpable = 4;

/** No core file and no reading of this process's memory by another of the same user (prctl(2) PR_SET_DUMPABLE). */
export function forbidDumps(): void {
  const prctl = koffi.load('libc.so.6').func('prctl', 'int', ['int', 'ulong', 'ulong', 'ulong', 'ulong']);
  if (prctl(prSetDumpable, 0, 0, 0, 0) !== 0) throw new Error('prctl failed');
}
