import { parseArgs } from 'node:util';
import { systemClock } from '../common/clock.ts';
import { codes } from '../common/codes/index.ts';
import { createLogger } from '../common/log.ts';
import { initOffice } from './init.ts';
import { resetTotp } from './reset-totp.ts';

const usage = `tram init OFFICE.toml --state FOLDER   create an office in an empty folder
tram reset-totp NAME --state FOLDER      take an officer's one-time codes away: the next sign-in sets new ones up
tram help                               this text`;

/** The `tram` command: what a technician does on the box before and besides the service. */
async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { state: { type: 'string' } },
  });
  const [command, subject] = positionals;
  const known = command === 'init' || command === 'reset-totp';
  if (!known || !subject || !values.state) {
    console.log(usage);
    return command === 'help' ? 0 : 64;
  }
  const run = command === 'init' ? initOffice : resetTotp;
  const made = await run(subject, values.state, systemClock, createLogger('warn'));
  if (!made.ok) {
    const { code, facts } = made.error;
    console.error(`${code}: ${codes[code].vi} ${JSON.stringify(facts ?? {})}`);
    return 1;
  }
  console.log(JSON.stringify(made.value, null, 2));
  return 0;
}

// What the station will own is its own user's alone.
process.umask(0o077);
process.exitCode = await main();
