import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import * as namespace from 'pkcs11js';
import { expect, test } from 'vitest';
import { decodeAnswer, decodeFailure, signedSchema, tokensSchema } from '../../../../src/devices/token/answers.ts';
import { missingConstants, returnName } from '../../../../src/devices/token/constants.ts';
import { derOfRawEcdsa } from '../../../../src/devices/token/ecdsa.ts';
import { pinStates, type TokenInfo, tokenStateOf } from '../../../../src/devices/token/port.ts';
import { pinStateOf } from '../../../../src/devices/token/slots.ts';

const seed = 20_260_101;

test.each(['P-256', 'P-384', 'P-521'])('a raw signature of %s becomes the DER that verifies', (namedCurve) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
      const raw = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
      expect(verify('sha256', data, publicKey, derOfRawEcdsa(raw))).toBe(true);
    }),
    { seed, numRuns: 40 },
  );
});

test('integers of a signature are minimal and never negative', () => {
  const half = (...bytes: number[]) => [...new Array<number>(32 - bytes.length).fill(0), ...bytes];
  expect([...derOfRawEcdsa(Uint8Array.from([...half(0x80), ...half(0x7f)]))]).toEqual([
    0x30, 7, 2, 2, 0, 0x80, 2, 1, 0x7f,
  ]);
  expect([...derOfRawEcdsa(Uint8Array.from([...half(0), ...half(1, 0)]))]).toEqual([0x30, 7, 2, 1, 0, 2, 2, 1, 0]);
  expect(() => derOfRawEcdsa(new Uint8Array(3))).toThrow(RangeError);
});

test('the constants are all there by the default import', () => {
  expect(missingConstants()).toEqual([]);
});

test('a library that lost its constants is noticed', () => {
  expect(missingConstants({}).length).toBeGreaterThan(30);
  const { default: _, ...lost } = namespace as unknown as Record<string, unknown>;
  expect(missingConstants(lost).length).toBeGreaterThan(0);
});

test('return values have their names, vendors’ own a number', () => {
  expect(returnName(0xa4)).toBe('CKR_PIN_LOCKED');
  expect(returnName(0x80000123)).toBe('CKR_0x80000123');
});

test('the gravest flag is the state of the PIN', () => {
  const [low, final, locked] = [0x10000, 0x20000, 0x40000];
  expect([0x40d, low, low | final, low | final | locked].map(pinStateOf)).toEqual(pinStates);
});

test('every state of a token has a name', () => {
  const token = (more: Partial<TokenInfo>): TokenInfo => ({
    tokenLabel: '',
    tokenSerial: '',
    model: '',
    pinState: 'ok',
    certificates: [],
    unreadable: null,
    ...more,
  });
  expect(tokenStateOf(undefined, true)).toBe('absent');
  expect(tokenStateOf(token({ pinState: 'locked' }), true)).toBe('working');
  expect(tokenStateOf(token({ unreadable: 'CKR_DEVICE_ERROR' }), false)).toBe('unreadable');
  expect(pinStates.map((pinState) => tokenStateOf(token({ pinState }), false))).toEqual([
    'present',
    'tries-low',
    'final-try',
    'locked',
  ]);
});

test.each([
  '',
  'null',
  '[{}]',
  '{"signatures":[],"algorithm":"ecdsa-sha256","certificateDer":"","chainDer":[]}',
  '{"signatures":["*"],"algorithm":"ecdsa-sha256","certificateDer":"","chainDer":[]}',
  '{"signatures":["AA=="],"algorithm":"md5","certificateDer":"","chainDer":[]}',
])('an answer that does not fit is none: %s', (text) => {
  expect(decodeAnswer(signedSchema, Buffer.from(text))).toBeUndefined();
  expect(decodeAnswer(tokensSchema, Buffer.from(text))).toBeUndefined();
});

test('a failure counts only by a documented code', () => {
  const failure = (value: unknown) => decodeFailure(Buffer.from(JSON.stringify(value)));
  expect(failure({ code: 'TOKEN-LOCKED' })).toEqual({ code: 'TOKEN-LOCKED' });
  expect(failure({ code: 'TOKEN-UNKNOWN', facts: { ckr: 'CKR_X' } })).toEqual({
    code: 'TOKEN-UNKNOWN',
    facts: { ckr: 'CKR_X' },
  });
  expect(failure({ code: 'TOKEN-INVENTED' })).toBeUndefined();
  expect(failure({ code: 'WEB-BODY-INVALID' })).toBeUndefined();
});

test('the station’s side loads nothing native that talks to tokens', () => {
  const port = fileURLToPath(new URL('../../../../src/devices/token/index.ts', import.meta.url));
  const program = `await import(${JSON.stringify(port)}); console.log(JSON.stringify(process.report.getReport().sharedObjects))`;
  const objects = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  expect(objects).toContain('libc.so');
  expect(objects).not.toMatch(/pkcs11|koffi|softhsm/);
});
