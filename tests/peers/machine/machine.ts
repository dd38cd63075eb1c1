import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Ended, runToEnd } from './debian.ts';

const enter = fileURLToPath(new URL('./enter.sh', import.meta.url));

/** A machine that takes longer than this to start, or to go off, is not working. */
const limitMs = 180_000;

/**
 * A Debian that is started as a machine is: its own systemd is the first process, in namespaces and a control group of its
 * own. It shares the network of the machine it runs on, and that machine's kernel. It needs root and a kernel that gives
 * namespaces and cgroup2; where they are missing `boot` throws, and says what was missing.
 */
export class Machine {
  readonly #process: ChildProcess;
  readonly #group: string;
  readonly #said: string[];

  private constructor(process: ChildProcess, group: string, said: string[]) {
    this.#process = process;
    this.#group = group;
    this.#said = said;
  }

  /** @param root  the root folder of a Debian with systemd */
  static async boot(root: string): Promise<Machine> {
    const group = `tram-machine-${randomBytes(6).toString('hex')}`;
    const said: string[] = [];
    // Whatever becomes of the tests, nothing of it goes on.
    const process = spawn(
      'setpriv',
      ['--pdeathsig', 'KILL', 'unshare', '--mount', '--propagation', 'private', 'sh', enter, root, group],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [process.stdout, process.stderr]) {
      stream?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    }
    const machine = new Machine(process, group, said);
    try {
      await machine.#started();
    } catch (error) {
      await machine.cut();
      throw error;
    }
    return machine;
  }

  /** Its first process, as this machine numbers it; null before and after. */
  get first(): number | null {
    const { pid } = this.#process;
    if (pid === undefined) return null;
    try {
      const child = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0];
      return child ? Number(child) : null;
    } catch {
      return null;
    }
  }

  async #started(): Promise<void> {
    const until = performance.now() + limitMs;
    let last = '';
    for (;;) {
      if (this.#isOff()) {
        throw new Error(
          `no machine can be started here (it takes root, namespaces and cgroup2):\n${this.#said.join('')}${last}`,
        );
      }
      last = (await this.run('systemctl', 'is-system-running').catch(() => ({ said: '' }))).said.trim();
      if (last === 'running' || last === 'degraded') return;
      if (performance.now() > until)
        throw new Error(`the machine is still ${last || 'silent'}:\n${this.#said.join('')}`);
      await sleep(200);
    }
  }

  #isOff(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Runs a command in the machine, as root. */
  async run(...command: readonly string[]): Promise<Ended> {
    const { first } = this;
    if (first === null) throw new Error('the machine is off');
    const namespaces = ['--mount', '--uts', '--ipc', '--pid', '--cgroup'];
    return await runToEnd('nsenter', ['--target', String(first), ...namespaces, '--', ...command]);
  }

  /** The same for a command that has to succeed; answers what it said. */
  async must(...command: readonly string[]): Promise<string> {
    const { status, said } = await this.run(...command);
    if (status !== 0) throw new Error(`${command.join(' ')}: ${status}\n${said}`);
    return said;
  }

  /** The properties of a unit by their names, as `systemctl show` tells them. */
  async show(unit: string, ...names: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const said = await this.must('systemctl', 'show', unit, `--property=${names.join(',')}`);
    return Object.fromEntries(
      said
        .split('\n')
        .filter((line) => line.includes('='))
        .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    );
  }

  /** The power is cut: every process is gone at once. */
  async cut(): Promise<void> {
    const { first } = this;
    if (first !== null) process.kill(first, 'SIGKILL');
    else if (!this.#isOff()) this.#process.kill('SIGKILL');
    await this.#off();
  }

  /** It is switched off in order, as by its button. */
  async powerOff(): Promise<void> {
    const { first } = this;
    // systemd takes SIGRTMIN+4 for "power off".
    if (first !== null) process.kill(first, 38);
    await this.#off();
  }

  async #off(): Promise<void> {
    if (!this.#isOff()) {
      const timer = setTimeout(() => this.#process.kill('SIGKILL'), limitMs);
      await new Promise((resolve) => this.#process.once('exit', resolve));
      clearTimeout(timer);
    }
    // The control groups that it made are empty now; a group that was never made is no failure.
    const remove = `mount -t cgroup2 cgroup2 /sys/fs/cgroup && cd /sys/fs/cgroup && test ! -d ${this.#group} || find ${this.#group} -depth -type d -exec rmdir {} +`;
    for (let tries = 0; ; tries++) {
      try {
        await promisify(execFile)('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', remove]);
        return;
      } catch (error) {
        // A process that was killed leaves its group a moment later.
        if (tries > 20) throw error;
        await sleep(100);
      }
    }
  }
}
