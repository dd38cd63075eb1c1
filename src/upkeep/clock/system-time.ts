import type { Readable } from 'node:stream';
import { spawnSupervised } from '../../devices/supervision/child.ts';

/** How long the system may take to answer, milliseconds. */
const patienceMs = 5_000;
/** More than this is no answer, characters. */
const mostText = 1_000;

const question = [
  '--system',
  'get-property',
  'org.freedesktop.timedate1',
  '/org/freedesktop/timedate1',
  'org.freedesktop.timedate1',
  'NTPSynchronized',
  'TimeUSec',
];

/**
 * The system's time (epoch milliseconds) while it is synchronised with other clocks, or null when it is not, or does not
 * say. Asked of systemd-timedated, which looks into the kernel (adjtimex(2)) whatever program keeps the time; the
 * station itself may not (ProtectClock in its unit). The kernel forgets the synchronisation when the clock is set by hand.
 *
 * @param program  systemd's `busctl`
 */
export async function synchronisedSystemTime(program = 'busctl'): Promise<number | null> {
  const child = spawnSupervised(program, question, { stdio: ['ignore', 'pipe', 'ignore'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  timer.unref();
  try {
    const ended = new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('close', resolve);
    });
    const text = child.stdout ? await readText(child.stdout) : '';
    return (await ended) === 0 ? readSystemTime(text) : null;
  } finally {
    clearTimeout(timer);
  }
}

/** What `busctl get-property` printed: one line to a property, its type before its value. */
export function readSystemTime(text: string): number | null {
  const [, micros = ''] = /^b true\nt ([0-9]{1,18})\n?$/.exec(text) ?? [];
  return micros === '' ? null : Math.floor(Number(micros) / 1000);
}

async function readText(stream: Readable): Promise<string> {
  let text = '';
  try {
    for await (const piece of stream.setEncoding('utf8')) {
      text += String(piece);
      if (text.length > mostText) break;
    }
  } catch {
    return '';
  }
  return text;
}
