import { TaskPool } from '../common/task-pool.ts';
import type { tasks } from './task-module.ts';
import type { OfficeTasks } from './tasks.ts';

/**
 * The office's tasks on worker threads. The first thread starts with the first task. Coding pages for the copy takes
 * seconds and has a thread of its own: whoever scans or signs does not stand behind it.
 */
export function taskThreads(size: number): OfficeTasks {
  const pool = new TaskPool<typeof tasks>(new URL('./task-module.ts', import.meta.url), { size });
  const coding = new TaskPool<typeof tasks>(new URL('./task-module.ts', import.meta.url), { size: 1 });
  return {
    encodePage: (task) => pool.run('encodePage', task),
    codePage: (task) => coding.run('codePage', task),
    pageImage: (task) => pool.run('pageImage', task),
    officeImage: (task) => pool.run('officeImage', task),
    composeBase: (task) => pool.run('composeBase', task),
    prepare: (task) => pool.run('prepare', task),
    complete: (task) => pool.run('complete', task),
    verify: (task) => pool.run('verify', task),
    accept: (task) => pool.run('accept', task),
    checkPath: (task) => pool.run('checkPath', task),
    renderSlip: (task) => pool.run('renderSlip', task),
    close: async () => {
      await Promise.all([pool.close(), coding.close()]);
    },
  };
}
