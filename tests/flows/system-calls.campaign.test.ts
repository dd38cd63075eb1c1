import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The calls of a set of systemd's, with the sets that it names. */
function callsOf(set: string): string[] {
  const lines = execFileSync('systemd-analyze', ['syscall-filter', '--no-pager', set], { encoding: 'utf8' })
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean);
  return lines.flatMap((line) => (line.startsWith('@') ? callsOf(line) : [line]));
}

/** What the unit's lines let through, in their order. */
function allowed(): Set<string> {
  const unit = readFileSync(join(root, 'systemd/system/tram.service'), 'utf8');
  const calls = new Set<string>();
  for (const [, line = ''] of unit.matchAll(/^SystemCallFilter=(.+)$/gm)) {
    const names = line.replace(/^~/, '').split(' ');
    for (const call of names.flatMap((name) => (name.startsWith('@') ? callsOf(name) : [name]))) {
      if (line.startsWith('~')) calls.delete(call);
      else calls.add(call);
    }
  }
  return calls;
}

describe('the system calls of a whole dossier', () => {
  it('are all among those that the unit lets through', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tram-calls-'));
    try {
      const counts = join(folder, 'counts');
      const play = [process.execPath, join(root, 'tests/demo/main.ts'), '--once', '--out', join(folder, 'out')];
      execFileSync('strace', ['-f', '-c', '-o', counts, ...play], { stdio: ['ignore', 'ignore', 'inherit'] });
      const used = readFileSync(counts, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter(([percent, , , calls]) => /^\d/.test(percent ?? '') && /^\d+$/.test(calls ?? ''))
        .map((columns) => columns.at(-1) ?? '')
        .filter((name) => name !== 'total');
      expect(used.length).toBeGreaterThan(40);
      const through = allowed();
      // SQLite gives a new WAL the owner of its database when it runs as root, as here; the service does not.
      const refused = used.filter((name) => !through.has(name) && name !== 'fchown');
      expect(refused).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
