import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** Debian's Chromium with a home of its own. */
export interface TestBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts the browser, trusting these authorities (PEM) as a person's machine would: through the NSS database of its home
 * folder. Certificate errors are errors here. `within` goes before its command: the network namespace where it runs.
 */
export async function startBrowser(
  authorities: readonly string[],
  within: readonly string[] = [],
): Promise<TestBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'tram-browser-'));
  await trust(join(home, '.pki/nssdb'), authorities);
  const browser = await chromium.launch({
    executablePath: await program(home, within),
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_CACHE_HOME: join(home, 'cache') },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What to start: the browser, or a script that starts it elsewhere. */
async function program(home: string, within: readonly string[]): Promise<string> {
  if (within.length === 0) return '/usr/bin/chromium';
  const path = join(home, 'chromium');
  await writeFile(path, `#!/bin/sh\nexec ${within.join(' ')} /usr/bin/chromium "$@"\n`, { mode: 0o700 });
  return path;
}

/** Makes an NSS database in this folder that trusts these authorities (PEM) for servers. */
export async function trust(folder: string, authorities: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const passwordFile = join(folder, 'nss-password');
  await writeFile(passwordFile, '\n', { mode: 0o600 });
  const database = ['-d', `sql:${folder}`, '-f', passwordFile];
  await certutil(['-N', ...database]);
  for (const [index, pem] of authorities.entries()) {
    const file = join(folder, `authority-${index}.pem`);
    await writeFile(file, pem);
    await certutil(['-A', ...database, '-n', `authority ${index}`, '-t', 'C,,', '-i', file]);
  }
}

/** certutil asks at the terminal when it can: its input is closed. */
async function certutil(args: readonly string[]): Promise<void> {
  const running = run('certutil', args);
  running.child.stdin?.end();
  await running;
}
