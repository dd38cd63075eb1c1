import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../../../common/durable-file.ts';
import { fail, ok, type Result } from '../../../common/result.ts';

/** A scanner on the network, as the settings name it. */
export interface NetworkScanner {
  /** What the office calls it; it becomes the model that is listed. */
  readonly name: string;
  /** Its eSCL address, for example `http://10.0.0.7/eSCL`. */
  readonly url: string;
}

/** Which drivers SANE loads. */
export interface SaneConfig {
  /** SANE back ends for scanners on USB (those of the hardware profiles in use). */
  readonly backends: readonly string[];
  readonly network: readonly NetworkScanner[];
  /** Text of a back end's own configuration file, in place of the system's. */
  readonly files?: Readonly<Record<string, string>>;
}

/**
 * Writes SANE's configuration so that only the wanted back ends load: the stock list takes seconds and searches the network.
 * Network scanners go through sane-airscan (`airscan.conf`, sane-airscan(5)) with discovery off.
 *
 * @returns the value of SANE_CONFIG_DIR. It ends in a colon, so the system's file is found for a back end that has none here.
 *          SCAN-INVALID with facts {option, wanted} for a back end, name or address that cannot stand in such a file.
 */
export async function writeSaneConfig(folder: string, config: SaneConfig): Promise<Result<string>> {
  for (const backend of config.backends) {
    if (!/^[a-z0-9_]{2,32}$/.test(backend)) return fail('SCAN-INVALID', { option: 'backend', wanted: backend });
  }
  const lines: string[] = [];
  for (const { name, url } of config.network) {
    // A colon would end the name inside SANE's device id; quotes and brackets have a meaning in the file.
    if (!/^[\p{L}\p{M}\p{N} ._()-]{1,60}$/u.test(name)) return fail('SCAN-INVALID', { option: 'name', wanted: name });
    const address = URL.parse(url);
    const plain =
      address !== null && /^https?:$/.test(address.protocol) && address.username === '' && address.search === '';
    if (!plain || /["\s,;]/.test(address.href)) return fail('SCAN-INVALID', { option: 'url', wanted: url });
    lines.push(`"${name.normalize('NFC')}" = ${address.href}, eSCL`);
  }
  const backends = new Set([...config.backends, ...(lines.length > 0 ? ['airscan'] : [])]);
  // An empty dll.d here hides the system's, which would load every packaged back end again.
  await mkdir(join(folder, 'dll.d'), { recursive: true, mode: 0o700 });
  await writeDurably(join(folder, 'dll.conf'), [...backends, ''].join('\n'));
  await writeDurably(
    join(folder, 'airscan.conf'),
    ['[devices]', ...lines, '[options]', 'discovery = disable', 'ws-discovery = off', ''].join('\n'),
  );
  for (const [backend, text] of Object.entries(config.files ?? {})) {
    if (!/^[a-z0-9_]{2,32}$/.test(backend)) return fail('SCAN-INVALID', { option: 'backend', wanted: backend });
    await writeDurably(join(folder, `${backend}.conf`), text);
  }
  return ok(`${folder}:`);
}
