import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where the two ends of the cable are. */
export const addresses = { station: '10.213.0.1', client: '10.213.0.2' } as const;

const prefix = 'tramlan';

/** Two machines on a cable: network namespaces of their own, nothing else in them. */
export interface Network {
  readonly station: Namespace;
  readonly client: Namespace;
  close(): Promise<void>;
}

/** A machine of it: `within` goes before a command that is to run there. */
export interface Namespace {
  readonly name: string;
  readonly within: readonly string[];
  /** What a command run there prints. */
  run(...command: readonly string[]): Promise<string>;
}

/**
 * Lays the cable. It needs root and the kernel's namespaces; where they are missing this throws, and so does the test
 * that asked. What a run that was killed has left behind is removed first.
 *
 * @param names  names under which the client finds the station (its /etc/hosts)
 */
export async function openNetwork(names: readonly string[]): Promise<Network> {
  await removeStale();
  const [station, client] = [namespace(`${prefix}-${process.pid}-s`), namespace(`${prefix}-${process.pid}-c`)];
  const close = async (): Promise<void> => {
    await remove(station.name);
    await remove(client.name);
  };
  try {
    for (const { name } of [station, client]) await ip('netns', 'add', name);
    await ip(
      'link',
      'add',
      'lan0',
      'netns',
      station.name,
      'type',
      'veth',
      'peer',
      'name',
      'lan0',
      'netns',
      client.name,
    );
    for (const [end, address] of [
      [station, addresses.station],
      [client, addresses.client],
    ] as const) {
      await end.run('ip', 'link', 'set', 'lo', 'up');
      await end.run('ip', 'address', 'add', `${address}/24`, 'dev', 'lan0');
      await end.run('ip', 'link', 'set', 'lan0', 'up');
    }
    // `ip netns exec` lays these files over /etc.
    await mkdir(`/etc/netns/${client.name}`, { recursive: true });
    const hosts = ['127.0.0.1 localhost', `${addresses.station} ${names.join(' ')}`].join('\n');
    await writeFile(`/etc/netns/${client.name}/hosts`, `${hosts}\n`);
    return { station, client, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function namespace(name: string): Namespace {
  const within = ['ip', 'netns', 'exec', name] as const;
  return {
    name,
    within,
    run: async (...command) => {
      const [program, ...args] = [...within, ...command];
      return (await run(program ?? '', args)).stdout;
    },
  };
}

async function ip(...args: readonly string[]): Promise<string> {
  return (await run('ip', args)).stdout;
}

async function remove(name: string): Promise<void> {
  // Not there, or half made: what is left is what counts.
  spawnSync('ip', ['netns', 'delete', name], { stdio: 'ignore' });
  await rm(`/etc/netns/${name}`, { recursive: true, force: true });
}

/** The namespaces of a process that is no more. */
async function removeStale(): Promise<void> {
  for (const line of (await ip('netns', 'list')).split('\n')) {
    const [, name = '', pid = ''] = /^(tramlan-(\d+)-[sc])\b/.exec(line) ?? [];
    if (name !== '' && !existsSync(`/proc/${pid}`)) await remove(name);
  }
}
