import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bidi } from './bidi.ts';
import { trust } from './browser.ts';

/** Debian's Firefox ESR with a home of its own, driven by its own WebDriver BiDi (Debian has no geckodriver). */
export interface Firefox {
  /** A tab with cookies and storage of its own. */
  tab(): Promise<FirefoxTab>;
  close(): Promise<void>;
}

export interface FirefoxTab {
  goto(address: string): Promise<void>;
  /** The value of an expression in the page. */
  value<T>(expression: string): Promise<T>;
  /** Waits until the expression is true in the page. */
  until(expression: string): Promise<void>;
  /** Presses the element by finger or mouse, once it is there, enabled and on the screen. */
  press(selector: string, pointer?: 'touch' | 'mouse'): Promise<void>;
  /** Types on the real keyboard. */
  type(text: string): Promise<void>;
  /** A picture of the window (PNG). */
  picture(): Promise<Buffer>;
  /** Errors of scripts and lines that the page wrote to the console as errors. */
  readonly errors: readonly string[];
}

/** No questions, no calls home, and touch as on a touch screen. */
const preferences = {
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.server': '',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'app.normandy.enabled': false,
  'dom.w3c_touch_events.enabled': 1,
};

/** How long a page may take for what it is waited for (milliseconds). */
const patience = 30_000;

/** Starts the browser, trusting these authorities (PEM) through the certificate database of its profile. */
export async function startFirefox(authorities: readonly string[]): Promise<Firefox> {
  const home = await mkdtemp(join(tmpdir(), 'tram-firefox-'));
  const profile = join(home, 'profile');
  await mkdir(profile, { mode: 0o700 });
  await trust(profile, authorities);
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const child = spawn(
    'firefox-esr',
    ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile, 'about:blank'],
    { env: { ...process.env, HOME: home, TZ: 'Asia/Ho_Chi_Minh' }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const errors = new Map<string, string[]>();
  const bidi = await Bidi.open(`${await addressOf(child)}/session`, (_method, params) => {
    const { level, text, source } = params as LogEntry;
    if (level === 'error') errors.get(source.context)?.push(text ?? 'an error without words');
  });
  await bidi.send('session.new', { capabilities: {} });
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  return {
    tab: async () => {
      const { userContext } = await bidi.send<{ userContext: string }>('browser.createUserContext', {});
      const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab', userContext });
      await bidi.send('browsingContext.setViewport', { context, viewport: { width: 1280, height: 800 } });
      const noted: string[] = [];
      errors.set(context, noted);
      return tabOf(bidi, context, noted);
    },
    close: async () => {
      await bidi.send('browser.close', {}).catch(() => child.kill());
      bidi.close();
      await ended;
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface LogEntry {
  readonly level: string;
  readonly text: string | null;
  readonly source: { readonly context: string };
}

/** Where it listens: it says so among its errors. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.once('close', () => reject(new Error(`Firefox ended: ${said}`)));
    child.stderr?.on('data', (part: Buffer) => {
      said += part.toString();
      const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}

type Evaluated =
  | { readonly type: 'success'; readonly result: { readonly value?: string; readonly sharedId?: string } }
  | { readonly type: 'exception'; readonly exceptionDetails: { readonly text: string } };

function tabOf(bidi: Bidi, context: string, errors: readonly string[]): FirefoxTab {
  const evaluate = async (expression: string) => {
    const answer = await bidi.send<Evaluated>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
    });
    if (answer.type === 'exception') throw new Error(`${answer.exceptionDetails.text} in ${expression}`);
    return answer.result;
  };
  const value = async <T>(expression: string): Promise<T> => {
    const { value: json } = await evaluate(`Promise.resolve(${expression}).then((it) => JSON.stringify(it ?? null))`);
    return JSON.parse(json ?? 'null') as T;
  };
  const until = async (expression: string): Promise<void> => {
    const end = performance.now() + patience;
    while (!(await value<boolean>(`Boolean(${expression})`))) {
      if (performance.now() > end) throw new Error(`never true: ${expression}; errors: ${errors.join('; ')}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  };
  return {
    errors,
    value,
    until,
    goto: async (url) => {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    press: async (selector, pointer = 'mouse') => {
      const element = `document.querySelector(${JSON.stringify(selector)})`;
      await until(`${element} && !${element}.disabled`);
      const { sharedId } = await evaluate(`(${element}.scrollIntoView({ block: 'nearest' }), ${element})`);
      await bidi.send('input.performActions', {
        context,
        actions: [
          {
            type: 'pointer',
            id: pointer,
            parameters: { pointerType: pointer },
            actions: [
              { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId } } },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      });
    },
    type: async (text) => {
      const actions = [...text].flatMap((key) => [
        { type: 'keyDown', value: key },
        { type: 'keyUp', value: key },
      ]);
      await bidi.send('input.performActions', { context, actions: [{ type: 'key', id: 'keyboard', actions }] });
    },
    picture: async () => {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', { context });
      return Buffer.from(data, 'base64');
    },
  };
}
