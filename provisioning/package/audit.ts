/**
 * Asks the registry for known weaknesses of what the service runs with (`npm audit`), and names each with its severity.
 * Exit codes: 0 none that is high or critical; 1 some are; 69 (EX_UNAVAILABLE) nobody answered: there is no line, or the
 * registry in use keeps no advisories. What was not asked is never told as if it were clean.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { root } from './runtime-packages.ts';

/** The exit code of sysexits.h for a service that cannot be reached. */
export const unavailable = 69;

/** What `npm audit --json` prints: advisories of each package, or the reason why there are none to read. */
interface Answer {
  readonly message?: string;
  readonly error?: { readonly summary?: string };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly range: string }>>;
}

/** What is said of an answer of `npm audit --json`, and the exit code it stands for. */
export function judge(printed: string): {
  readonly code: 0 | 1 | typeof unavailable;
  readonly lines: readonly string[];
} {
  const answer = read(printed);
  if (answer?.vulnerabilities == null) {
    const reason = answer?.message ?? answer?.error?.summary ?? 'npm printed nothing that can be read';
    return { code: unavailable, lines: [`known weaknesses were not asked: ${reason}`] };
  }
  const found = Object.entries(answer.vulnerabilities);
  const grave = found.some(([, { severity }]) => severity === 'high' || severity === 'critical');
  const lines = found.map(([name, { severity, range }]) => `${severity}: ${name} ${range}`);
  return { code: grave ? 1 : 0, lines: [...lines, `${found.length} packages with known weaknesses`] };
}

function read(printed: string): Answer | null {
  try {
    const parsed: unknown = JSON.parse(printed);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const patience = ['--fetch-retries=0', '--fetch-timeout=20000'];
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', ...patience], { cwd: root, encoding: 'utf8' });
  const { code, lines } = judge(stdout ?? '');
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = code;
}
