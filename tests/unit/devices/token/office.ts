import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import {
  ModulePort,
  type ModulePortOptions,
  type SignDigests,
  type TokenPort,
} from '../../../../src/devices/token/index.ts';
import { type Authority, createAuthority } from '../../../peers/pki/authority.ts';
import { buildFaultShim, type FaultShim } from '../../../peers/token/fault-shim.ts';
import { type ProvisionedTokens, provisionTokens, type TokenSpec } from '../../../peers/token/softhsm.ts';

/** The PINs cannot turn up by chance in a log or in memory. */
export const signerPin = `ky-${randomBytes(8).toString('hex')}`;
export const sealPin = `dau-${randomBytes(8).toString('hex')}`;

export const signerSpec: TokenSpec = {
  label: 'Chủ tịch',
  pin: signerPin,
  soPin: '12345678',
  commonName: 'Nguyễn Văn Ấn',
  organisation: 'Ủy ban nhân dân xã Mường Lát',
  keyType: 'p256',
};
export const sealSpec: TokenSpec = {
  label: 'Con dấu',
  pin: sealPin,
  soPin: '12345678',
  commonName: 'Ủy ban nhân dân xã Mường Lát',
  organisation: 'Ủy ban nhân dân xã Mường Lát',
  keyType: 'rsa3072',
};

export interface TestOffice {
  readonly folder: string;
  readonly authority: Authority;
  readonly tokens: ProvisionedTokens;
  readonly shim: FaultShim;
  /** Everything the station logged. */
  readonly logged: () => string;
  /** A port over SoftHSM itself, or over the shim; stopped by `end`. */
  open(options?: Partial<ModulePortOptions> & { shim?: boolean }): ModulePort;
  /** Stops the ports opened since the last call. */
  stopPorts(): Promise<void>;
  end(): Promise<void>;
}

/** An office with real tokens in a temporary folder. */
export async function openOffice(specs: readonly TokenSpec[]): Promise<TestOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'token-'));
  const authority = await createAuthority(join(folder, 'authority'));
  const tokens = await provisionTokens(join(folder, 'softhsm'), authority, specs);
  const shim = await buildFaultShim(join(folder, 'shim'), tokens);
  const ports: ModulePort[] = [];
  let logged = '';
  const log = createLogger(
    'trace',
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged += chunk.toString();
        done();
      },
    }),
  );
  const stopPorts = async (): Promise<void> => {
    await Promise.all(ports.splice(0).map((port) => port.stop()));
  };
  return {
    folder,
    authority,
    tokens,
    shim,
    logged: () => logged,
    open: ({ shim: overShim = false, ...options } = {}) => {
      const { modulePath, env } = overShim ? shim : tokens;
      const port = new ModulePort({ modulePath, env, clock: systemClock, log, ...options });
      ports.push(port);
      return port;
    },
    stopPorts,
    end: async () => {
      await stopPorts();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const documents = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, i) => Buffer.from(`bản sao ${i}`));
export const digestOf = (document: Uint8Array): Buffer => createHash('sha256').update(document).digest();

/** Signs `documents` with the certificate of one of the office's tokens. */
export function sign(
  port: TokenPort,
  certificateSha256: string,
  pin: string,
  more: Partial<SignDigests> = {},
): ReturnType<TokenPort['signDigests']> {
  const digests = documents(1).map(digestOf);
  return port.signDigests({ certificateSha256, digests, pin: Buffer.from(pin), allowFinalTry: false, ...more });
}

/** A clock that only the test moves. */
export function handClock(): Clock & { advance(ms: number): void } {
  let at = 1_000_000;
  return {
    now: () => at,
    monotonic: () => at,
    advance: (ms) => {
      at += ms;
    },
  };
}

/** Whether a process runs; one that ended and waits for its parent does not. */
export async function isRunning(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'State:\tX');
  return !/^State:\t[XZ]/m.test(status);
}

/** Waits for something to become true; the test's own time limit ends a wait in vain. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await sleep(20);
}
