import cron, { type ScheduledTask } from 'node-cron';

/** What the calendar does by itself, in Vietnam's time. */
export interface CalendarTasks {
  /** Just after midnight, every day. */
  readonly newDay: () => void;
}

/** Starts the calendar; the returned function stops it. */
export function startCalendar(tasks: CalendarTasks): () => void {
  const scheduled: ScheduledTask[] = [cron.schedule('1 0 0 * * *', tasks.newDay, { timezone: 'Asia/Ho_Chi_Minh' })];
  return () => {
    for (const task of scheduled) void task.destroy();
  };
}
