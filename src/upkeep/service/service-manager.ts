/** What the station tells the service manager that started it (sd_notify(3)). */
export interface ServiceManager {
  /** The service answers: `systemctl start` returns now. */
  ready(): void;
  /** The service is well; told often enough, or it is killed and started again. */
  watchdog(): void;
  /** The end has begun. */
  stopping(): void;
  /** One line that `systemctl status` shows. */
  status(text: string): void;
}

/** A process that nobody supervises, as in a terminal. */
const alone: ServiceManager = { ready: () => {}, watchdog: () => {}, stopping: () => {}, status: () => {} };

/** What systemd puts into the environment of a service of `Type=notify`. */
export interface ServiceEnvironment {
  readonly NOTIFY_SOCKET?: string | undefined;
  readonly WATCHDOG_USEC?: string | undefined;
  readonly WATCHDOG_PID?: string | undefined;
}

/**
 * Speaks to systemd through its own library: with `NotifyAccess=main` only a message from this very process counts, so
 * the program `systemd-notify`, a child, would not be heard. Without a socket nothing is loaded and nothing is said.
 *
 * Throws when there is a socket and the library cannot be used: systemd would kill an unheard service anyway.
 */
export async function connectServiceManager(environment: ServiceEnvironment): Promise<ServiceManager> {
  if (!environment.NOTIFY_SOCKET) return alone;
  const { default: koffi } = await import('koffi');
  const notify = koffi.load('libsystemd.so.0').func('sd_notify', 'int', ['int', 'str']);
  const tell = (state: string): void => {
    const answer: unknown = notify(0, state);
    if (typeof answer !== 'number' || answer <= 0) throw new Error(`sd_notify answered ${String(answer)}`);
  };
  return {
    ready: () => tell('READY=1'),
    watchdog: () => tell('WATCHDOG=1'),
    stopping: () => tell('STOPPING=1'),
    status: (text) => tell(`STATUS=${text.replaceAll(/[\r\n]+/g, ' ')}`),
  };
}

/**
 * How long the service manager waits for a sign of life, milliseconds; null when it does not wait or waits for another
 * process (sd_watchdog_enabled(3)).
 */
export function watchdogTimeout(environment: ServiceEnvironment, pid: number): number | null {
  const { WATCHDOG_USEC: limit, WATCHDOG_PID: whose } = environment;
  if (!limit || !/^[1-9][0-9]{0,15}$/.test(limit)) return null;
  if (whose && whose !== String(pid)) return null;
  return Number(limit) / 1000;
}
