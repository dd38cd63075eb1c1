/**
 * What a service could do that it has no business to do, tried from inside: prints a name for each thing that succeeded, as
 * a JSON list, into the file named on its command line. `layProbe` says what has to be there for it.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const succeeds = (program: string, ...args: readonly string[]): void => {
  if (spawnSync(program, args).status !== 0) throw new Error(`${program} failed`);
};

const tries: Readonly<Record<string, () => void>> = {
  'writes beside its own folders': () => writeFileSync('/srv/probe/open/written', ''),
  'reads in a home': () => readFileSync('/home/visitor/letter'),
  'sees what others left in /tmp': () => readFileSync('/tmp/left-by-another'),
  'sees processes of others': () => statSync('/proc/1/comm'),
  'opens a device that is none of its own': () => closeSync(openSync('/srv/probe/device', 'w')),
  'makes a namespace': () => succeeds('unshare', '--user', 'true'),
  'changes its personality': () => succeeds('setarch', 'linux32', 'true'),
  'changes its priority': () => setPriority(19),
  'makes a program that runs as its owner': () => {
    const path = `${process.argv[2]}.program`;
    writeFileSync(path, '');
    chmodSync(path, 0o4755);
  },
  'becomes root by a program of root’s': () => succeeds('/srv/probe/as-root', '/srv/probe/roots-own'),
};

const done = Object.entries(tries).flatMap(([name, attempt]) => {
  try {
    attempt();
    return [name];
  } catch {
    return [];
  }
});
writeFileSync(process.argv[2] ?? '', JSON.stringify(done));
