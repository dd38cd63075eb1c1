import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder, removeDurably, writeDurably } from '../../../src/common/durable-file.ts';
import { contentOf, files, versionOf } from './durable-file.content.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-durable-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

test('writes bytes, text and pieces, in folders that were missing, for the owner only', async () => {
  async function* later(): AsyncGenerator<Buffer> {
    yield Buffer.from('ba');
    await wait(1);
    yield Buffer.from('ba');
  }
  await writeDurably(join(folder, 'x/y/bytes'), Buffer.from([1, 2, 3]));
  await writeDurably(join(folder, 'x/y/text'), 'bản sao');
  await writeDurably(join(folder, 'x/y/pieces'), [Buffer.from('a'), Buffer.alloc(0), Buffer.from('b')]);
  await writeDurably(join(folder, 'x/y/later'), later());
  await writeDurably(join(folder, 'x/y/empty'), Buffer.alloc(0), 0o640);
  expect([...readFileSync(join(folder, 'x/y/bytes'))]).toEqual([1, 2, 3]);
  expect(readFileSync(join(folder, 'x/y/text'), 'utf8')).toBe('bản sao');
  expect(readFileSync(join(folder, 'x/y/pieces'), 'utf8')).toBe('ab');
  expect(readFileSync(join(folder, 'x/y/later'), 'utf8')).toBe('baba');
  expect(statSync(join(folder, 'x/y/empty')).size).toBe(0);
  expect(statSync(join(folder, 'x/y/bytes')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'x/y/empty')).mode & 0o777).toBe(0o640);
  expect(statSync(join(folder, 'x')).mode & 0o777).toBe(0o700);
  expect(readdirSync(join(folder, 'x/y')).filter((name) => name.endsWith('.new'))).toEqual([]);
});

test('a source that fails half-way leaves the old file and nothing beside it', async () => {
  const path = join(folder, 'file');
  await writeDurably(path, 'old');
  function* broken(): Generator<Buffer> {
    yield Buffer.from('new');
    throw new Error('no more');
  }
  await expect(writeDurably(path, broken())).rejects.toThrow('no more');
  expect(readFileSync(path, 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('many writers of one file at once leave one of their contents', async () => {
  const path = join(folder, 'a');
  await Promise.all(Array.from({ length: 20 }, (_, version) => writeDurably(path, contentOf('a', version))));
  expect(versionOf('a', readFileSync(path))).not.toBeNull();
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a file is removed; one that is not there, or whose folder is not, is no error', async () => {
  writeFileSync(join(folder, 'file'), 'x');
  await removeDurably(join(folder, 'file'));
  await removeDurably(join(folder, 'file'));
  await removeDurably(join(folder, 'no/such/file'));
  expect(readdirSync(folder)).toEqual([]);
});

test('a folder that is there already stays as it is', () => {
  makeFolder(join(folder, 'x'));
  writeFileSync(join(folder, 'x/file'), 'x');
  makeFolder(join(folder, 'x'));
  expect(readdirSync(join(folder, 'x'))).toEqual(['file']);
});

/** Lets the writer begin a few versions, from `first` on, and kills it; answers the last one that it had begun. */
async function writeAndKill(first: number, delay: number): Promise<number> {
  const child = spawn(process.execPath, [here('durable-file.writer.ts'), folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  const begun = () => told.split('\n').slice(0, -1);
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (piece) => {
      told += String(piece);
      if (begun().length >= 2) resolve();
    });
    child.once('close', () => resolve());
  });
  await wait(delay);
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return Number(begun().at(-1));
}

test('whenever the process is killed, each file is one whole version: the last or the one that was being written', async () => {
  const rounds = process.env['TRAM_TEST_ALL'] === '1' ? 200 : 12;
  let next = 1;
  for (let round = 0; round < rounds; round++) {
    const last = await writeAndKill(next, (round * 13) % 60);
    expect(last).toBeGreaterThan(next);
    for (const name of files) {
      const version = versionOf(name, readFileSync(join(folder, 'deep', name)));
      expect([last - 1, last], name).toContain(version);
    }
    next = last + 1;
  }
  const leftovers = readdirSync(join(folder, 'deep')).filter((name) => !files.some((file) => file === name));
  for (const name of leftovers) expect(name).toMatch(/^\.[abc]\.\d+\.[0-9a-z]+\.new$/);
}, 300_000);

/** The calls of a small program that make data durable, in their order, with the paths that they concern. */
async function calls(program: string): Promise<string[]> {
  const trace = join(folder, 'trace');
  const script = join(folder, 'program.mts');
  const module = here('../../../src/common/durable-file.ts');
  writeFileSync(script, `import { writeDurably, removeDurably } from ${JSON.stringify(module)};\n${program}\n`);
  const syscalls = 'fsync,fdatasync,rename,renameat,renameat2,mkdir,unlink';
  await promisify(execFile)('strace', ['-f', '-y', '-e', `trace=${syscalls}`, '-o', trace, process.execPath, script]);
  return readFileSync(trace, 'utf8')
    .split('\n')
    .map((line) => /^\d+\s+(\w+)\((.*)\)\s+= 0/.exec(line))
    .filter((match) => match !== null)
    .map(([, name, args]) => `${name} ${(args ?? '').replaceAll(folder, '')}`)
    .filter((call) => call.includes('/target') || call.includes('/x'));
}

test('the data is forced to the disk before the name, the name before the answer, and new folders too', async () => {
  const found = await calls(`await writeDurably(${JSON.stringify(join(folder, 'x/y/target'))}, 'content');`);
  const steps = found.map((call) => call.replaceAll(/\.target\.\d+\.[0-9a-z]+\.new/g, 'TEMP').replaceAll(/\d+</g, '<'));
  expect(steps).toEqual([
    'mkdir "/x", 0700',
    'mkdir "/x/y", 0700',
    expect.stringMatching(/^fsync <\/x>$/),
    expect.stringMatching(/^fsync <\/x\/y\/TEMP>$/),
    'rename "/x/y/TEMP", "/x/y/target"',
    expect.stringMatching(/^fsync <\/x\/y>$/),
  ]);
});

test('a removal is forced to the disk', async () => {
  makeFolder(join(folder, 'x'));
  writeFileSync(join(folder, 'x/target'), 'x');
  const found = await calls(`await removeDurably(${JSON.stringify(join(folder, 'x/target'))});`);
  expect(found).toEqual(['unlink "/x/target"', expect.stringMatching(/^fsync \d+<\/x>$/)]);
});
