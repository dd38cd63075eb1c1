import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Code, codes } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { spawnSupervised, stopChild } from '../../devices/supervision/child.ts';
import type { BackupTask, VerifiedBackup } from './back-up.ts';

const program = fileURLToPath(new URL('child.ts', import.meta.url));

/** A backup that takes longer hangs, milliseconds. */
const mostMs = 6 * 3_600_000;
const mostAnswerBytes = 64 * 1024;

const Answer = Type.Union([
  Type.Object({
    ok: Type.Literal(true),
    value: Type.Object({
      name: Type.String({ maxLength: 40 }),
      verifiedAt: Type.Integer(),
      documents: Type.Integer({ minimum: 0 }),
      added: Type.Integer({ minimum: 0 }),
    }),
  }),
  Type.Object({ ok: Type.Literal(false), error: Type.Object({ code: Type.String({ maxLength: 60 }) }) }),
]);

/** A backup under way in a process of its own. */
export interface RunningBackup {
  readonly ended: Promise<Result<VerifiedBackup>>;
  /** Ends it; what is unfinished counts for nothing. */
  stop(): Promise<void>;
}

/** Starts the program of `child.ts`. One that dies or hangs is BACKUP-WRITE. */
export function startBackupChild(task: Omit<BackupTask, 'stationKey' | 'clock'>): RunningBackup {
  const { state, folder, office, terms } = task;
  const options = { state, folder, office, 'sets-days': terms.setsDays, 'keys-days': terms.keysDays };
  const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const child = spawnSupervised(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let answer = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    if (answer.length < mostAnswerBytes) answer += piece;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), mostMs);
  const ended = new Promise<Result<VerifiedBackup>>((resolve) => {
    child.once('error', () => resolve(fail('BACKUP-WRITE', { reason: 'not started' })));
    child.once('close', () => {
      clearTimeout(timer);
      resolve(readAnswer(answer));
    });
  });
  return {
    ended,
    stop: async () => {
      await stopChild(child, { graceMs: 500 });
      await ended;
    },
  };
}

function readAnswer(text: string): Result<VerifiedBackup> {
  try {
    const answer: unknown = JSON.parse(text);
    if (!Value.Check(Answer, answer)) return fail('BACKUP-WRITE', { reason: 'answer' });
    if (answer.ok) return ok(answer.value);
    return isCode(answer.error.code) ? fail(answer.error.code) : fail('BACKUP-WRITE', { reason: 'code' });
  } catch {
    return fail('BACKUP-WRITE', { reason: 'died' });
  }
}

function isCode(text: string): text is Code {
  return Object.hasOwn(codes, text);
}
