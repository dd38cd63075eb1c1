/**
 * The program that makes a backup beside the service: hashing and encrypting take minutes of processor time that the
 * screens shall not wait for, and a disk that hangs shall hang this process alone. One JSON line on standard output tells
 * the end.
 */
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../common/clock.ts';
import { readStationKey } from '../../store/documents/station-key.ts';
import { backUp } from './back-up.ts';

const { values } = parseArgs({
  options: {
    state: { type: 'string', default: '' },
    folder: { type: 'string', default: '' },
    office: { type: 'string', default: '' },
    'sets-days': { type: 'string', default: '90' },
    'keys-days': { type: 'string', default: '7' },
  },
});

process.umask(0o077);
setPriority(19);
const result = await backUp({
  state: values.state,
  stationKey: await readStationKey(values.state, process.env['CREDENTIALS_DIRECTORY']),
  folder: values.folder,
  office: values.office,
  terms: { setsDays: Number(values['sets-days']), keysDays: Number(values['keys-days']) },
  clock: systemClock,
});
process.stdout.write(`${JSON.stringify(result)}\n`);
