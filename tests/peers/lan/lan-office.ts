import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stringify } from 'smol-toml';
import { agency, people } from '../office/people.ts';
import { StationProcess } from '../office/station.ts';
import { Agent } from './agent.ts';
import { addresses, type Network, openNetwork } from './network.ts';

const cliPath = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));

/** The name by which the test's machines know the station, and others that also lead to it. */
export const names = { station: 'tram.lan', other: 'khac.lan', elsewhere: 'dichvucong.gov.vn' } as const;

export const ports = { station: 8443, install: 8080, forged: 9443 } as const;

/** A station on one machine, somebody at its box, and somebody at another machine of the same LAN. */
export interface LanOffice {
  readonly network: Network;
  readonly state: string;
  readonly station: StationProcess;
  readonly authorityPem: string;
  /** `https://tram.lan:8443` */
  readonly address: string;
  readonly atBox: Agent;
  readonly atDesk: Agent;
  /** Runs `tram` at the box; answers what it prints. */
  tram(...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** Makes the office with no devices and no portal: what is tried is who may reach it. */
export async function openLanOffice(): Promise<LanOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-lan-'));
  const network = await openNetwork(Object.values(names));
  const state = join(folder, 'state');
  const station = new StationProcess(state, join(folder, 'station.log'), network.station.within);
  const tram = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [cliPath, ...args, '--state', state])).stdout;
  const agents: Agent[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(agents.map((agent) => agent.close()));
    await station.stop();
    await network.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const officePath = join(folder, 'office.toml');
    await writeFile(officePath, officeFile());
    await tram('init', officePath);
    await station.start();
    const [atBox, atDesk] = [new Agent(network.station), new Agent(network.client)];
    agents.push(atBox, atDesk);
    return {
      network,
      state,
      station,
      authorityPem: await readFile(join(state, 'authority.pem'), 'utf8'),
      address: `https://${names.station}:${ports.station}`,
      atBox,
      atDesk,
      tram,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function officeFile(): string {
  return stringify({
    settings: {
      'office.name': agency.name,
      'office.place': agency.place,
      'office.code': agency.code,
      'http.host': addresses.station,
      'http.port': ports.station,
      'http.install-port': ports.install,
      'http.names': [names.station],
    },
    officers: [people.admin, people.creator].map(({ username, fullName, password, roles, position }) => ({
      username,
      'full-name': fullName,
      password,
      roles,
      position,
      decision: '12/QĐ-UBND',
      'valid-from': '2025-07-01',
    })),
  });
}
