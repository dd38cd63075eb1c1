import cron, { type ScheduledTask } from 'node-cron';

/** What the calendar does by itself, in Vietnam's time. */
export interface CalendarTasks {
  /** Just after midnight, every day. */
  readonly newDay: () => void;
  /** Every minute. */
  readonly newMinute: () => void;
  /** A task threw: it comes again at its next time. */
  readonly onError: (task: string, error: unknown) => void;
}

/** Starts the calendar; the returned function stops it. */
export function startCalendar(tasks: CalendarTasks): () => void {
  const guarded = (name: string, task: () => void) => () => {
    try {
      task();
    } catch (error) {
      tasks.onError(name, error);
    }
  };
  const vietnam = { timezone: 'Asia/Ho_Chi_Minh' };
  const scheduled: ScheduledTask[] = [
    cron.schedule('1 0 0 * * *', guarded('new day', tasks.newDay), vietnam),
    cron.schedule('30 * * * * *', guarded('new minute', tasks.newMinute), vietnam),
  ];
  return () => {
    for (const task of scheduled) void task.destroy();
  };
}
