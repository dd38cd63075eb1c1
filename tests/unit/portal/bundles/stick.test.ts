import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok, type Result, unwrap } from '../../../../src/common/result.ts';
import {
  copyToStick,
  listStick,
  openBundleFile,
  openStick,
  prepareStick,
  putOnStick,
  readCardFile,
  type Stick,
  wipeFromStick,
} from '../../../../src/portal/bundles/stick.ts';
import { withBundleFile } from '../../../../src/portal/bundles/stick-port.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';

const name = 'TRAM-H99.15-20261122-084512.tram';
let folder: string;
let disk: SmallDisk;
let stick: Stick;
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-made-'));
  disk = new SmallDisk(4);
  stick = unwrap(await prepareStick(disk.folder));
});
afterEach(() => {
  disk.remove();
  rmSync(folder, { recursive: true, force: true });
});

function made(bytes: Buffer): { path: string; length: number; sha256: string } {
  const path = join(folder, 'made.tram');
  writeFileSync(path, bytes);
  return { path, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
const read = async (file: string): Promise<Result<Buffer>> =>
  await withBundleFile(await openBundleFile(stick, file), async (bytes) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    return ok(Buffer.concat(pieces));
  });

describe('a stick', () => {
  it('is one when it is plugged in and has the mark', async () => {
    expect(code(await openStick(''))).toBe('STICK-UNSET');
    expect(code(await openStick(folder))).toBe('STICK-MISSING');
    expect(code(await prepareStick(join(folder, 'nowhere')))).toBe('STICK-MISSING');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
    expect(code(await openStick(stick.folder))).toBe('ok');
    expect(code(await prepareStick(stick.folder))).toBe('ok');
  });

  it('gets a bundle whole, under its name, and the same one again without harm', async () => {
    const bytes = randomBytes(700_000);
    const file = made(bytes);
    expect(code(await copyToStick(stick, name, file))).toBe('ok');
    expect(code(await copyToStick(stick, name, file))).toBe('ok');
    expect(readFileSync(join(stick.folder, name)).equals(bytes)).toBe(true);
    expect(unwrap(await read(name)).equals(bytes)).toBe(true);
    expect(readdirSync(stick.folder).sort()).toEqual([name, 'tram-usb.json']);
    // What lies there by that name and is something else gives way.
    writeFileSync(join(stick.folder, name), 'half');
    expect(code(await copyToStick(stick, name, file))).toBe('ok');
    expect(unwrap(await listStick(stick)).bundles).toEqual([{ name, bytes: bytes.length, kind: 'dossiers' }]);
  });

  it('is rid of half files that a cut has left, with the next thing written, and of nothing else', async () => {
    const half = `.${name}.4711.x8f3k2.new`;
    for (const file of [half, '.holiday.4711.x8f3k2.new', '.tram-usb.json.12.ab.new']) {
      writeFileSync(join(stick.folder, file), 'half');
    }
    expect(code(await copyToStick(stick, name, made(randomBytes(1000))))).toBe('ok');
    expect(readdirSync(stick.folder).sort()).toEqual(['.holiday.4711.x8f3k2.new', name, 'tram-usb.json']);
  });

  it('that is full keeps what it has, and no half file by the bundle’s name', async () => {
    const old = 'TRAM-BN-H99.15-20261121-084512.tram';
    writeFileSync(join(stick.folder, old), 'receipts');
    expect(code(await copyToStick(stick, name, made(randomBytes(5_000_000))))).toBe('STICK-FULL');
    disk.fill();
    expect(code(await putOnStick(stick, 'TRAM-THE-H99.15.json', 'x'.repeat(100_000)))).toBe('STICK-FULL');
    disk.makeSpace();
    expect(readdirSync(stick.folder).sort()).toEqual([old, 'tram-usb.json']);
  });

  it('that is write-protected says so, and is read all the same', async () => {
    expect(code(await copyToStick(stick, name, made(randomBytes(1000))))).toBe('ok');
    execFileSync('mount', ['-o', 'remount,ro', stick.folder]);
    const other = 'TRAM-H99.15-20261122-084513.tram';
    expect(code(await copyToStick(stick, other, made(randomBytes(2000))))).toBe('STICK-READ-ONLY');
    expect(code(await prepareStick(stick.folder))).toBe('STICK-READ-ONLY');
    expect(await wipeFromStick(stick, name)).toBe('left');
    expect(code(await read(name))).toBe('ok');
  });

  it('that was pulled since it was opened gets nothing: the empty folder is the station’s own disk', async () => {
    const empty = join(folder, 'usb');
    mkdirSync(empty);
    const plugged = unwrap(await prepareStick(empty));
    rmSync(join(empty, 'tram-usb.json'));
    expect(code(await copyToStick(plugged, name, made(randomBytes(1000))))).toBe('STICK-GONE');
    expect(code(await putOnStick(plugged, 'TRAM-THE-H99.15.json', '{}'))).toBe('STICK-GONE');
    expect(readdirSync(empty)).toEqual([]);
  });

  it('that is pulled while it is read or written is gone, and nothing else is blamed on it', async () => {
    const file = made(randomBytes(900_000));
    expect(code(await copyToStick(stick, name, file))).toBe('ok');
    const gone = { ...stick, folder: join(stick.folder, 'pulled') };
    mkdirSync(gone.folder);
    rmSync(gone.folder, { recursive: true });
    expect(code(await listStick(gone))).toBe('STICK-GONE');
    expect(code(await copyToStick(gone, name, file))).toBe('STICK-GONE');
    const opened = await openBundleFile(stick, name);
    const own = withBundleFile(opened, () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })));
    await expect(own).rejects.toMatchObject({ code: 'ENOSPC' });
  });

  it('gives nothing but plain files of our names', async () => {
    writeFileSync(join(folder, 'secret'), 'secret');
    symlinkSync(join(folder, 'secret'), join(stick.folder, name));
    execFileSync('mkfifo', [join(stick.folder, 'TRAM-H99.15-20261122-084514.tram')]);
    symlinkSync(join(folder, 'secret'), join(stick.folder, 'TRAM-THE-H99.15.json'));
    writeFileSync(join(stick.folder, 'holiday.tram'), 'x');
    expect(unwrap(await listStick(stick)).bundles).toEqual([]);
    for (const file of [name, 'TRAM-H99.15-20261122-084514.tram', '../made.tram', 'holiday.tram', 'tram-usb.json']) {
      expect(code(await read(file)), file).toBe('BUNDLE-MISSING');
    }
    for (const file of ['TRAM-THE-H99.15.json', '../secret', 'tram-usb.json']) {
      expect(code(await readCardFile(stick, file)), file).toBe('BUNDLE-CARD-UNREADABLE');
    }
    expect(await wipeFromStick(stick, '../../secret')).toBe('absent');
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('secret');
    // A link in a bundle's place is removed itself; what it leads to stays.
    expect(await wipeFromStick(stick, name)).toBe('wiped');
    expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe('secret');
  });

  it('with a folder in a file’s place is said to be damaged, and the folder stays', async () => {
    mkdirSync(join(stick.folder, name));
    writeFileSync(join(stick.folder, name, 'photo.jpg'), 'x');
    expect(code(await copyToStick(stick, name, made(randomBytes(1000))))).toBe('STICK-DAMAGED');
    expect(await wipeFromStick(stick, name)).toBe('left');
    expect(readdirSync(join(stick.folder, name))).toEqual(['photo.jpg']);
  });

  it('is wiped of a bundle that is done', async () => {
    expect(await wipeFromStick(stick, name)).toBe('absent');
    expect(code(await copyToStick(stick, name, made(randomBytes(1_200_000))))).toBe('ok');
    expect(await wipeFromStick(stick, name)).toBe('wiped');
    expect(readdirSync(stick.folder)).toEqual(['tram-usb.json']);
  });
});
