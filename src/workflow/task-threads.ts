import { ok, type Result } from '../common/result.ts';
import { TaskPool } from '../common/task-pool.ts';
import { SmallPictures, smallWidths } from './small-pictures.ts';
import type { tasks } from './task-module.ts';
import type { EncodedPage, EncodePageTask, OfficeTasks, PageImageTask } from './tasks.ts';

/**
 * The office's tasks on worker threads. The first thread starts with the first task. Coding pages for the copy takes
 * seconds and has a thread of its own: whoever scans or signs does not stand behind it.
 */
export function taskThreads(size: number): OfficeTasks {
  const pool = new TaskPool<typeof tasks>(new URL('./task-module.ts', import.meta.url), { size });
  const coding = new TaskPool<typeof tasks>(new URL('./task-module.ts', import.meta.url), { size: 1 });
  const pictures = new SmallPictures();

  const encodePage = async (task: Omit<EncodePageTask, 'smallWidths'>): Promise<Result<EncodedPage>> => {
    const encoded = await pool.run('encodePage', { ...task, smallWidths });
    if (!encoded.ok) return encoded;
    const { small, ...page } = encoded.value;
    for (const { widthPx, jpeg } of small) pictures.keep({ documentId: task.into.id, widthPx, turn: 0 }, jpeg);
    return ok(page);
  };

  const pageImage = async (task: PageImageTask): Promise<Result<Uint8Array>> => {
    const { document, widthPx, turn } = task;
    const make = async (): Promise<Result<Uint8Array>> => await pool.run('pageImage', task);
    return widthPx === null ? await make() : await pictures.obtain({ documentId: document.id, widthPx, turn }, make);
  };

  return {
    encodePage,
    codePage: (task) => coding.run('codePage', task),
    pageImage,
    officeImage: (task) => pool.run('officeImage', task),
    composeBase: (task) => pool.run('composeBase', task),
    prepare: (task) => pool.run('prepare', task),
    complete: (task) => pool.run('complete', task),
    verify: (task) => pool.run('verify', task),
    readSigned: (task) => pool.run('readSigned', task),
    accept: (task) => pool.run('accept', task),
    checkPath: (task) => pool.run('checkPath', task),
    renderSlip: (task) => pool.run('renderSlip', task),
    forget: (documentId) => pictures.forget(documentId),
    close: async () => {
      await Promise.all([pool.close(), coding.close()]);
    },
  };
}
