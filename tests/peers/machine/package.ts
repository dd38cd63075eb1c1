import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The same Debian package under another version, as a later build would have. */
export function nextVersion(file: string, version: string, to: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'tram-unpacked-'));
  try {
    const unpacked = join(folder, 'tram');
    execFileSync('dpkg-deb', ['-R', file, unpacked]);
    const control = join(unpacked, 'DEBIAN/control');
    writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`));
    execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z1', '-b', unpacked, to], { stdio: 'ignore' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
