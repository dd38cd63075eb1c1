import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs the openssl program and returns what it printed; an error carries its complaint. */
export async function openssl(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('openssl', args, { cwd: folder, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

/** An instant as openssl's command line wants it, `YYYYMMDDHHMMSSZ` in UTC. */
export function opensslTime(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
}

/** A configuration value: quoted, so that commas, `#` and `$` of a name stay what they are. */
const quoted = (value: string): string => `"${value.replace(/["\\$]/g, '\\$&')}"`;

/** A distinguished name of Vietnam in UTF-8, as a configuration for `openssl req`. */
export function requestConfig(name: { commonName: string; organisation: string; title?: string }): string {
  return [
    '[req]',
    'prompt = no',
    'utf8 = yes',
    'string_mask = utf8only',
    'distinguished_name = name',
    '[name]',
    'C = VN',
    `O = ${quoted(name.organisation)}`,
    ...(name.title === undefined ? [] : [`title = ${quoted(name.title)}`]),
    `CN = ${quoted(name.commonName)}`,
    '',
  ].join('\n');
}
