import { fail, type Result } from '../../../src/common/result.ts';
import type { OfficeTasks } from '../../../src/workflow/tasks.ts';

/**
 * Worker threads that several offices of a test file use one after the other: starting them takes longer than most of
 * what is tested. Closed, an office's work under way is lost as with threads of its own, and the threads live on.
 */
export function leasedThreads(threads: OfficeTasks): OfficeTasks {
  const lost: Result<never> = fail('TASK-WORKER-DIED');
  const end = Promise.withResolvers<Result<never>>();
  let closed = false;
  const leased =
    <I, O>(run: (task: I) => Promise<Result<O>>) =>
    (task: I): Promise<Result<O>> =>
      closed ? Promise.resolve(lost) : Promise.race([run(task), end.promise]);
  return {
    encodePage: leased(threads.encodePage),
    codePage: leased(threads.codePage),
    pageImage: leased(threads.pageImage),
    officeImage: leased(threads.officeImage),
    composeBase: leased(threads.composeBase),
    prepare: leased(threads.prepare),
    complete: leased(threads.complete),
    verify: leased(threads.verify),
    readSigned: leased(threads.readSigned),
    accept: leased(threads.accept),
    checkPath: leased(threads.checkPath),
    renderSlip: leased(threads.renderSlip),
    forget: (documentId) => threads.forget(documentId),
    close: () => {
      closed = true;
      end.resolve(lost);
      return Promise.resolve();
    },
  };
}
