import pkcs11 from 'pkcs11js';

/**
 * The PKCS#11 constants that the host uses, by name. They are read from the default import: the namespace import of
 * `pkcs11js` loses some, and an undefined constant silently means "any" in a search template.
 */
const names = [
  'CKF_OS_LOCKING_OK',
  'CKF_SERIAL_SESSION',
  'CKF_TOKEN_INITIALIZED',
  'CKF_USER_PIN_COUNT_LOW',
  'CKF_USER_PIN_FINAL_TRY',
  'CKF_USER_PIN_LOCKED',
  'CKU_USER',
  'CKU_CONTEXT_SPECIFIC',
  'CKO_CERTIFICATE',
  'CKO_PUBLIC_KEY',
  'CKO_PRIVATE_KEY',
  'CKC_X_509',
  'CKK_RSA',
  'CKK_EC',
  'CKA_CLASS',
  'CKA_CERTIFICATE_TYPE',
  'CKA_VALUE',
  'CKA_ID',
  'CKA_KEY_TYPE',
  'CKA_MODULUS',
  'CKA_EC_POINT',
  'CKA_ALWAYS_AUTHENTICATE',
  'CKM_RSA_PKCS',
  'CKM_ECDSA',
  'CKR_OK',
  'CKR_USER_ALREADY_LOGGED_IN',
  'CKR_PIN_INCORRECT',
  'CKR_PIN_INVALID',
  'CKR_PIN_LEN_RANGE',
  'CKR_PIN_LOCKED',
  'CKR_DEVICE_REMOVED',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_SESSION_CLOSED',
  'CKR_SLOT_ID_INVALID',
] as const;
type Name = (typeof names)[number];

const library: Readonly<Record<string, unknown>> = { ...pkcs11 };

/** The names that the library does not define as numbers: the host refuses to start unless there are none. */
export function missingConstants(from: Readonly<Record<string, unknown>> = library): string[] {
  return names.filter((name) => typeof from[name] !== 'number');
}

const numberOf = (name: Name): number => {
  const value = library[name];
  return typeof value === 'number' ? value : Number.NaN;
};

export const ck = Object.fromEntries(names.map((name) => [name, numberOf(name)])) as Readonly<Record<Name, number>>;

/** The name of a return value, such as `CKR_PIN_LOCKED`, or its hexadecimal number when the library has none for it. */
export function returnName(rv: number): string {
  const found = Object.entries(library).find(([name, value]) => name.startsWith('CKR_') && value === rv);
  return found?.[0] ?? `CKR_0x${rv.toString(16)}`;
}
