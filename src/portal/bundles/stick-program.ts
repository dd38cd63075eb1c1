/**
 * The program that touches the stick: nothing else of the station waits for a stick that hangs. It is asked one thing
 * after another on its standard input, answers on its standard output, and ends when nobody asks any more.
 */
import { fail, ok, type Result } from '../../common/result.ts';
import {
  type BundleFile,
  copyToStick,
  listStick,
  openBundleFile,
  openStick,
  prepareStick,
  putOnStick,
  readCardFile,
  wipeFromStick,
} from './stick.ts';
import { encodeFrame, FrameReader, type StickRequest } from './stick-frames.ts';

let open: BundleFile | null = null;
const say = (said: unknown, bytes?: Uint8Array): void => void process.stdout.write(encodeFrame(said, bytes));
const onProgress = (): void => say('at-work');

/** The answer without its bytes, and these. */
async function answer(request: StickRequest): Promise<{ readonly answer: unknown; readonly bytes?: Uint8Array }> {
  switch (request.call) {
    case 'open':
      return { answer: await openStick(request.folder) };
    case 'prepare':
      return { answer: await prepareStick(request.folder) };
    case 'list':
      return { answer: await listStick({ folder: request.folder }) };
    case 'copy':
      return { answer: await copyToStick({ folder: request.folder, onProgress }, request.name, request.from) };
    case 'put':
      return { answer: await putOnStick({ folder: request.folder }, request.name, request.text) };
    case 'read-card':
      return withBytes(await readCardFile({ folder: request.folder }, request.name));
    case 'open-bundle': {
      await open?.close();
      const opened = await openBundleFile({ folder: request.folder }, request.name);
      open = opened.ok ? opened.value : null;
      return { answer: opened.ok ? ok() : opened };
    }
    case 'next':
      return open ? withBytes(await open.next()) : { answer: fail('STICK-GONE') };
    case 'close':
      await open?.close();
      open = null;
      return { answer: ok() };
    case 'wipe':
      return { answer: await wipeFromStick({ folder: request.folder, onProgress }, request.name) };
  }
}

function withBytes(read: Result<Uint8Array | null>): { readonly answer: unknown; readonly bytes?: Uint8Array } {
  if (!read.ok) return { answer: read };
  return read.value === null ? { answer: ok(null) } : { answer: ok(), bytes: read.value };
}

const reader = new FrameReader();
for await (const piece of process.stdin as AsyncIterable<Buffer>) {
  for (const { said } of reader.push(piece)) {
    const { answer: came, bytes } = await answer(said as StickRequest);
    say({ answer: came }, bytes);
  }
}
