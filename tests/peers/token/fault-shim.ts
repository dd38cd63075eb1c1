import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ProvisionedTokens } from './softhsm.ts';

/** The ways in which the shim misbehaves; `fault-shim.c` says what each does. */
export type Fault =
  | 'tries'
  | 'removed'
  | 'remove-after'
  | 'sign-delay-ms'
  | 'crash'
  | 'hang'
  | 'logged-in'
  | 'sticky'
  | 'noisy'
  | 'odd-removal';

export interface FaultShim {
  readonly modulePath: string;
  readonly env: Readonly<Record<string, string>>;
  set(fault: Fault, value?: string | number): Promise<void>;
  clear(fault: Fault): Promise<void>;
  /** Ends all faults and forgets the calls. */
  reset(): Promise<void>;
  /** Calls of login, logout, sign and finalize so far, such as `C_Login 0`. */
  calls(): Promise<string[]>;
}

const source = fileURLToPath(new URL('./fault-shim.c', import.meta.url));

/** Compiles the shim into `folder` and puts it over the tokens' module. */
export async function buildFaultShim(folder: string, tokens: ProvisionedTokens): Promise<FaultShim> {
  const root = resolve(folder);
  const faults = join(root, 'faults');
  const modulePath = join(root, 'fault-shim.so');
  await mkdir(faults, { recursive: true });
  const flags = ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-I/usr/include/p11-kit-1'];
  await promisify(execFile)('gcc', [...flags, '-o', modulePath, source, '-ldl']);
  return {
    modulePath,
    env: { ...tokens.env, FAULT_SHIM_MODULE: tokens.modulePath, FAULT_SHIM_DIR: faults },
    set: (fault, value = '') => writeFile(join(faults, fault), `${value}\n`),
    clear: (fault) => rm(join(faults, fault), { force: true }),
    reset: async () => {
      await rm(faults, { recursive: true, force: true });
      await mkdir(faults);
    },
    calls: async () => {
      const text = await readFile(join(faults, 'calls'), 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
  };
}
